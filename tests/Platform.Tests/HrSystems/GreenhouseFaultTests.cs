using ClearView.Cli.Processes;
using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.Messaging;
using ClearView.Simulators.Greenhouse;

namespace ClearView.Platform.Tests.HrSystems;

/// <summary>The complete list of "200 OK but false" that applies, each alone and all at once, with the simulator striking as often as it may.</summary>
public sealed class GreenhouseFaultTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults => [.. Fault.All.Append("all")];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Everything_arrives_and_every_note_is_written_once_under(string fault)
    {
        const int People = 60;
        var port = FreePort.Take();
        var log = new RememberingLog();
        await using var fixture = await GreenhouseFixture.StartAsync(
            simulate: o =>
            {
                (o.Misbehave, o.PageSizeCap, o.FaultLimit, o.RateLimit) = ([fault], 25, 3, 1_000_000); // three pages, so that cursors are used
                (o.WebhookUrl, o.WebhookSecret) = (new Uri($"http://127.0.0.1:{port}/hooks/greenhouse"), GreenhouseFixture.Secret);
            },
            candidates: People, jobs: 8);
        await using var rig = await HrRig.StartAsync(log, fixture.System);
        await using var host = await HrHost.StartAsync(fixture.System, port);

        await ReadAllAsync(rig, fixture, People, leaves: fault is Fault.Merge or "all");
        var requests = await RequestsAsync(rig);
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (request, _) =>
            await WriteAsync(fixture.System, request));

        var departed = fixture.Journal("departure").Select(d => d.GetProperty("candidate_id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
        var notes = fixture.Journal("note").Select(n => n.GetProperty("note").GetProperty("body").GetString()!).ToList();
        Assert.Equal(notes.Distinct(), notes);
        Assert.All(requests.Where(r => !departed.Contains(r.CandidateSourceId)), r => Assert.Contains(r.Text, notes));
        Assert.Equal(8, (await rig.MessagesAsync<JobPublished>()).Select(j => j.Job).Distinct().Count());
        Assert.All(await rig.MessagesAsync<JobPublished>(), j => Assert.Equal("The role\nBuild & test <things>.\n\nMust have\n- C#\n- SQL", j.Text));
        await AssertStruckAsync(fixture, fault);
    }

    /// <summary>Until all are here and the end is reached; a webhook that comes early may be followed by its rows later.</summary>
    private static async Task ReadAllAsync(HrRig rig, GreenhouseFixture fixture, int people, bool leaves)
    {
        HashSet<CandidateId> seen;
        do
        {
            await rig.PollToTheEndAsync(fixture.System);
            seen = [.. (await rig.MessagesAsync<ResumeReceived>()).Select(r => r.Candidate)];
        }
        while (seen.Count < people - fixture.Journal("departure").Count || (leaves && fixture.Journal("departure").Count < 2));
    }

    /// <summary>One score for each application, as the platform would ask for it.</summary>
    private static async Task<List<ScoreWriteRequested>> RequestsAsync(HrRig rig) =>
    [
        .. (await rig.MessagesAsync<ApplicationReceived>()).DistinctBy(a => (a.Candidate, a.Job)).Select((a, n) =>
            new ScoreWriteRequested(a.Candidate, a.Job, a.Origin, a.CandidateSourceId, 50, $"clearview:{n:0000}", $"Score 50. [clearview:{n:0000}]")),
    ];

    /// <summary>As the queue does: transient failures come again when they ask for it, permanent ones do not.</summary>
    private static async Task WriteAsync(IHrSystem system, ScoreWriteRequested request)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await system.WriteScoreAsync(request, Ct);
                return;
            }
            catch (TransientFailureException e) when (attempt < 10)
            {
                await Task.Delay(e.After ?? TimeSpan.Zero, Ct);
            }
            catch (PermanentFailureException e) when (e.Code == "greenhouse.gone")
            {
                return;
            }
        }
    }

    /// <summary>A fault that never struck proves nothing.</summary>
    private static async Task AssertStruckAsync(GreenhouseFixture fixture, string fault)
    {
        // A hidden posting counts only for who does not ask for it; that all texts are there shows that it was asked for.
        foreach (var name in (fault == "all" ? Fault.All : [fault]).Where(f => f != Fault.HiddenJobs))
            Assert.True(await fixture.StruckAsync(name) > 0, $"'{name}' never struck.");
    }
}

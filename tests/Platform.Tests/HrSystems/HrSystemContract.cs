using System.Text;
using System.Text.Json;
using ClearView.Contracts;
using ClearView.HrSystems;
using ClearView.Messaging;
using Microsoft.Extensions.Logging;

namespace ClearView.Platform.Tests.HrSystems;

/// <summary>One HR system as it really is, with three candidates who applied for one job each or more, and two jobs.</summary>
public interface IHrSystemFixture : IAsyncDisposable
{
    IHrSystem System { get; }

    int Jobs { get; }

    int Resumes { get; }

    int Applications { get; }

    /// <summary>Texts that stand for a person: names, addresses, numbers, names of files.</summary>
    IReadOnlyList<string> Canaries { get; }

    /// <summary>Adds a row that cannot be read, without removing a good one.</summary>
    void AddBadRow();

    /// <summary>The next note is written, and its answer lost. A system that cannot lose one does nothing.</summary>
    void LoseNextAnswer();

    /// <summary>How many notes in the system have the marker.</summary>
    Task<int> NotesWithAsync(string marker);
}

/// <summary>What every connector must do. A system adds its fixture and one line.</summary>
public abstract class HrSystemContract
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract Task<IHrSystemFixture> StartAsync(ILoggerFactory logs);

    [Fact]
    public async Task Everything_that_is_found_is_announced_once()
    {
        await using var x = await Setup.Of(StartAsync);

        await x.Rig.PollToTheEndAsync(x.System);

        Assert.Equal(x.Fixture.Jobs, (await x.Rig.MessagesAsync<JobPublished>()).Count);
        Assert.Equal(x.Fixture.Resumes, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.Equal(x.Fixture.Applications, (await x.Rig.MessagesAsync<ApplicationReceived>()).Count);
        await AssertNoIdTwiceAsync(x.Rig);
    }

    [Fact]
    public async Task A_further_poll_finds_nothing_new()
    {
        await using var x = await Setup.Of(StartAsync);
        await x.Rig.PollToTheEndAsync(x.System);
        var before = (await x.Rig.MessagesAsync()).Count;

        var again = await x.Rig.PollAsync(x.System);

        Assert.Equal((0, false), (again.Announced, again.HasMore));
        Assert.Equal(before, (await x.Rig.MessagesAsync()).Count);
    }

    [Fact]
    public async Task A_poll_that_has_lost_its_checkpoint_makes_the_same_ids()
    {
        await using var x = await Setup.Of(StartAsync);
        await x.Rig.PollToTheEndAsync(x.System);
        var before = await x.Rig.MessagesAsync();

        await x.Rig.ForgetCheckpointsAsync();
        await x.Rig.PollToTheEndAsync(x.System);

        var after = await x.Rig.MessagesAsync();
        Assert.Equal(2 * before.Count, after.Count);
        Assert.Equal(Ids(before), Ids(after).Distinct());
    }

    [Fact]
    public async Task A_crash_between_vault_and_commit_repeats_cleanly()
    {
        await using var x = await Setup.Of(StartAsync);
        x.Rig.CrashAtCommit();
        var crashes = 0;
        do
        {
            if (await x.Rig.Polling.PollAsync(x.System, Ct) is CrashException)
                crashes++;
        }
        while (!x.Rig.Statuses.CaughtUp);

        Assert.Equal(1, crashes);
        Assert.Equal(x.Fixture.Resumes, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.Equal(x.Fixture.Applications, (await x.Rig.MessagesAsync<ApplicationReceived>()).Count);
        await AssertNoIdTwiceAsync(x.Rig);
    }

    [Fact]
    public async Task The_original_and_the_identity_lie_in_the_vault_under_the_candidate()
    {
        await using var x = await Setup.Of(StartAsync);
        await x.Rig.PollToTheEndAsync(x.System);

        foreach (var received in await x.Rig.MessagesAsync<ResumeReceived>())
        {
            var original = await x.Rig.Vault.OpenAsync(TenantId.Default, received.Candidate.ToString(), received.Original.Claim, Ct);
            Assert.Equal(received.Original.Length, original.Length);
            Assert.NotNull(received.Identity);
            var identity = JsonSerializer.Deserialize(
                await x.Rig.Vault.OpenAsync(TenantId.Default, received.Candidate.ToString(), received.Identity.Claim, Ct), ContractJson.Default.KnownIdentity);
            Assert.Contains(identity!.LastName, x.Fixture.Canaries);
            Assert.NotEmpty(identity.Emails);
            Assert.NotEmpty(identity.Phones);
        }
    }

    [Fact]
    public async Task Messages_are_about_the_candidate_and_in_the_candidates_order()
    {
        await using var x = await Setup.Of(StartAsync);
        await x.Rig.PollToTheEndAsync(x.System);

        foreach (var (envelope, message, _) in await x.Rig.MessagesAsync())
        {
            var subject = message switch
            {
                ResumeReceived r => r.Candidate.ToString(),
                ApplicationReceived a => a.Candidate.ToString(),
                JobPublished j => j.Job.ToString(),
                _ => throw new InvalidOperationException("Another message was announced."),
            };
            Assert.Equal((subject, subject), (envelope.Subject, envelope.OrderKey));
            Assert.True(envelope.SourceVersion > 0);
        }
    }

    [Fact]
    public async Task A_score_is_shown_once_however_often_it_is_asked_for()
    {
        await using var x = await Setup.Of(StartAsync);
        var request = await AskAsync(x);

        Assert.False(await x.System.WriteScoreAsync(request, Ct));
        Assert.True(await x.System.WriteScoreAsync(request, Ct));

        Assert.Equal(1, await x.Fixture.NotesWithAsync(request.Marker));
    }

    [Fact]
    public async Task A_second_score_is_added_to_the_first()
    {
        await using var x = await Setup.Of(StartAsync);
        var first = await AskAsync(x);
        var second = first with { Marker = "clearview:second", Text = "Another score. [clearview:second]" };

        Assert.False(await x.System.WriteScoreAsync(first, Ct));
        Assert.False(await x.System.WriteScoreAsync(second, Ct));

        Assert.Equal(1, await x.Fixture.NotesWithAsync(first.Marker));
        Assert.Equal(1, await x.Fixture.NotesWithAsync(second.Marker));
    }

    [Fact]
    public async Task A_lost_answer_leads_to_no_second_note()
    {
        await using var x = await Setup.Of(StartAsync);
        var request = await AskAsync(x);
        x.Fixture.LoseNextAnswer();

        try
        {
            await x.System.WriteScoreAsync(request, Ct);
        }
        catch (TransientFailureException)
        {
            // The queue would bring it again.
        }

        Assert.True(await x.System.WriteScoreAsync(request, Ct));
        Assert.Equal(1, await x.Fixture.NotesWithAsync(request.Marker));
    }

    [Fact]
    public async Task A_candidate_who_is_gone_is_a_permanent_failure()
    {
        await using var x = await Setup.Of(StartAsync);
        var request = await AskAsync(x) with { CandidateSourceId = "999999999" };

        await Assert.ThrowsAsync<PermanentFailureException>(() => x.System.WriteScoreAsync(request, Ct));
    }

    [Fact]
    public async Task A_bad_row_stops_no_other()
    {
        await using var x = await Setup.Of(StartAsync);
        x.Fixture.AddBadRow();

        await x.Rig.PollToTheEndAsync(x.System);

        Assert.Equal(x.Fixture.Resumes, (await x.Rig.MessagesAsync<ResumeReceived>()).Count);
        Assert.Equal(x.Fixture.Applications, (await x.Rig.MessagesAsync<ApplicationReceived>()).Count);
        Assert.NotEmpty(x.Rig.Statuses.All.Single().Troubles);
        Assert.Contains(x.Rig.Log.Lines, line => line.Contains("left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_personal_is_in_messages_checkpoints_or_logs()
    {
        await using var x = await Setup.Of(StartAsync);
        x.Fixture.AddBadRow();
        x.Rig.CrashAtCommit();
        x.Fixture.LoseNextAnswer();
        await x.Rig.PollToTheEndAsync(x.System);
        var failures = new List<string>();
        var request = await AskAsync(x);
        foreach (var asked in (ScoreWriteRequested[])[request, request, request with { CandidateSourceId = "999999999" }])
        {
            try
            {
                await x.System.WriteScoreAsync(asked, Ct);
            }
            catch (Exception e) when (e is TransientFailureException or PermanentFailureException)
            {
                failures.Add(e.ToString());
            }
        }

        var seen = new StringBuilder();
        foreach (var (envelope, _, body) in await x.Rig.MessagesAsync())
            seen.AppendJoin('\n', EnvelopeAttributes.Write(envelope).Select(a => a.Value)).AppendLine(body);
        seen.AppendLine(await x.Rig.CheckpointAsync(x.System.Name)).AppendJoin('\n', x.Rig.Log.Lines).AppendJoin('\n', failures);
        foreach (var trouble in x.Rig.Statuses.All.Single().Troubles)
            seen.Append(trouble);

        var text = seen.ToString();
        Assert.NotEmpty(failures);
        Assert.Contains(x.System.Name, text, StringComparison.Ordinal); // the search finds what is there
        Assert.All(x.Fixture.Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<ScoreWriteRequested> AskAsync(Setup x)
    {
        if (!x.Rig.Statuses.CaughtUp)
            await x.Rig.PollToTheEndAsync(x.System);
        var application = (await x.Rig.MessagesAsync<ApplicationReceived>())[0];
        return new ScoreWriteRequested(
            application.Candidate, application.Job, application.Origin, application.CandidateSourceId, 72, "clearview:first",
            "ClearView score: 72 of 100.\nYou decide.\n[clearview:first]");
    }

    private static IEnumerable<string> Ids(IEnumerable<(Envelope Envelope, object Message, string Body)> messages) =>
        messages.Select(m => m.Envelope.Id.ToString()).Order(StringComparer.Ordinal);

    private static async Task AssertNoIdTwiceAsync(HrRig rig)
    {
        var ids = Ids(await rig.MessagesAsync()).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    private sealed record Setup(HrRig Rig, IHrSystemFixture Fixture, ILoggerFactory Logs) : IAsyncDisposable
    {
        public IHrSystem System => Fixture.System;

        public static async Task<Setup> Of(Func<ILoggerFactory, Task<IHrSystemFixture>> start)
        {
            var log = new RememberingLog();
            var logs = LoggerFactory.Create(l => l.AddProvider(log));
            var fixture = await start(logs);
            return new Setup(await HrRig.StartAsync(log, fixture.System), fixture, logs);
        }

        public async ValueTask DisposeAsync()
        {
            await Rig.DisposeAsync();
            await Fixture.DisposeAsync();
            Logs.Dispose();
        }
    }
}

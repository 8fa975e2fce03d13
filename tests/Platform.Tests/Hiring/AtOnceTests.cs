using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Tests.Postgres;
using ClearView.Web;
using ClearView.Web.Intake;
using ClearView.Web.Reviews;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Hiring;

/// <summary>What relied on one writer at a time, on a database that has many.</summary>
[OnPostgres]
public sealed class AtOnceTests
{
    private static readonly WebParts _parts = new() { Functions = [], GlanceAtDocument = _ => new DocumentVerdict("text/plain", null, null) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_audit_trail_does_not_fork()
    {
        await using var room = await HiringRoom.OpenAsync();

        await ManyAsync(40, n => room.DoAsync(services => services.GetRequiredService<AuditTrail>().AppendAsync(
            HiringRoom.Tenant, MessageId.New(TimeProvider.System), "test", $"{n}", new byte[] { 1 }, room.Clock.GetUtcNow(), Ct)));

        Assert.Equal((40, null), await room.ScopeAsync(services => services.GetRequiredService<AuditTrail>().VerifyAsync(Ct)));
    }

    [Fact]
    public async Task Of_the_same_request_sent_many_times_one_is_accepted_and_the_others_hear_of_it()
    {
        await using var room = await HiringRoom.OpenAsync();

        var answers = await ManyAsync(16, _ => AcceptAsync(room, new JobRequest("A job", "text"), "one key"));

        Assert.Single(answers, a => !a.Replayed);
        Assert.Single(answers.Select(a => a.Id).Distinct());
        Assert.Single((await room.TakePublishedAsync()).OfType<JobPublished>());
    }

    [Fact]
    public async Task A_job_that_is_changed_by_many_has_a_version_for_each_change()
    {
        await using var room = await HiringRoom.OpenAsync();

        await ManyAsync(16, n => AcceptAsync(room, new JobRequest("A job", $"text {n}", "job-1"), null));

        var published = await room.Database.ListAsync<long>("SELECT source_version FROM outbox ORDER BY position", Ct);
        Assert.Equal(16, published.Distinct().Count());
        Assert.Equal(published.Order(), published);
    }

    [Fact]
    public async Task A_resume_is_released_or_refused_and_never_both()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HoldAsync(Held("ada"), 1);

        var outcomes = await ManyAsync(12, n => room.ScopeAsync(services => new ReviewDecision(
            services.GetRequiredService<ReviewStore>(), services.GetRequiredService<AuditTrail>(), services.GetRequiredService<IUnitOfWork>(),
            services.GetRequiredService<MessageWriter>(), room.Clock).DecideAsync(Candidate("ada"), n % 2 == 0 ? ReviewDecision.Release : ReviewDecision.Refuse, 1, Ct)));

        Assert.Equal((6, 6), (outcomes.Count(o => o == DecisionOutcome.Done), outcomes.Count(o => o == DecisionOutcome.DecidedOtherwise)));
        Assert.Single(await room.Database.ListAsync<long>("SELECT seq FROM audit", Ct));
    }

    [Fact]
    public async Task Each_pair_is_asked_for_once_though_both_sides_ask()
    {
        const int Each = 6;
        await using var room = await HiringRoom.OpenAsync();
        await room.DoAsync(async services =>
        {
            for (var n = 0; n < Each; n++)
            {
                await services.GetRequiredService<CandidateStore>().SaveSkillsAsync(HiringRoom.Tenant, 1, new SkillsExtracted(Candidate($"{n}"), Features($"{n}", 1), "1"), Ct);
                await services.GetRequiredService<JobStore>().SaveParsedAsync(HiringRoom.Tenant, 1, new JobParsed(Job($"{n}"), JobFeatures($"{n}", 1), [], "1"), Ct);
            }
        });

        await ManyAsync(2 * Each, n => n % 2 == 0
            ? room.HandleAsync("request-scores", new FeaturesStored(Candidate($"{n / 2}"), null), Candidate($"{n / 2}").ToString(), 1)
            : room.HandleAsync("request-scores", new FeaturesStored(null, Job($"{n / 2}")), Job($"{n / 2}").ToString(), 1));

        var pairs = (await room.TakePublishedAsync()).OfType<ScoresRequested>().SelectMany(r => r.Candidates.SelectMany(c => r.Jobs.Select(j => (c.Candidate, j.Job)))).ToList();
        Assert.Equal(Each * Each, pairs.Distinct().Count());
        Assert.Equal(pairs.Distinct().Count(), pairs.Count);
    }

    [Fact]
    public async Task An_old_version_does_not_wait_for_a_review_whichever_of_it_and_the_new_one_is_stored_first()
    {
        const int Candidates = 12;
        await using var room = await HiringRoom.OpenAsync();
        for (var n = 0; n < Candidates; n++)
            await room.KnowAsync(Candidate($"{n}"));

        await ManyAsync(2 * Candidates, n => n % 2 == 0
            ? room.HandleAsync("save-candidate", Received($"{n / 2}"), Candidate($"{n / 2}").ToString(), 2)
            : room.HandleAsync("hold-for-review", Held($"{n / 2}"), Candidate($"{n / 2}").ToString(), 1));

        Assert.Empty(await room.ScopeAsync(services => services.GetRequiredService<ReviewStore>().WaitingAsync(HiringRoom.Tenant, Ct)));
    }

    private static Task<Accepted<JobId>> AcceptAsync(HiringRoom room, JobRequest request, string? key) => room.ScopeAsync(services =>
        ActivatorUtilities.CreateInstance<JobIntake>(services, new Backpressure(services.GetRequiredService<IOutbox>(), _parts)).AcceptAsync(request, key, Ct));

    /// <summary>All begin when all are ready.</summary>
    private static async Task<T[]> ManyAsync<T>(int count, Func<int, Task<T>> work)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, count).Select(n => Task.Run(async () =>
        {
            await go.Task;
            return await work(n);
        }, Ct)).ToList();
        go.SetResult();
        return await Task.WhenAll(all);
    }

    private static Task<bool[]> ManyAsync(int count, Func<int, Task> work) => ManyAsync<bool>(count, async n =>
    {
        await work(n);
        return true;
    });
}

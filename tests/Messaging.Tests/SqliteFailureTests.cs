using ClearView.Messaging.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static ClearView.Messaging.Tests.SqliteLetters;

namespace ClearView.Messaging.Tests;

public sealed class SqliteFailureTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_operation_fails_nobody_else()
    {
        await using var transport = await StartedAsync(fixture.NewPath());
        var missing = transport.SendAsync("test.missing", Letter("x"), Ct);
        var others = Enumerable.Range(0, 100).Select(i => transport.SendAsync(Letters, Letter($"{i}"), Ct)).ToList();

        await Assert.ThrowsAsync<QueueMissingException>(() => missing);
        await Task.WhenAll(others);

        Assert.Equal(100, (await StateAsync(transport, Letters)).Ready);
    }

    [Fact]
    public async Task A_commit_that_fails_fails_its_callers_ends_the_consumers_and_is_over_with_the_next()
    {
        await using var transport = await StartedAsync(fixture.NewPath());
        await transport.SendAsync(Letters, Letter("held"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters, 10, Ct);
        var held = await NextAsync(consumer);

        transport.FailCommits(() => true);
        var publish = await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.SendAsync(Letters, Letter("refused"), Ct));
        var broken = await Assert.ThrowsAsync<BrokerUnavailableException>(() => consumer.Deliveries.Completion.WaitAsync(Patience.Deadline, Ct));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => held.AckAsync(Ct));
        transport.FailCommits(null);

        Assert.Equal(publish.Message, broken.Message);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => held.AckAsync(Ct));
        await transport.SendAsync(Letters, Letter("next"), Ct);
        await using var again = await transport.ConsumeAsync(Letters, 10, Ct);
        // Nobody died with it in their hands, so no return is counted.
        Assert.Equal([("held", 0), ("next", 0)], (await NextAsync(again, 2)).Select(d => (Text(d), d.Returns)));
    }

    [Fact]
    public async Task A_subscription_that_comes_too_late_for_its_caller_swallows_nothing()
    {
        var clock = new FakeTimeProvider();
        await using var transport = await StartedAsync(fixture.NewPath(), clock);
        await transport.SendAsync(Letters, Letter("a"), Ct);
        using var reached = new SemaphoreSlim(0);
        using var diskAnswers = new ManualResetEventSlim();
        transport.FailCommits(() =>
        {
            reached.Release();
            diskAnswers.Wait(Patience.Deadline, CancellationToken.None);
            return false;
        });

        var late = transport.ConsumeAsync(Letters, 10, Ct);
        Assert.True(await reached.WaitAsync(Patience.Deadline, Ct));
        clock.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => late);
        diskAnswers.Set();

        await using var next = await transport.ConsumeAsync(Letters, 10, Ct);
        Assert.Equal("a", Text(await NextAsync(next)));
    }

    [Fact]
    public async Task A_full_file_refuses_publishers_but_lets_consumers_make_room()
    {
        var clock = new FakeTimeProvider();
        await using var transport = new SqliteTransport(new SqliteTransportOptions { Path = fixture.NewPath(), LargestFile = 1 << 20 }, clock);
        await transport.StartAsync(TwoQueues, Ct);

        var kept = 0;
        var refusal = await Assert.ThrowsAsync<BrokerUnavailableException>(async () =>
        {
            for (; kept < 1_000; kept++)
                await transport.SendAsync(Letters, Letter(new byte[10_000]), Ct);
        });
        Assert.Contains("no room", refusal.Message, StringComparison.Ordinal);

        // While it is full, refused publishers do not interrupt consumers.
        await using var consumer = await transport.ConsumeAsync(Letters, 1, Ct);
        var held = await NextAsync(consumer);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.SendAsync(Letters, Letter(new byte[10_000]), Ct));
        Assert.Equal(kept, (await StateAsync(transport, Letters)).Arrived);
        for (var i = 1; i < kept; i++)
        {
            await held.AckAsync(Ct);
            held = await NextAsync(consumer);
        }

        await held.AckAsync(Ct);
        await transport.SendAsync(Letters, Letter("there is room again"), Ct);
        Assert.Equal("there is room again", Text(await NextAsync(consumer)));
        clock.Advance(TimeSpan.FromMinutes(6));
        await transport.SendAsync(Letters, Letter("and later too"), Ct);
        Assert.Equal(kept + 2, (await StateAsync(transport, Letters)).Arrived);
    }

    [Fact]
    public async Task A_disk_that_does_not_answer_is_named_when_the_deadline_has_passed()
    {
        var clock = new FakeTimeProvider();
        await using var transport = await StartedAsync(fixture.NewPath(), clock);
        using var reached = new SemaphoreSlim(0);
        using var answer = new SemaphoreSlim(0);
        transport.FailCommits(() =>
        {
            reached.Release();
            answer.Wait(Patience.Deadline, Ct);
            return false;
        });

        var publishing = transport.SendAsync(Letters, Letter("slow"), Ct);
        Assert.True(await reached.WaitAsync(Patience.Deadline, Ct));
        clock.Advance(TimeSpan.FromSeconds(31));
        var silent = await Assert.ThrowsAsync<BrokerUnavailableException>(() => publishing);
        transport.FailCommits(null);
        answer.Release();

        Assert.Contains("did not answer", silent.Message, StringComparison.Ordinal);
        await transport.SendAsync(Letters, Letter("answered"), Ct);
    }

    [Fact]
    public async Task Stopping_answers_everybody_who_waits()
    {
        var transport = await StartedAsync(fixture.NewPath());
        var publishing = Enumerable.Range(0, 5_000).Select(i => transport.SendAsync(Letters, Letter($"{i}"), Ct)).ToList();

        await transport.StopAsync(Ct);
        await Task.WhenAll(publishing).ContinueWith(_ => { }, Ct, TaskContinuationOptions.None, TaskScheduler.Default).WaitAsync(Patience.Deadline, Ct);

        Assert.All(publishing.Where(p => p.IsFaulted), p => Assert.IsType<BrokerUnavailableException>(p.Exception!.InnerException));
        await transport.StartAsync(TwoQueues, Ct);
        Assert.Equal(publishing.Count(p => p.IsCompletedSuccessfully), (await StateAsync(transport, Letters)).Ready);
        await transport.DisposeAsync();
    }
}

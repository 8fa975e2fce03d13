using ClearView.Messaging.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static ClearView.Messaging.Tests.SqliteLetters;

namespace ClearView.Messaging.Tests;

public sealed class SqliteQueueTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_returns_comes_first_in_its_old_order()
    {
        await using var transport = await StartedAsync(fixture.NewPath());
        await SendAsync(transport, 6);
        await using (var consumer = await transport.ConsumeAsync(Letters, 3, Ct))
            await NextAsync(consumer, 3);

        await using var again = await transport.ConsumeAsync(Letters, 10, Ct);

        Assert.Equal(["0", "1", "2", "3", "4", "5"], (await NextAsync(again, 6)).Select(Text));
    }

    [Fact]
    public async Task A_delayed_message_waits_for_the_clock_even_over_a_restart()
    {
        var clock = new FakeTimeProvider();
        var path = fixture.NewPath();
        await using (var before = await StartedAsync(path, clock))
        {
            await SendAsync(before, 2);
            await using var consumer = await before.ConsumeAsync(Letters, 10, Ct);
            foreach (var delivery in await NextAsync(consumer, 2))
                await delivery.RetryAsync(TimeSpan.FromMinutes(Text(delivery) == "0" ? 20 : 10), Cause, Ct);
            Assert.Equal(2, (await StateAsync(before, Letters)).Delayed);
        }

        await using var after = await StartedAsync(path, clock);
        await using var again = await after.ConsumeAsync(Letters, 10, Ct);
        clock.Advance(TimeSpan.FromMinutes(9));
        var waiting = await StateAsync(after, Letters);
        clock.Advance(TimeSpan.FromMinutes(1));
        var first = await NextAsync(again);
        clock.Advance(TimeSpan.FromMinutes(10));
        var second = await NextAsync(again);

        Assert.Equal((0, 0, 2), (waiting.Ready, waiting.InFlight, waiting.Delayed));
        Assert.Equal(("1", 2), (Text(first), first.Attempt));
        Assert.Equal(("0", 2), (Text(second), second.Attempt));
    }

    [Fact]
    public async Task A_thousand_messages_due_at_once_all_come_back()
    {
        var clock = new FakeTimeProvider();
        await using var transport = await StartedAsync(fixture.NewPath(), clock);
        await SendAsync(transport, 1_000);
        await using var consumer = await transport.ConsumeAsync(Letters, 2_000, Ct);
        await Task.WhenAll((await NextAsync(consumer, 1_000)).Select(d => d.RetryAsync(TimeSpan.FromMinutes(1), Cause, Ct)));

        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1_000, (await NextAsync(consumer, 1_000)).Select(Text).Distinct().Count());
    }

    [Fact]
    public async Task The_sums_are_exact_also_after_a_crash()
    {
        var path = fixture.NewPath();
        var first = await StartedAsync(path);
        await SendAsync(first, 6);
        var consumer = await first.ConsumeAsync(Letters, 4, Ct);
        var held = await NextAsync(consumer, 4);
        await held[0].AckAsync(Ct);
        await held[1].DeadLetterAsync(Cause, Ct);
        await held[2].RetryAsync(TimeSpan.FromHours(1), Cause, Ct);

        var before = await StateAsync(first, Letters);
        await first.AbandonAsync();
        await using var second = await StartedAsync(path);
        var after = await StateAsync(second, Letters);

        Assert.Equal(new QueueState(Letters, Ready: 0, InFlight: 3, Delayed: 1, Arrived: 6, Settled: 2, Consumers: 1), before);
        Assert.Equal(new QueueState(Letters, Ready: 3, InFlight: 0, Delayed: 1, Arrived: 6, Settled: 2, Consumers: 0), after);
        Assert.Equal((1, 1L), ((await StateAsync(second, Topology.Dead)).Ready, (await StateAsync(second, Topology.Dead)).Arrived!.Value));
    }

    [Fact]
    public async Task A_consumer_that_falls_behind_and_catches_up_sees_everything_in_order()
    {
        await using var transport = await StartedAsync(fixture.NewPath());
        await using var consumer = await transport.ConsumeAsync(Letters, 100, Ct);
        await SendAsync(transport, 3_000);

        for (var i = 0; i < 3_000; i++)
        {
            var delivery = await NextAsync(consumer);
            Assert.Equal($"{i}", Text(delivery));
            await delivery.AckAsync(Ct);
            if (i == 2_000)
                await transport.SendAsync(Letters, Letter("3000"), Ct);
        }

        Assert.Equal("3000", Text(await NextAsync(consumer)));
    }

    [Fact]
    public async Task The_senders_buffer_is_its_own_again_once_the_message_is_kept()
    {
        await using var transport = await StartedAsync(fixture.NewPath());
        await using var consumer = await transport.ConsumeAsync(Letters, 10, Ct);
        var buffer = "before"u8.ToArray();

        await transport.PublishAsync(Letter(buffer), Ct);
        "after!"u8.CopyTo(buffer);

        Assert.Equal("before", Text(await NextAsync(consumer)));
    }

    [Fact]
    public async Task A_window_of_one_still_lets_everybody_through()
    {
        await using var transport = new SqliteTransport(new SqliteTransportOptions { Path = fixture.NewPath(), Window = 1 });
        await transport.StartAsync(TwoQueues, Ct);

        await SendAsync(transport, 50);

        Assert.Equal(50, (await StateAsync(transport, Letters)).Ready);
    }

    private static Task SendAsync(SqliteTransport transport, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(i => transport.SendAsync(Letters, Letter($"{i}"), Ct)));
}

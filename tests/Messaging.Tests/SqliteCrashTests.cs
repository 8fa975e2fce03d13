using System.Diagnostics;
using ClearView.Messaging.Sqlite;
using static ClearView.Messaging.Tests.SqliteLetters;

namespace ClearView.Messaging.Tests;

public sealed class SqliteCrashTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private const string VictimsFile = "CLEARVIEW_TEST_VICTIMS_FILE";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_broker_on_the_same_file_is_refused_until_the_first_stops()
    {
        var path = fixture.NewPath();
        await using var first = await StartedAsync(path);
        await using var second = new SqliteTransport(path);

        var refusal = await Assert.ThrowsAsync<EmbeddedBrokerInUseException>(() => second.StartAsync(TwoQueues, Ct));

        Assert.Equal(Environment.ProcessId, refusal.ProcessId);
        Assert.Contains($"pid {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        await first.PublishAsync(Letter("the first still works"), Ct);
        await first.StopAsync(Ct);
        await second.StartAsync(TwoQueues, Ct);
        Assert.Equal(1, (await StateAsync(second, Letters)).Ready);
    }

    [Fact]
    public async Task Kill_9_while_publishing_loses_nothing_that_was_confirmed_and_leaves_no_lock()
    {
        var path = fixture.NewPath();
        using var victim = StartVictim(path);
        try
        {
            await WaitForAsync(() => Confirmed(path).Count >= 2_000, victim);
            await using var refused = new SqliteTransport(path);
            var refusal = await Assert.ThrowsAsync<EmbeddedBrokerInUseException>(() => refused.StartAsync(TwoQueues, Ct));
            Assert.Equal(victim.Id, refusal.ProcessId);
        }
        finally
        {
            victim.Kill();
            await victim.WaitForExitAsync(Ct);
        }

        await using var transport = await StartedAsync(path);
        var confirmed = Confirmed(path);
        var kept = (await StateAsync(transport, Letters)).Ready;
        await using var consumer = await transport.ConsumeAsync(Letters, 256, Ct);
        var found = new HashSet<string>();
        for (var i = 0; i < kept; i++)
        {
            var delivery = await NextAsync(consumer);
            Assert.True(found.Add(delivery.Envelope.Id.ToString()), "A message stands in the queue twice.");
            await delivery.AckAsync(Ct);
        }

        Assert.Empty(confirmed.Except(found));
        Assert.Equal(0, (await StateAsync(transport, Letters)).Ready);
    }

    /// <summary>What the test above kills: publishes without an end, and notes what was confirmed.</summary>
    [Fact(Explicit = true)]
    public async Task The_victim_publishes_until_it_is_killed()
    {
        var path = Environment.GetEnvironmentVariable(VictimsFile) ?? throw new InvalidOperationException($"{VictimsFile} is not set.");
        await using var transport = await StartedAsync(path);
        await using var journal = new FileStream(JournalOf(path), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        using var oneAtATime = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            while (true)
            {
                var letter = Letter(new byte[300]);
                await transport.PublishAsync(letter, Ct);
                await oneAtATime.WaitAsync(Ct);
                journal.Write(System.Text.Encoding.ASCII.GetBytes(letter.Envelope.Id + "\n"));
                oneAtATime.Release();
            }
        }));
    }

    [Fact]
    public async Task A_crash_counts_a_return_for_what_was_handed_out_and_for_nothing_else()
    {
        var path = fixture.NewPath();
        var first = await StartedAsync(path);
        for (var i = 0; i < 5; i++)
            await first.SendAsync(Letters, Letter($"{i}"), Ct);
        var consumer = await first.ConsumeAsync(Letters, 3, Ct);
        var held = await NextAsync(consumer, 3);
        await held[0].AckAsync(Ct);
        await held[1].RetryAsync(TimeSpan.Zero, Cause, Ct);
        await NextAsync(consumer, 2);
        await first.AbandonAsync();

        await using var second = await StartedAsync(path);
        await using var again = await second.ConsumeAsync(Letters, 10, Ct);
        var back = (await NextAsync(again, 4)).Select(d => (Text(d), d.Attempt, d.Returns)).ToList();

        // 0 was settled; 1 was retried and then handed out again; 2 and 3 were held; 4 never left.
        Assert.Equal([("1", 2, 1), ("2", 1, 1), ("3", 1, 1), ("4", 1, 0)], back);
    }

    [Fact]
    public async Task A_crash_right_after_the_hand_out_counts_a_return()
    {
        var path = fixture.NewPath();
        var first = await StartedAsync(path);
        await first.SendAsync(Letters, Letter("just handed out"), Ct);
        await NextAsync(await first.ConsumeAsync(Letters, 1, Ct));
        await first.AbandonAsync();

        await using var second = await StartedAsync(path);
        await using var again = await second.ConsumeAsync(Letters, 1, Ct);

        Assert.Equal(1, (await NextAsync(again)).Returns);
    }

    [Fact]
    public async Task What_was_given_back_before_a_crash_is_not_counted_again()
    {
        var path = fixture.NewPath();
        var first = await StartedAsync(path);
        await first.SendAsync(Letters, Letter("given back"), Ct);
        await first.SendAsync(Letters, Letter("subscription ended"), Ct);
        var consumer = await first.ConsumeAsync(Letters, 2, Ct);
        var held = await NextAsync(consumer, 2);
        var other = await first.ConsumeAsync(Copies, 1, Ct);
        await consumer.DisposeAsync();
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => held[0].AckAsync(Ct));
        var third = await first.ConsumeAsync(Letters, 1, Ct);
        await (await NextAsync(third)).ReturnAsync(Ct);
        await third.DisposeAsync();
        await first.AbandonAsync();

        await using var second = await StartedAsync(path);
        await using var again = await second.ConsumeAsync(Letters, 10, Ct);

        Assert.Equal([1, 1], (await NextAsync(again, 2)).Select(d => d.Returns));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task Ending_a_subscription_counts_a_return_only_for_what_its_owner_saw()
    {
        await using var transport = await StartedAsync(fixture.NewPath());
        await transport.SendAsync(Letters, Letter("seen"), Ct);
        await transport.SendAsync(Letters, Letter("unseen"), Ct);
        await using (var consumer = await transport.ConsumeAsync(Letters, 10, Ct))
            await NextAsync(consumer);

        await using var again = await transport.ConsumeAsync(Letters, 10, Ct);

        Assert.Equal([("seen", 1), ("unseen", 0)], (await NextAsync(again, 2)).Select(d => (Text(d), d.Returns)));
    }

    private static Process StartVictim(string path)
    {
        var program = Path.ChangeExtension(typeof(SqliteCrashTests).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null);
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-explicit", "only", "-method", "*." + nameof(The_victim_publishes_until_it_is_killed) })
            start.ArgumentList.Add(argument);
        start.Environment[VictimsFile] = path;
        return Process.Start(start)!;
    }

    private static async Task WaitForAsync(Func<bool> condition, Process victim)
    {
        using var deadline = new CancellationTokenSource(Patience.Deadline);
        while (!condition())
        {
            Assert.False(victim.HasExited, "The victim ended by itself.");
            await Task.Delay(20, deadline.Token);
        }
    }

    private static string JournalOf(string path) => path + ".confirmed";

    private static HashSet<string> Confirmed(string path)
    {
        if (!File.Exists(JournalOf(path)))
            return [];
        using var reader = new StreamReader(new FileStream(JournalOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Length == 32)];
    }
}

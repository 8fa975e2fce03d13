using static ClearView.Messaging.Tests.SqliteLetters;

namespace ClearView.Messaging.Tests;

/// <summary>Alone in its process while it runs: what it measures is the memory of the whole process, and a neighbour may hold 100 MiB.</summary>
[CollectionDefinition(nameof(SqliteBacklogTests), DisableParallelization = true)]
[Collection(nameof(SqliteBacklogTests))]
public sealed class SqliteBacklogTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backlog_of_100_000_drains_in_order_with_little_memory()
    {
        const int Count = 100_000;
        const int Size = 1024;
        await using var transport = await StartedAsync(fixture.NewPath());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var early = await transport.ConsumeAsync(Letters, 1, Ct);
        for (var sent = 0; sent < Count; sent += 1_000)
            await Task.WhenAll(Enumerable.Range(sent, 1_000).Select(i => transport.SendAsync(Letters, Numbered(i, Size), Ct)));

        var most = GC.GetTotalMemory(forceFullCollection: true) - before;
        await early.DisposeAsync();
        await using var consumer = await transport.ConsumeAsync(Letters, 500, Ct);
        var acks = new List<Task>();
        for (var i = 0; i < Count; i++)
        {
            var delivery = await NextAsync(consumer);
            Assert.Equal(i, BitConverter.ToInt32(delivery.Body.Span));
            acks.Add(delivery.AckAsync(Ct));
            if (acks.Count < 250)
                continue;
            await Task.WhenAll(acks);
            acks.Clear();
            if (i % 10_000 < 250)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        await Task.WhenAll(acks);
        var state = await StateAsync(transport, Letters);
        Assert.Equal((0, 0, Count), (state.Ready, state.InFlight, state.Settled!.Value));
        Assert.True(most < 40L << 20, $"{most:N0} bytes were in memory at once; the backlog is {Count * (long)Size:N0}.");
    }

    private static OutgoingMessage Numbered(int number, int size)
    {
        var body = new byte[size];
        BitConverter.TryWriteBytes(body, number);
        return Letter(body);
    }
}

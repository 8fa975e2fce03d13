using ClearView.Messaging.Store;

namespace ClearView.Messaging.Tests.Support;

/// <summary>All that a process may send, as a relay would find it.</summary>
internal static class OutboxReading
{
    public static async Task<IReadOnlyList<OutboxEntry>> ReadAllAsync(this IOutbox outbox, CancellationToken ct, int most = 100_000)
    {
        var entries = new List<OutboxEntry>();
        foreach (var source in await outbox.SourcesAsync(ct))
            entries.AddRange(await outbox.ReadAsync(source, 0, most, ct));
        return [.. entries.OrderBy(e => e.Position).Take(most)];
    }
}

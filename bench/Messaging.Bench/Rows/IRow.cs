using ClearView.Messaging.Bench.Load;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>A way to send records through the broker and to have them handled, in one process, on a quorum queue of its own.</summary>
internal interface IRow : IAsyncDisposable
{
    /// <param name="broker">An amqp:// address; empty for what needs no broker.</param>
    /// <param name="name">Names its queue; nobody used it before.</param>
    Task OpenAsync(string broker, string name, Received received, CancellationToken ct);

    /// <summary>Completes with the broker's confirm. After a failure the same may be published again.</summary>
    Task PublishAsync(BenchRecord record, CancellationToken ct);

    Task PublishManyAsync(IReadOnlyList<BenchRecord> records, CancellationToken ct) => Task.WhenAll(records.Select(r => PublishAsync(r, ct)));

    /// <summary>Publishes all that the feed gives, as fast as the row can; completes when all are confirmed.</summary>
    Task PublishAllAsync(Feed feed, CancellationToken ct);

    /// <summary>What the last load left in a store; null for rows without one.</summary>
    Task<Effects?> EffectsAsync(CancellationToken ct) => Task.FromResult<Effects?>(null);
}

/// <summary>A row that can be opened without consuming yet.</summary>
internal interface IBacklogRow : IRow
{
    Task StartConsumingAsync(CancellationToken ct);
}

/// <param name="Distinct">Records that left an effect.</param>
internal sealed record Effects(long Rows, long Distinct);

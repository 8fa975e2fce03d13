using ClearView.Messaging.Bench.Load;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>A way to send records through the broker and to have them handled, in one process, on a quorum queue of its own.</summary>
internal interface IRow : IAsyncDisposable
{
    /// <param name="broker">An amqp:// address, or a folder for what needs no broker.</param>
    /// <param name="name">Names its queue; nobody used it before.</param>
    Task OpenAsync(string broker, string name, Received received, CancellationToken ct);

    /// <summary>Completes with the broker's confirm.</summary>
    Task PublishAsync(BenchRecord record, CancellationToken ct);

    /// <summary>Publishes all that the feed gives, as fast as the row can; completes when all are confirmed.</summary>
    Task PublishAllAsync(Feed feed, CancellationToken ct);

    /// <summary>Called when all was handled: false when the effects are not what they should be.</summary>
    Task<long> EffectsAsync(CancellationToken ct) => Task.FromResult(-1L);
}

namespace ClearView.Messaging.Store;

/// <summary>What was committed and not yet confirmed by the broker, in the order of the commits.</summary>
public interface IOutbox
{
    /// <summary>Completes when something may be there to send: after a commit in this process, or after a while.</summary>
    Task WaitAsync(CancellationToken ct);

    Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken ct);

    Task RemoveAsync(IReadOnlyList<long> positions, CancellationToken ct);

    Task<long> CountAsync(CancellationToken ct);
}

public sealed record OutboxEntry(long Position, OutgoingMessage Message);

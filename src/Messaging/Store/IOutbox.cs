namespace ClearView.Messaging.Store;

/// <summary>What was committed and not yet confirmed by the broker, in the order of the commits.</summary>
public interface IOutbox
{
    /// <summary>Completes when something may be there to send: after a commit in this process, or after a while.</summary>
    Task WaitAsync(CancellationToken ct);

    /// <summary>The next entries, at most <paramref name="most"/> and no more than fit into some memory; one at least, however large.</summary>
    Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken ct);

    Task RemoveAsync(IReadOnlyList<long> positions, CancellationToken ct);

    /// <summary>Moves an entry that the broker does not take to the dead letters.</summary>
    Task SetAsideAsync(OutboxEntry entry, FailureCause cause, CancellationToken ct);

    /// <summary>Says that this process still sends its entries; those of one that has not said so for a while are taken over.</summary>
    Task BeatAsync(CancellationToken ct);

    Task<long> CountAsync(CancellationToken ct);
}

public sealed record OutboxEntry(long Position, OutgoingMessage Message);

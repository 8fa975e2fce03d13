namespace ClearView.Messaging.Store;

/// <summary>What was committed and not yet confirmed by the broker.</summary>
public interface IOutbox
{
    /// <summary>Completes when something may be there to send: after a commit in this process, or after a while.</summary>
    Task WaitAsync(CancellationToken ct);

    /// <summary>
    /// What this process is to send, by tenant: its own, and what processes left behind that have ended. No two processes send the same.
    /// </summary>
    Task<IReadOnlyList<OutboxSource>> SourcesAsync(CancellationToken ct);

    /// <summary>The next entries of a source in the order of their commits, no more than fit into some memory; one at least, however large.</summary>
    Task<IReadOnlyList<OutboxEntry>> ReadAsync(OutboxSource source, long after, int most, CancellationToken ct);

    Task RemoveAsync(IReadOnlyList<long> positions, CancellationToken ct);

    /// <summary>Moves an entry that the broker does not take to the dead letters.</summary>
    Task SetAsideAsync(OutboxEntry entry, FailureCause cause, CancellationToken ct);

    /// <summary>Writes a row of its own, to see whether the store takes one.</summary>
    Task BeatAsync(CancellationToken ct);

    /// <summary>How many entries there are, counted no further than <paramref name="most"/>.</summary>
    Task<long> CountAsync(long most, CancellationToken ct);
}

/// <param name="Sender">The process that committed it.</param>
public readonly record struct OutboxSource(string Sender, TenantId Tenant);

public sealed record OutboxEntry(long Position, OutgoingMessage Message)
{
    /// <summary>The one queue that it goes to, as what comes back from the dead letters of one function does; null for all that take its type.</summary>
    public string? Queue { get; init; }
}

namespace ClearView.Messaging.Claims;

/// <summary>
/// Large sealed bodies, kept where every process of the installation can fetch them; their messages carry a claim. Whoever adds to an outbox
/// needs none of this: the unit of work keeps the body in its own transaction.
/// </summary>
public interface IClaims
{
    /// <summary>Longer sealed bodies are kept here.</summary>
    int Threshold { get; }

    /// <summary>Keeps a body; on disk when this completes, and the message that is returned carries its claim.</summary>
    /// <exception cref="Store.StoreUnavailableException">There is no room, or the store does not answer.</exception>
    Task<OutgoingMessage> KeepAsync(OutgoingMessage message, CancellationToken ct);

    /// <summary>The body as it lies there, whatever became of it: empty when it has another length than the claim says, null when it is not there.</summary>
    /// <param name="claim">A well-formed one.</param>
    Task<byte[]?> FindAsync(ReadOnlyMemory<byte> claim, CancellationToken ct);

    /// <summary>When the oldest of them was kept or renewed; null when there is none.</summary>
    Task<DateTimeOffset?> OldestAsync(CancellationToken ct);

    /// <summary>
    /// Remembers when queues were last seen empty. What is not known to have left a queue of any process that ever ran stays, however old.
    /// </summary>
    /// <param name="emptyAt">By queue; null for one that has not been seen empty.</param>
    Task SawAsync(IReadOnlyDictionary<string, DateTimeOffset?> emptyAt, CancellationToken ct);

    /// <summary>Finds what can go, and renews all that is named by the outbox, the inbox or a dead letter.</summary>
    /// <param name="before">History may name what was kept later.</param>
    Task<ClaimsToGo> RenewAsync(DateTimeOffset before, CancellationToken ct);

    /// <summary>Removes some of what was kept, and not renewed, before a time that <see cref="RenewAsync"/> has returned.</summary>
    /// <returns>How many went.</returns>
    Task<int> RemoveAsync(DateTimeOffset before, int most, CancellationToken ct);
}

/// <param name="Before">What was kept before that, and not renewed, is named by nothing; null when there is no such thing.</param>
/// <param name="HeldBy">The queue that keeps more from going, for it was not seen empty since; null when there is none.</param>
public sealed record ClaimsToGo(DateTimeOffset? Before, string? HeldBy);

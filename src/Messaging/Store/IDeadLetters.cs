namespace ClearView.Messaging.Store;

/// <summary>What was set aside, with its cause.</summary>
public interface IDeadLetters
{
    /// <summary>Keeps what came from the dead-letter or the parking queue, on disk when this completes; repeating it changes nothing.</summary>
    /// <param name="cause">Null when the broker did not say why.</param>
    Task KeepAsync(Delivery delivery, FailureCause? cause, CancellationToken ct);

    /// <summary>Those that somebody has to decide about: what was discarded is not among them.</summary>
    Task<long> CountAsync(CancellationToken ct);

    /// <summary>The newest first.</summary>
    /// <param name="subject">Those about this pseudonym, discarded ones too, for they say why it has no result; null for all that were not discarded.</param>
    Task<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken ct);

    /// <summary>Every one that was not discarded, the newest first, read as it is asked for.</summary>
    IAsyncEnumerable<DeadLetter> AllAsync(TenantId tenant, CancellationToken ct);
}

/// <summary>What is said of one. Its sealed body stays where it is kept.</summary>
/// <param name="Function">The function that could not handle it.</param>
/// <param name="Envelope">As it was published.</param>
public sealed record DeadLetter(string Function, Envelope Envelope, FailureCause? Cause);

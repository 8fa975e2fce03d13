namespace ClearView.Messaging.Store;

/// <summary>What was set aside, with its cause.</summary>
public interface IDeadLetters
{
    /// <summary>Keeps what came from the dead-letter queue, on disk when this completes; repeating it changes nothing.</summary>
    Task KeepAsync(Delivery delivery, CancellationToken ct);

    Task<long> CountAsync(CancellationToken ct);

    /// <summary>The newest first.</summary>
    /// <param name="subject">Only those about this pseudonym; null for all.</param>
    Task<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken ct);

    /// <summary>Every one, the newest first, read as it is asked for.</summary>
    IAsyncEnumerable<DeadLetter> AllAsync(TenantId tenant, CancellationToken ct);
}

/// <summary>What is said of one. Its sealed body stays where it is kept.</summary>
/// <param name="Function">The function that could not handle it.</param>
/// <param name="Envelope">As it was published.</param>
public sealed record DeadLetter(string Function, Envelope Envelope, FailureCause? Cause);

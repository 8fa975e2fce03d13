namespace ClearView.Messaging.Store;

/// <summary>What was set aside, with its cause.</summary>
public interface IDeadLetters
{
    Task<long> CountAsync(CancellationToken ct);

    /// <summary>The newest first.</summary>
    /// <param name="subject">Only those about this pseudonym; null for all.</param>
    Task<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken ct);
}

/// <param name="Function">The function that could not handle it.</param>
/// <param name="Message">As it was published, still sealed.</param>
public sealed record DeadLetter(string Function, OutgoingMessage Message, FailureCause? Cause);

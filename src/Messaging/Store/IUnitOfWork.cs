namespace ClearView.Messaging.Store;

/// <summary>
/// One database transaction that the domain shares: what is stored, the end of the handled message and the messages to send commit
/// together or not at all. One per scope; disposing it without a commit undoes everything.
/// </summary>
public interface IUnitOfWork : IAsyncDisposable
{
    Task BeginAsync(CancellationToken ct);

    /// <summary>
    /// Begins when something is first read or written: a function that takes its time before that keeps nobody waiting.
    /// Every message that is sent follows from <paramref name="handled"/>.
    /// </summary>
    void BeginWhenUsed(KeptMessage handled);

    /// <summary>Ends the handled message as done and commits. False when it had ended before: then nothing is kept.</summary>
    Task<bool> FinishAsync(CancellationToken ct);

    /// <summary>Adds to the outbox; the relay publishes after the commit.</summary>
    Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken ct);

    Task<string?> ReadCheckpointAsync(string name, CancellationToken ct);

    Task WriteCheckpointAsync(string name, string value, CancellationToken ct);

    /// <summary>Ends the unit of work and undoes what it did. When this completes, what it has read is on disk, whoever wrote it.</summary>
    Task ConfirmReadAsync(CancellationToken ct);

    /// <summary>On disk when this completes.</summary>
    Task CommitAsync(CancellationToken ct);
}

namespace ClearView.Messaging.Store;

/// <summary>
/// One database transaction that the domain shares: what is stored, the inbox row and the messages to send commit together or not at all.
/// One per scope; disposing it without a commit undoes everything.
/// </summary>
public interface IUnitOfWork : IAsyncDisposable
{
    Task BeginAsync(CancellationToken ct);

    /// <summary>False when this function has handled this message before, and that is kept; the unit of work has then ended.</summary>
    Task<bool> EnterInboxAsync(string function, Envelope envelope, CancellationToken ct);

    /// <summary>Adds to the outbox; the relay publishes after the commit.</summary>
    Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken ct);

    Task<string?> ReadCheckpointAsync(string name, CancellationToken ct);

    Task WriteCheckpointAsync(string name, string value, CancellationToken ct);

    /// <summary>Keeps what came from the dead-letter queue, with its cause; repeating it changes nothing.</summary>
    Task KeepDeadLetterAsync(Delivery delivery, CancellationToken ct);

    /// <summary>Ends the unit of work and undoes what it did. When this completes, what it has read is on disk, whoever wrote it.</summary>
    Task ConfirmReadAsync(CancellationToken ct);

    Task CommitAsync(CancellationToken ct);
}

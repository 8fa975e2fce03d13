using ClearView.Messaging.Store;

namespace ClearView.Messaging;

/// <summary>
/// A message handed to this process, to be settled exactly once. What is not settled comes back.
/// </summary>
public abstract class Delivery
{
    public required Envelope Envelope { get; init; }

    private readonly ReadOnlyMemory<byte> _body;
    private bool _bodyIsGone;

    /// <summary>The sealed body, until the delivery is settled.</summary>
    /// <exception cref="ObjectDisposedException">It is settled, and its transport has taken the memory back.</exception>
    public required ReadOnlyMemory<byte> Body
    {
        get => _bodyIsGone ? throw new ObjectDisposedException(nameof(Body), "The delivery is settled. Read its body before.") : _body;
        init => _body = value;
    }

    /// <summary>Which attempt this is, earlier ones on the retry ladder included; the first is 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How often it was handed out, by all that is known, without being settled. Nobody need have begun with it.</summary>
    public int Returns { get; init; }

    /// <summary>Whether a function got it from this process before: a failed attempt is repeated at once, or when the broker is back.</summary>
    internal bool WasOpened { get; set; }

    /// <summary>Whether it was handled again and again for so long that what seems to be the store's failure may be its own.</summary>
    internal bool WasHeldForLong { get; set; }

    /// <summary>Whoever handles it takes back what its handler keeps a thread with beyond the deadline: the outcome is then this one's to settle.</summary>
    internal Action<Delivery, Outcome>? GivenUp { get; set; }

    /// <summary>Why the previous attempt failed; in the dead-letter queue, why it is there.</summary>
    public FailureCause? LastFailure { get; init; }

    /// <summary>What the inbox knows of it, when a function with a store gets it.</summary>
    internal KeptMessage? Kept { get; init; }

    /// <summary>What makes it unreadable: not published by this library, or damaged. Its envelope was made for it, and its body may be anything.</summary>
    public FailureCause? Foreign { get; init; }

    /// <summary>For a transport that lends the memory of the body.</summary>
    protected void ForgetBody() => _bodyIsGone = true;

    public abstract Task AckAsync(CancellationToken ct);

    /// <summary>It ended without an effect.</summary>
    public virtual Task EndAsync(InboxState state, CancellationToken ct) => AckAsync(ct);

    /// <summary>Kept for later, confirmed, then acknowledged.</summary>
    public abstract Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct);

    /// <summary>Kept in the dead-letter queue with its cause, confirmed, then acknowledged.</summary>
    public abstract Task DeadLetterAsync(FailureCause cause, CancellationToken ct);

    /// <summary>Given back untouched: the process is stopping.</summary>
    public abstract Task ReturnAsync(CancellationToken ct);
}

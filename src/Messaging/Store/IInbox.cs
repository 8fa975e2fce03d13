namespace ClearView.Messaging.Store;

/// <summary>
/// Mail of the functions with a store: each message once for each function, from its arrival to its end. What waits is divided into
/// parts, by tenant and by order key, so that one process works on a part at a time and messages of one key stay in order.
/// </summary>
public interface IInbox
{
    /// <summary>Keeps what arrived; on disk when this completes, so that the broker may forget it.</summary>
    /// <returns>For each delivery what was kept; null when this function had the message before.</returns>
    Task<IReadOnlyList<KeptMessage?>> KeepAsync(FunctionDescriptor function, IReadOnlyList<Delivery> deliveries, CancellationToken ct);

    /// <summary>
    /// Keeps what history has and this function had not; on disk when this completes. It came before all that arrived: where a later version
    /// of the same key and type is done already, it ends as superseded, unless the function takes every one.
    /// </summary>
    /// <returns>How many it had not.</returns>
    Task<int> KeepFromHistoryAsync(FunctionDescriptor function, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct);

    /// <summary>
    /// Removes rows of messages that ended before a time and are no dead letters; a repeat of such a message would be new to its function.
    /// With them goes the note that they came in from outside.
    /// Looks at no more than <paramref name="most"/> rows, the oldest arrivals first.
    /// </summary>
    /// <param name="after">The position after which to look; 0 for the beginning.</param>
    /// <returns>Where to go on, and how many were removed; null when nothing further can be that old.</returns>
    Task<(long After, int Removed)?> RemoveEndedAsync(DateTimeOffset before, long after, int most, CancellationToken ct);

    /// <summary>The parts of a function in which something waits.</summary>
    Task<IReadOnlyList<InboxPart>> PartsAsync(string function, CancellationToken ct);

    /// <summary>What waits in a part, in the order of its arrival.</summary>
    /// <param name="after">The position before the first; 0 for the beginning.</param>
    Task<IReadOnlyList<KeptMessage>> ReadAsync(string function, InboxPart part, long after, int most, CancellationToken ct);

    /// <summary>What waits under one key, in the order of its arrival.</summary>
    Task<IReadOnlyList<KeptMessage>> ReadLaneAsync(string function, TenantId tenant, string orderKey, long after, int most, CancellationToken ct);

    /// <summary>The message at a position; null when it does not wait any more.</summary>
    Task<KeptMessage?> FindAsync(long position, CancellationToken ct);

    /// <summary>How much waits for a function, counted no further than <paramref name="most"/>.</summary>
    Task<int> CountWaitingAsync(string function, int most, CancellationToken ct);

    /// <summary>Whether a later message of the same key and type was handled while this one lay among the dead letters.</summary>
    Task<bool> IsSupersededAsync(KeptMessage message, CancellationToken ct);

    /// <summary>It is tried again later.</summary>
    Task PostponeAsync(KeptMessage message, DateTimeOffset due, FailureCause cause, CancellationToken ct);

    /// <summary>It becomes a dead letter.</summary>
    Task BuryAsync(KeptMessage message, FailureCause cause, CancellationToken ct);

    /// <summary>It ended without an effect.</summary>
    Task EndAsync(KeptMessage message, InboxState state, CancellationToken ct);

    /// <summary>
    /// An exclusive right of that name among all processes that use the store; null while another has it. It ends with its holder,
    /// however that ends.
    /// </summary>
    Task<IRight?> TryTakeAsync(string right, CancellationToken ct);

    /// <summary>Tells the processes that run a function that something was put into its inbox. One that misses it looks by itself after a while.</summary>
    void Ring(string function);

    /// <summary>Calls <paramref name="whenRung"/> soon after somebody rang for the function, until it is disposed.</summary>
    IDisposable Listen(string function, Action whenRung);
}

/// <summary>Disposing it gives it up.</summary>
public interface IRight : IAsyncDisposable
{
    /// <summary>False when it was lost: another may have it.</summary>
    bool IsHeld { get; }
}

/// <summary>What became of a message at a function with a store.</summary>
public enum InboxState
{
    Waiting = 0,
    Done = 1,
    Dead = 2,
    Erased = 3,
    Superseded = 4,
}

/// <param name="Number">From 0 to <see cref="Count"/> - 1.</param>
public readonly record struct InboxPart(int Number, TenantId Tenant)
{
    /// <summary>Among how many processes one function's mail can be divided.</summary>
    public const int Count = 8;

    /// <summary>The part in which all messages of one key are, and one without a key by its id.</summary>
    public static InboxPart Of(FunctionDescriptor function, Envelope envelope) => new(
        function.Exclusive ? 0 : (int)(HashOf(envelope.OrderKey ?? envelope.Id.ToString()) % Count), envelope.Tenant);

    /// <exception cref="FormatException">Not written by <see cref="ToString"/>.</exception>
    public static InboxPart Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new(int.Parse(text.AsSpan(0, slash), System.Globalization.CultureInfo.InvariantCulture), new TenantId(text[(slash + 1)..]));
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}/{Tenant.Value}");

    // FNV-1a: the same in every process and version, which string.GetHashCode is not.
    private static uint HashOf(string key)
    {
        var hash = 2166136261u;
        foreach (var c in key)
            hash = (hash ^ c) * 16777619u;
        return hash;
    }
}

/// <summary>One message that waits at one function.</summary>
/// <param name="Position">Grows with each arrival.</param>
/// <param name="Attempt">Which attempt the next one is; the first is 1.</param>
/// <param name="Due">Not before.</param>
/// <param name="FirstPosition">Where it was before it became a dead letter; null when it never was one.</param>
public sealed record KeptMessage(
    long Position, string Function, InboxPart Part, Envelope Envelope, ReadOnlyMemory<byte> Body, int Attempt, DateTimeOffset Due,
    FailureCause? LastFailure, long? FirstPosition)
{
    /// <summary>It came in a moment ago, and nobody had it in hand before.</summary>
    public bool IsFresh { get; init; }
}

namespace ClearView.Messaging.Store;

/// <summary>How far functions have caught up with history. It outlives every process.</summary>
public interface ICatchUpProgress
{
    /// <summary>Null when the function never did.</summary>
    Task<CatchUpState?> FindAsync(string function, CancellationToken ct);

    Task<IReadOnlyList<CatchUpState>> AllAsync(CancellationToken ct);

    /// <summary>In place of whatever the function did before: whoever is in the middle of that leaves off.</summary>
    Task BeginAsync(CatchUpState state, CancellationToken ct);

    /// <summary>Not synced: what a power cut undoes here is read again, and the inbox has it already.</summary>
    /// <returns>False when another run was begun; then nothing is saved.</returns>
    Task<bool> SaveAsync(CatchUpState state, CancellationToken ct);
}

/// <summary>One function's way through history.</summary>
/// <param name="Run">A new one for each request, so that whoever is in the middle notices another.</param>
/// <param name="Position">The offset to read next.</param>
/// <param name="End">The offset up to which it reads, as far as is known; null before it was first asked for.</param>
/// <param name="Read">Messages of its types that were read.</param>
/// <param name="Kept">Those among them that the function had not.</param>
/// <param name="Rate">Messages a second that it may be given.</param>
/// <param name="Speed">Offsets a second that were passed of late.</param>
/// <param name="DoneAt">Null while it is not.</param>
public sealed record CatchUpState(
    string Function, Guid Run, long Position, long? End, long Read, long Kept, int Rate, double Speed, DateTimeOffset StartedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset? DoneAt)
{
    /// <summary>Not from earlier ones; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>No estimate while nothing moves.</summary>
    public TimeSpan? Left => DoneAt is null && End is { } end && Speed > 0.01 ? TimeSpan.FromSeconds(Math.Max(0, end - Position) / Speed) : null;

    public static CatchUpState Begin(string function, int rate, DateTimeOffset now) => new(function, Guid.NewGuid(), 0, null, 0, 0, rate, 0, now, now, null);
}

namespace ClearView.Messaging.Store.Dead;

/// <summary>What is to be redriven, and how.</summary>
/// <param name="Tenant">Only this one's letters; null for all.</param>
/// <param name="Letter">Only this letter; null for the whole group.</param>
/// <param name="Rate">Letters a second, at most.</param>
/// <param name="Wait">For the results of one step; what has none by then leaves the redrive undecided.</param>
public sealed record RedriveOrder(GroupKey Group, string? Tenant, long? Letter, int Rate, TimeSpan Wait, string AskedBy, bool IsAutomatic = false)
{
    public const int MostRate = 1_000;

    internal LetterFilter Filter => new(Group.Function, Group.Fingerprint, Tenant, Letter);
}

/// <summary>
/// One redrive as the store knows it: all that goes on with it, after a kill or under another process, is in here and in its letters.
/// </summary>
/// <param name="UntilLetter">Letters after this one came later, maybe from this very redrive.</param>
/// <param name="Moved">Letters that were put back; each is done, superseded, failed or still under way.</param>
public sealed record Redrive(
    long Id, RedriveOrder Order, long UntilLetter, string State, string? Reason, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    long Moved, long Done, long Superseded, long Failed)
{
    /// <summary>Nothing of the selection is left.</summary>
    public const string Finished = "finished";

    /// <summary>Failures returned, or somebody stopped it.</summary>
    public const string Stopped = "stopped";

    /// <summary>Results did not come in time; it can be resumed.</summary>
    public const string Undecided = "undecided";

    public const string Running = "running";

    public long UnderWay => Moved - Done - Superseded - Failed;
}

/// <summary>What became of one letter that was put back.</summary>
internal enum RedriveOutcome
{
    UnderWay = 0,
    Done = 1,
    Superseded = 2,
    Failed = 3,
}

/// <summary>Somebody else redrives the group.</summary>
public sealed class RedriveBusyException(GroupKey group)
    : Exception($"Another process redrives group {group.Fingerprint} of '{group.Function}'. Wait for it, or end it; then go on with --resume.");

/// <summary>The letter cannot be put back by this version.</summary>
public sealed class NotRedrivableException(string text) : Exception(text);

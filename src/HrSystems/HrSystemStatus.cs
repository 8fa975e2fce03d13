using System.Collections.Concurrent;

namespace ClearView.HrSystems;

/// <summary>How the polling of one HR system stands.</summary>
/// <param name="LastSuccess">When a poll last reached the end; null before the first.</param>
/// <param name="CaughtUp">The last poll reached the end, found nothing new and left nothing for later.</param>
/// <param name="LastError">Code of the failure that the polling waits for, e.g. greenhouse.rate-limited; null when all is well.</param>
/// <param name="ErrorText">One sentence on it for people.</param>
/// <param name="NeedsPerson">The failure does not pass by itself.</param>
/// <param name="Announced">Messages kept since the process started.</param>
/// <param name="Troubles">What the last poll left out.</param>
public sealed record HrSystemStatus(
    string System, DateTimeOffset? LastSuccess, bool CaughtUp, string? LastError, string? ErrorText, bool NeedsPerson, long Announced,
    IReadOnlyList<Found.Trouble> Troubles)
{
    internal static HrSystemStatus Initial(string system) => new(system, null, false, null, null, false, 0, []);
}

/// <summary>The stand of every configured HR system, for whoever asks.</summary>
public sealed class HrSystemStatuses(IEnumerable<IHrSystem> systems)
{
    private readonly ConcurrentDictionary<string, HrSystemStatus> _all =
        new(systems.Select(s => KeyValuePair.Create(s.Name, HrSystemStatus.Initial(s.Name))), StringComparer.Ordinal);

    public IReadOnlyList<HrSystemStatus> All => [.. _all.Values.OrderBy(s => s.System, StringComparer.Ordinal)];

    /// <summary>Every configured system was read to its end.</summary>
    public bool CaughtUp => _all.Values.All(s => s.CaughtUp);

    internal void Change(string system, Func<HrSystemStatus, HrSystemStatus> change) =>
        _all.AddOrUpdate(system, name => change(HrSystemStatus.Initial(name)), (_, old) => change(old));
}

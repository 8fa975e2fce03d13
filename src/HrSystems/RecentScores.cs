namespace ClearView.HrSystems;

/// <summary>
/// The scores that this process wrote lately. An HR system that does not show them at once would let a second copy of a request write
/// again; and until it shows what a process before this one wrote, nobody can tell whether it did.
/// </summary>
public sealed class RecentScores(TimeProvider clock)
{
    private const int Most = 4_096;
    private readonly long _since = clock.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _markers = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = [];

    /// <summary>How long this process has been there.</summary>
    public TimeSpan Age => clock.GetElapsedTime(_since);

    public bool Has(string marker)
    {
        lock (_gate)
            return _markers.Contains(marker);
    }

    public void Add(string marker)
    {
        lock (_gate)
        {
            if (!_markers.Add(marker))
                return;
            _oldestFirst.Enqueue(marker);
            if (_oldestFirst.Count > Most)
                _markers.Remove(_oldestFirst.Dequeue());
        }
    }
}

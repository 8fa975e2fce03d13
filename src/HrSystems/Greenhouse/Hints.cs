using System.Collections.Concurrent;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>Candidates that webhooks spoke of since the last poll that reached the end. Bounded: the lists show them too, only later.</summary>
internal sealed class Hints
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<long, long> _hints = new();
    private long _count;

    public void Add(long candidate)
    {
        if (_hints.Count < Most)
            _hints[candidate] = Interlocked.Increment(ref _count);
    }

    public KeyValuePair<long, long>[] Look() => _hints.ToArray(); // all at one moment; a spread would count first, and fail when one is added then

    /// <summary>A hint that came again meanwhile stays.</summary>
    public void Done(IEnumerable<KeyValuePair<long, long>> hints)
    {
        foreach (var hint in hints)
            _hints.TryRemove(hint);
    }
}

namespace ClearView.HrSystems;

/// <summary>
/// What was last told of each thing, up to a fixed number; then the oldest is forgotten. What is told again after that is told under its
/// own time, which whoever knows a later version drops.
/// </summary>
internal sealed class StampsLately(int most)
{
    private readonly OrderedDictionary<string, Stamp> _stamps = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, Stamp>> All => _stamps;

    public Stamp? Find(string what) => _stamps.GetValueOrDefault(what);

    public void Set(string what, Stamp stamp)
    {
        _stamps.Remove(what);
        _stamps.Add(what, stamp);
        if (_stamps.Count > most)
            _stamps.RemoveAt(0);
    }
}

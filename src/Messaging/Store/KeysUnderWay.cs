namespace ClearView.Messaging.Store;

/// <summary>
/// Of one key, one entry is on its way to the broker at a time. Of two that are on the line together the broker may refuse the first and take
/// the second, and which of them arrived first nobody could put right. The next goes when the one before it is confirmed.
/// </summary>
internal sealed class KeysUnderWay
{
    private readonly Dictionary<(TenantId, string), Queue<Refused>?> _keys = [];

    /// <summary>Entries that wait for an earlier one of their key.</summary>
    public int Waiting { get; private set; }

    /// <summary>False when an earlier one of its key is on its way; then it waits here.</summary>
    public bool MayGo(Refused entry)
    {
        if (entry.Key is not { } key || _keys.TryAdd(key, null))
            return true;
        (_keys[key] ??= []).Enqueue(entry);
        Waiting++;
        return false;
    }

    /// <summary>The broker has it.</summary>
    /// <returns>The next of its key, which is on its way from now on; null when none waits.</returns>
    public Refused? Confirmed(Refused entry)
    {
        if (entry.Key is not { } key || !_keys.TryGetValue(key, out var waiting))
            return null;
        if (waiting is { Count: > 0 })
        {
            Waiting--;
            return waiting.Dequeue();
        }

        _keys.Remove(key);
        return null;
    }

    /// <summary>The broker did not take it.</summary>
    /// <returns>Those that waited for it, in order; they wait here no longer.</returns>
    public IReadOnlyCollection<Refused> NotTaken(Refused entry)
    {
        if (entry.Key is not { } key || !_keys.Remove(key, out var waiting) || waiting is null)
            return [];
        Waiting -= waiting.Count;
        return waiting;
    }
}

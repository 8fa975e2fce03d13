namespace ClearView.Messaging.Store;

/// <summary>
/// What the broker did not take, in the order of its commits, and what must not overtake it because it has the same key. One is tried by
/// itself at a time: a message that makes the broker end the connection fails its neighbours too, and only alone it is known by its failure.
/// </summary>
internal sealed class RefusedEntries
{
    private readonly SortedDictionary<long, Refused> _entries = [];
    private readonly Dictionary<(TenantId, string), int> _keys = [];

    public int Count => _entries.Count;

    /// <summary>Whether something of its key was refused: it comes after that.</summary>
    public bool Holds(Refused entry) => entry.Key is { } key && _keys.ContainsKey(key);

    public void Add(Refused refused)
    {
        if (_entries.TryAdd(refused.Entry.Position, refused) && refused.Key is { } key)
            _keys[key] = _keys.GetValueOrDefault(key) + 1;
    }

    /// <summary>The one to be tried alone: of the first of each key the one that was tried least, so that none keeps the others waiting.</summary>
    public Refused? Next()
    {
        Refused? next = null;
        var seen = new HashSet<(TenantId, string)>();
        foreach (var refused in _entries.Values)
        {
            if ((refused.Key is not { } key || seen.Add(key)) && (next is null || refused.Tries < next.Tries))
                next = refused;
        }

        return next;
    }

    /// <summary>Those that failed beside others only, once the broker takes messages again; in order, and none before an earlier one of its key.</summary>
    public IReadOnlyList<Refused> TakeInnocent()
    {
        var held = new HashSet<(TenantId, string)>();
        var innocent = new List<Refused>();
        foreach (var refused in _entries.Values)
        {
            var key = refused.Key;
            if (refused is { FailuresBeside: <= 1, FailuresAlone: 0 } && (key is not { } k || !held.Contains(k)))
                innocent.Add(refused);
            else if (key is { } other)
                held.Add(other);
        }

        foreach (var refused in innocent)
            Remove(refused);
        return innocent;
    }

    public void Remove(Refused refused)
    {
        if (!_entries.Remove(refused.Entry.Position) || refused.Key is not { } key)
            return;
        if (--_keys[key] == 0)
            _keys.Remove(key);
    }
}

internal sealed class Refused(OutboxEntry entry)
{
    public OutboxEntry Entry => entry;

    /// <summary>What its order is kept by; null when it has none.</summary>
    public (TenantId, string)? Key => entry.Message.Envelope.OrderKey is { } key ? (entry.Message.Envelope.Tenant, key) : null;

    /// <summary>In the clock's ticks.</summary>
    public long? FirstRefusedAt { get; set; }

    /// <summary>Times it was tried alone.</summary>
    public int Tries { get; set; }

    /// <summary>Times it was not taken while others were under way with it.</summary>
    public int FailuresBeside { get; set; }

    /// <summary>Times it was tried alone and not taken, and others were.</summary>
    public int FailuresAlone { get; set; }
}

namespace ClearView.Messaging.Mail;

/// <summary>
/// How many messages of a function are in somebody's hands, and whose. Beside others a tenant has no more than three quarters of the places:
/// work of one tenant comes in groups, and would fill all of them at once; whoever comes next would then wait as long as a handler takes.
/// Not safe for several threads.
/// </summary>
internal sealed class Places(int parallelism, TimeProvider clock)
{
    private static readonly TimeSpan _othersCountFor = TimeSpan.FromSeconds(1);

    // One more than there are workers, so that none waits for its next; no more, so that the choice of whose turn it is comes late.
    private readonly int _most = parallelism + Math.Max(1, parallelism / 4);
    private readonly int _mostBesideOthers = parallelism - parallelism / 4;
    private readonly Dictionary<TenantId, Held> _held = [];
    private int _taken;

    public bool AreLeft => _taken < _most;

    /// <summary>Whether one of the places that are left may be this tenant's.</summary>
    public bool MayTake(TenantId tenant) => !_held.TryGetValue(tenant, out var own) || own.Count < _mostBesideOthers || !IsBesideOthers(tenant);

    public void Take(TenantId tenant)
    {
        _taken++;
        _held[tenant] = new Held(_held.GetValueOrDefault(tenant).Count + 1, clock.GetTimestamp());
    }

    public void Release(TenantId tenant)
    {
        _taken--;
        _held[tenant] = new Held(_held[tenant].Count - 1, clock.GetTimestamp());
    }

    private bool IsBesideOthers(TenantId tenant)
    {
        List<TenantId>? gone = null;
        var isBeside = false;
        foreach (var (other, held) in _held)
        {
            if (held.Count == 0 && clock.GetElapsedTime(held.LastAt) > _othersCountFor)
                (gone ??= []).Add(other);
            else
                isBeside |= other != tenant;
        }

        foreach (var other in gone ?? [])
            _held.Remove(other);
        return isBeside;
    }

    private readonly record struct Held(int Count, long LastAt);
}

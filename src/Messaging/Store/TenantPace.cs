namespace ClearView.Messaging.Store;

/// <summary>
/// How far each tenant has gone beyond what it may do at once, beside others: a burst as large as its credit, then so much a second. Who is
/// alone is never held back, and owes no more than his credit when others come. Not safe for several threads.
/// </summary>
internal sealed class TenantPace(TenantShares shares, TimeProvider clock)
{
    /// <summary>The burst of a tenant with a share of 1.</summary>
    internal const int Credit = 32;

    // What is taken in or sent on faster than it can be handled waits in any case, and takes the processors from what the others sent.
    internal static double PerSecond { get; } = 250.0 * Environment.ProcessorCount;

    private static readonly TimeSpan _othersCountFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestDebt = TimeSpan.FromSeconds(1);
    private readonly Dictionary<TenantId, Spending> _spending = [];
    private long _sweptAt;

    public int CreditOf(TenantId tenant) => Credit * shares.Of(tenant);

    /// <summary>Somebody else did something a moment ago.</summary>
    public bool IsBesideOthers(TenantId tenant)
    {
        foreach (var (other, spending) in _spending)
        {
            if (other != tenant && clock.GetElapsedTime(spending.LastAt) < _othersCountFor)
                return true;
        }

        return false;
    }

    public double OwedBy(TenantId tenant) =>
        _spending.TryGetValue(tenant, out var own) ? Math.Max(0, own.Owed - PerSecondOf(tenant) * clock.GetElapsedTime(own.LastAt).TotalSeconds) : 0;

    /// <summary>How long it takes a tenant to come down to that.</summary>
    public TimeSpan Until(TenantId tenant, double owed) => TimeSpan.FromSeconds(Math.Max(0, OwedBy(tenant) - owed) / PerSecondOf(tenant));

    public void Spend(TenantId tenant, int count = 1)
    {
        Sweep();
        var most = CreditOf(tenant) + (IsBesideOthers(tenant) ? PerSecondOf(tenant) * _longestDebt.TotalSeconds : 0);
        var owed = Math.Min(OwedBy(tenant) + count, most);
        _spending[tenant] = new Spending(owed, clock.GetTimestamp());
    }

    private double PerSecondOf(TenantId tenant) => PerSecond * shares.Of(tenant);

    private void Sweep()
    {
        if (clock.GetElapsedTime(_sweptAt) < _othersCountFor)
            return;
        _sweptAt = clock.GetTimestamp();
        foreach (var idle in _spending.Keys.Where(t => OwedBy(t) == 0 && clock.GetElapsedTime(_spending[t].LastAt) > _othersCountFor).ToList())
            _spending.Remove(idle);
    }

    private readonly record struct Spending(double Owed, long LastAt);
}

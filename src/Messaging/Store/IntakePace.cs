namespace ClearView.Messaging.Store;

/// <summary>
/// Back-pressure at the door of the outbox. A tenant that puts in more than its credit while others do too hears that its commit succeeded a
/// little later, and who waits for that sends more slowly: a flood that is committed at full speed takes the processors and the store's lock
/// from everybody, long before anything of it is sent.
/// </summary>
public sealed class IntakePace(TenantShares shares, TimeProvider clock)
{
    // Who waits goes on in groups: what commits together shares a transaction.
    private static readonly TimeSpan _group = TimeSpan.FromMilliseconds(25);
    private readonly Lock _gate = new();
    private readonly TenantPace _pace = new(shares, clock);

    /// <summary>
    /// After the commit. Bounded by a second or so, and ended by <paramref name="ct"/> without an exception: what is committed stays committed.
    /// </summary>
    public async Task PayAsync(TenantId tenant, int messages, CancellationToken ct)
    {
        TimeSpan wait;
        lock (_gate)
        {
            _pace.Spend(tenant, messages);
            wait = _pace.IsBesideOthers(tenant) ? _pace.Until(tenant, _pace.CreditOf(tenant)) : TimeSpan.Zero;
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(UntilNextGroup(wait), clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan UntilNextGroup(TimeSpan wait)
    {
        var now = clock.GetElapsedTime(0);
        return TimeSpan.FromTicks((now + wait).Ticks / _group.Ticks * _group.Ticks) + _group - now;
    }
}

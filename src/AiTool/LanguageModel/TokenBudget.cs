using ClearView.Messaging;

namespace ClearView.AiTool.LanguageModel;

/// <summary>
/// The tokens that each tenant has left today. Kept in this process's memory: several processes count each for itself, and a restart
/// begins anew. The bill of who runs the model is the true count; this keeps a day's cost from running away.
/// </summary>
public sealed class TokenBudget(RewriteLimits limits, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TenantId, long> _used = [];
    private DateOnly _day;

    /// <summary>Takes what a question may cost at most, before it is asked; false when that is more than is left.</summary>
    public bool TryTake(TenantId tenant, long tokens)
    {
        lock (_lock)
        {
            var used = UsedToday(tenant);
            if (used + tokens > limits.TokensOf(tenant))
                return false;
            _used[tenant] = used + tokens;
            return true;
        }
    }

    /// <summary>Sets right what was taken when the true cost is known. A question that failed keeps what it took: it may have been billed.</summary>
    public void Settle(TenantId tenant, long taken, long cost)
    {
        lock (_lock)
            _used[tenant] = Math.Max(0, UsedToday(tenant) - taken + cost);
    }

    private long UsedToday(TenantId tenant)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (today != _day)
        {
            _used.Clear();
            _day = today;
        }
        return _used.GetValueOrDefault(tenant);
    }
}

namespace ClearView.Messaging.History;

/// <summary>So many a second and no more; what was not used is not saved up.</summary>
internal sealed class RateBudget(int aSecond, TimeProvider clock)
{
    private DateTimeOffset _next = clock.GetUtcNow();

    /// <summary>Completes when so many may go on.</summary>
    public async Task SpendAsync(int count, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_next > now)
            await Task.Delay(_next - now, clock, ct);
        else
            _next = now;
        _next += TimeSpan.FromSeconds((double)count / aSecond);
    }
}

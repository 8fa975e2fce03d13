using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench.Load;

/// <summary>
/// An even load during which somebody kills the broker. As any careful sender would, it publishes what was not confirmed in time again,
/// until it is; then what was confirmed is compared with what was handled or, where effects are stored, with the effects.
/// </summary>
internal static class Deaths
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longestRest = TimeSpan.FromSeconds(45);

    public static async Task<Measured> MeasureAsync(IRow row, Received received, Order order)
    {
        var count = (int)(order.Rate * order.Seconds);
        received.Begin(told: count);
        var cost = Cost.Begin();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(order.Seconds) + _longestRest);
        var sending = new List<Task<int>>();
        var confirmed = new bool[count];
        await foreach (var due in Pace.DueAsync(BenchRecord.OfSize(order.Size), order.Rate, count))
            sending.AddRange(due.Select(record => SendAsync(row, record, confirmed, limit.Token)));
        var refused = (await Task.WhenAll(sending)).Sum();

        while (received.Distinct < confirmed.Count(c => c) && !limit.IsCancellationRequested)
            await Task.Delay(100);
        await Task.Delay(1_000); // what comes twice may come late
        var effects = await row.EffectsAsync(CancellationToken.None);
        return cost.End(count) with
        {
            Messages = confirmed.Count(c => c),
            Refused = refused,
            Lost = effects is null ? confirmed.Where((c, i) => c && received.Times[i] == 0).Count() : confirmed.Count(c => c) - effects.Distinct,
            Doubled = effects is null ? received.Times.Sum(times => Math.Max(0, times - 1)) : effects.Rows - effects.Distinct,
            LongestStallMs = received.LongestStall.TotalMilliseconds,
        };
    }

    private static async Task<int> SendAsync(IRow row, BenchRecord record, bool[] confirmed, CancellationToken ct)
    {
        for (var refused = 0; ; refused++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(_patience);
            try
            {
                await row.PublishAsync(record, limit.Token).WaitAsync(limit.Token);
                confirmed[record.Number] = true;
                return refused;
            }
            catch (Exception) when (!ct.IsCancellationRequested)
            {
                await Task.Delay(_pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                return refused; // the time is over; it was never confirmed
            }
        }
    }
}

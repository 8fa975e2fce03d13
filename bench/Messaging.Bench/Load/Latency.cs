using System.Diagnostics;
using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench.Load;

/// <summary>From the call that publishes to the handler, at an even rate that the row can easily keep.</summary>
internal static class Latency
{
    private static readonly TimeSpan _longestDrain = TimeSpan.FromSeconds(60);

    public static async Task<Measured> MeasureAsync(IRow row, Received received, Order order)
    {
        var count = (int)(order.Rate * order.Seconds);
        received.Begin(timed: count);
        var cost = Cost.Begin();
        await foreach (var due in Pace.DueAsync(BenchRecord.OfSize(order.Size), order.Rate, count))
            _ = row.PublishManyAsync(due, CancellationToken.None);
        await received.WhenAsync(count, _longestDrain);

        // The first tenth warms up.
        var sorted = received.Latencies.Skip(count / 10).Order().ToList();
        return cost.End(count) with { P50Ms = Ms(sorted[sorted.Count / 2]), P99Ms = Ms(sorted[(int)(sorted.Count * 0.99)]) };
    }

    private static double Ms(long ticks) => Stopwatch.GetElapsedTime(0, ticks).TotalMilliseconds;
}

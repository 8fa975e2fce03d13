using System.Diagnostics;
using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench.Load;

/// <summary>As much as a row can: published, confirmed, delivered, handled; the time ends when all is handled.</summary>
internal static class Throughput
{
    private const long MostAhead = 8 * Window.Size;
    private static readonly TimeSpan _longestDrain = TimeSpan.FromSeconds(120);

    public static async Task<Measured> MeasureAsync(IRow row, Received received, Order order)
    {
        received.Begin();
        var cost = Cost.Begin();
        var feed = new Feed(BenchRecord.OfSize(order.Size), TimeSpan.FromSeconds(order.Seconds), long.MaxValue, MostAhead, received);
        await row.PublishAllAsync(feed, CancellationToken.None);
        await received.WhenAsync(feed.Count, _longestDrain);
        var effects = await row.EffectsAsync(CancellationToken.None);
        return cost.End(feed.Count) with { Lost = effects is null ? 0 : feed.Count - effects.Distinct, Doubled = effects is null ? 0 : effects.Rows - effects.Distinct };
    }
}

/// <summary>What a load costs this process.</summary>
internal sealed record Cost(TimeSpan Cpu, long Allocated, long Started)
{
    public static Cost Begin()
    {
        GC.Collect();
        return new Cost(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
    }

    public Measured End(long messages) => new()
    {
        Messages = messages,
        PerSecond = messages / Stopwatch.GetElapsedTime(Started).TotalSeconds,
        CpuSecondsPer10k = (Environment.CpuUsage.TotalTime - Cpu).TotalSeconds / messages * 10_000,
        BytesPerMessage = (GC.GetTotalAllocatedBytes() - Allocated) / (double)messages,
    };
}

using System.Diagnostics;
using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench.Load;

/// <summary>A queue that was filled while nobody consumed, and then is emptied.</summary>
internal static class Backlog
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(250);

    public static async Task<Measured> FillAsync(IRow row, Received received, Order order)
    {
        received.Begin();
        var cost = Cost.Begin();
        await row.PublishAllAsync(new Feed(BenchRecord.OfSize(order.Size), _longest, order.Most, long.MaxValue, received), CancellationToken.None);
        return cost.End(order.Most);
    }

    /// <summary>Memory is looked at from the first tenth on: until then the process fills what it keeps.</summary>
    public static async Task<Measured> DrainAsync(IBacklogRow row, Received received, Order order)
    {
        var cost = Cost.Begin();
        var all = received.WhenAsync(order.Most, _longest);
        await row.StartConsumingAsync(CancellationToken.None);
        using var process = Process.GetCurrentProcess();
        var (smallest, largest) = (long.MaxValue, 0L);
        while (await Task.WhenAny(all, Task.Delay(_often)) != all)
        {
            process.Refresh();
            if (received.Count > order.Most / 10)
                (smallest, largest) = (Math.Min(smallest, process.WorkingSet64), Math.Max(largest, process.WorkingSet64));
        }

        await all;
        return cost.End(order.Most) with { SmallestMemory = largest == 0 ? 0 : smallest, LargestMemory = largest };
    }
}

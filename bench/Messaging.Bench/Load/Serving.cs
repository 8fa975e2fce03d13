using System.Diagnostics;
using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench.Load;

/// <summary>What one worker handles in a time, of a queue that holds more than enough.</summary>
internal static class Serving
{
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(1);

    public static async Task<Measured> MeasureAsync(IBacklogRow row, Received received, Order order)
    {
        received.Begin();
        await row.StartConsumingAsync(CancellationToken.None);
        await Task.Delay(_warmUp);
        var (started, before) = (Stopwatch.GetTimestamp(), received.Count);
        await Task.Delay(TimeSpan.FromSeconds(order.Seconds));
        var handled = received.Count - before;
        return new Measured { Messages = handled, PerSecond = handled / Stopwatch.GetElapsedTime(started).TotalSeconds };
    }
}

using System.Diagnostics;

namespace ClearView.Messaging.Bench.Load;

/// <summary>Records at an even rate, those of a millisecond together.</summary>
internal static class Pace
{
    public static async IAsyncEnumerable<IReadOnlyList<BenchRecord>> DueAsync(BenchRecord pattern, double rate, int count)
    {
        var started = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var next = 0; next < count; await tick.WaitForNextTickAsync())
        {
            var until = Math.Min(count, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * rate) + 1);
            if (until == next)
                continue;
            var now = Stopwatch.GetTimestamp();
            var first = next;
            next = until;
            yield return [.. Enumerable.Range(first, until - first).Select(number => pattern with { Number = number, SentAt = now })];
        }
    }
}

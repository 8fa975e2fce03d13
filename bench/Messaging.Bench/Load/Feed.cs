using System.Diagnostics;

namespace ClearView.Messaging.Bench.Load;

/// <summary>Gives records until a time is over or a count is reached, and no faster than they are handled: what waits in the queue is bounded.</summary>
internal sealed class Feed(BenchRecord pattern, TimeSpan duration, long most, long mostAhead, Received received)
{
    private readonly long _end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
    private long _count;

    public long Count => Volatile.Read(ref _count);

    /// <summary>Null at the end.</summary>
    public ValueTask<BenchRecord?> NextAsync() => _count - received.Count < mostAhead ? new(Next()) : WaitAsync();

    private async ValueTask<BenchRecord?> WaitAsync()
    {
        while (_count - received.Count >= mostAhead && Stopwatch.GetTimestamp() < _end)
            await received.SomeMoreAsync();
        return Next();
    }

    private BenchRecord? Next()
    {
        var now = Stopwatch.GetTimestamp();
        return now >= _end || _count >= most ? null : pattern with { Number = Interlocked.Increment(ref _count) - 1, SentAt = now };
    }
}

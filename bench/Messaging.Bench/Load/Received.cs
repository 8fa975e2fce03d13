using System.Diagnostics;

namespace ClearView.Messaging.Bench.Load;

/// <summary>What a row's handler was given: counted always, timed and told apart when asked for. One load at a time.</summary>
internal sealed class Received
{
    private long _count;
    private long _awaited = long.MaxValue;
    private TaskCompletionSource _reached = new();
    private TaskCompletionSource? _room;
    private long[]? _latencies;
    private int[]? _times;

    public long Count => Volatile.Read(ref _count);

    /// <summary>Stopwatch ticks between publishing and handling, in the order of the numbers.</summary>
    public IReadOnlyList<long> Latencies => _latencies ?? [];

    /// <summary>How often each number was handled.</summary>
    public IReadOnlyList<int> Times => _times ?? [];

    public void Begin(int timed = 0, int told = 0)
    {
        (_count, _awaited, _reached, _room) = (0, long.MaxValue, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);
        _latencies = timed > 0 ? new long[timed] : null;
        _times = told > 0 ? new int[told] : null;
    }

    public void Handle(BenchRecord record)
    {
        if (_latencies is { } latencies && record.Number < latencies.Length)
            latencies[record.Number] = Stopwatch.GetTimestamp() - record.SentAt;
        if (_times is { } times && record.Number < times.Length)
            Interlocked.Increment(ref times[record.Number]);

        var count = Interlocked.Increment(ref _count);
        if (count >= Volatile.Read(ref _awaited))
            _reached.TrySetResult();
        if (Volatile.Read(ref _room) is not null && count % 256 == 0)
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
    }

    /// <summary>Completes when this many were handled.</summary>
    public Task WhenAsync(long count, TimeSpan limit)
    {
        Volatile.Write(ref _awaited, count);
        if (Count >= count)
            _reached.TrySetResult();
        return _reached.Task.WaitAsync(limit);
    }

    /// <summary>Completes when some more were handled, or a moment later.</summary>
    public async ValueTask SomeMoreAsync()
    {
        var room = Volatile.Read(ref _room) ?? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _room, room);
        await room.Task.WaitAsync(TimeSpan.FromMilliseconds(50)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

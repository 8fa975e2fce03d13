using System.Diagnostics;

namespace ClearView.Messaging.Bench.Load;

/// <summary>What a row's handler was given: counted always, timed and told apart when asked for. One load at a time.</summary>
public sealed class Received
{
    private long _count;
    private long _awaited = long.MaxValue;
    private TaskCompletionSource _reached = new();
    private TaskCompletionSource? _room;
    private long[] _latencies = [];
    private int[] _times = [];
    private long _lastAt;
    private long _longestStall;
    private long _distinct;

    /// <summary>Counts the loads, from 1.</summary>
    public long Load { get; private set; }

    public long Count => Volatile.Read(ref _count);

    /// <summary>Where records are told apart: how many different ones came; else as <see cref="Count"/>.</summary>
    public long Distinct => _times.Length > 0 ? Volatile.Read(ref _distinct) : Count;

    /// <summary>Stopwatch ticks between publishing and handling, by the numbers.</summary>
    public IReadOnlyList<long> Latencies => _latencies;

    /// <summary>How often each number was handled.</summary>
    public IReadOnlyList<int> Times => _times;

    /// <summary>The longest time in which nothing new came, where records are told apart.</summary>
    public TimeSpan LongestStall => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _longestStall));

    public void Begin(int timed = 0, int told = 0)
    {
        (_count, _distinct, _awaited, _lastAt, _longestStall) = (0, 0, long.MaxValue, Stopwatch.GetTimestamp(), 0);
        (_reached, _room) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);
        (_latencies, _times) = (new long[timed], new int[told]);
        Load++;
    }

    public void Handle(BenchRecord record)
    {
        if (record.Number < _latencies.Length)
            _latencies[record.Number] = Stopwatch.GetTimestamp() - record.SentAt;
        if (record.Number < _times.Length && Interlocked.Increment(ref _times[record.Number]) == 1)
            NoteNew();

        var count = Interlocked.Increment(ref _count);
        if (count >= Volatile.Read(ref _awaited))
            _reached.TrySetResult();
        if (count % 256 == 0 && Volatile.Read(ref _room) is not null)
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

    private void NoteNew()
    {
        Interlocked.Increment(ref _distinct);
        var now = Stopwatch.GetTimestamp();
        var stall = now - Interlocked.Exchange(ref _lastAt, now);
        if (stall > Volatile.Read(ref _longestStall))
            Volatile.Write(ref _longestStall, stall);
    }
}

using ClearView.Messaging;

namespace ClearView.Web.Live;

/// <summary>Keeps the last looks at the queues, and tells rates from what the totals grew by between two.</summary>
internal sealed class QueueHistory(IReadOnlyList<FunctionLine> functions)
{
    private const int Kept = 60;

    // After a longer break the looks no longer stand at equal distances, and a curve would lie.
    private static readonly TimeSpan _longestBreak = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, FunctionLine> _functions = functions.ToDictionary(f => f.Queue, StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<long>> _lengths = new(StringComparer.Ordinal);
    private Dictionary<string, QueueState> _last = new(StringComparer.Ordinal);
    private DateTimeOffset _lastAt;

    public IReadOnlyList<QueueView> Add(IReadOnlyList<QueueState> states, DateTimeOffset now)
    {
        var seconds = (now - _lastAt).TotalSeconds;
        if (now - _lastAt > _longestBreak)
            _lengths.Clear();

        var views = states.Select(s => View(s, seconds)).ToList();
        _last = states.ToDictionary(s => s.Queue, StringComparer.Ordinal);
        _lastAt = now;
        return views;
    }

    private QueueView View(QueueState state, double seconds)
    {
        if (!_lengths.TryGetValue(state.Queue, out var lengths))
            _lengths[state.Queue] = lengths = new Queue<long>(Kept);
        if (lengths.Count == Kept)
            lengths.Dequeue();
        lengths.Enqueue(state.Ready + state.InFlight + (state.Delayed ?? 0));

        var before = _last.GetValueOrDefault(state.Queue);
        return new QueueView(
            state.Queue, _functions.GetValueOrDefault(state.Queue), state.Ready, state.InFlight, state.Delayed, state.Arrived, state.Settled,
            state.Consumers, Rate(before?.Arrived, state.Arrived, seconds), Rate(before?.Settled, state.Settled, seconds), [.. lengths]);
    }

    // A total that shrank began anew: the broker was started again.
    private static double? Rate(long? before, long? now, double seconds) =>
        before is { } b && now is { } n && n >= b && seconds > 0 ? (n - b) / seconds : null;
}

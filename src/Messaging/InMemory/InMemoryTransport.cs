using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ClearView.Messaging.InMemory;

/// <summary>
/// A broker inside the process, for tests: it keeps what every broker promises while it lives, and nothing beyond.
/// Messages survive <see cref="StopAsync"/>; they do not survive the object.
/// </summary>
public sealed class InMemoryTransport(TimeProvider clock) : ITransport
{
    private const int MostKept = 100_000;
    private readonly ConcurrentDictionary<string, InMemoryQueue> _queues = new(StringComparer.Ordinal);
    private readonly Lock _historyGate = new();
    private readonly List<HistoryEntry> _history = [];
    private Topology _topology = new([]);
    private volatile bool _started;

    public BrokerInfo Broker { get; } = new("memory", "1", "in this process");

    public Task StartAsync(Topology topology, CancellationToken ct)
    {
        _topology = topology;
        foreach (var name in topology.Queues.Select(q => q.Queue).Append(Topology.Dead).Append(Topology.Parking))
            _queues.GetOrAdd(name, _ => new InMemoryQueue(name, clock));
        _started = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken ct)
    {
        _started = false;
        foreach (var queue in _queues.Values)
            queue.BreakConsumers(new BrokerUnavailableException("The broker was stopped."));
        return Task.CompletedTask;
    }

    public Task PublishAsync(OutgoingMessage message, CancellationToken ct)
    {
        RefuseWhenStopped();
        if (_topology.HistoryTypes.Contains(message.Envelope.Type))
            KeepInHistory(message);
        var bound = _topology.Queues.Where(q => q.Types.Contains(message.Envelope.Type)).Select(q => q.Queue).DefaultIfEmpty(Topology.Parking);
        foreach (var queue in bound)
            _queues[queue].Add(new InMemoryMessage(message), isNew: true);
        return Task.CompletedTask;
    }

    public Task SendAsync(string queue, OutgoingMessage message, CancellationToken ct)
    {
        RefuseWhenStopped();
        Find(queue).Add(new InMemoryMessage(message), isNew: true);
        return Task.CompletedTask;
    }

    public Task<IConsumer> ConsumeAsync(string queue, int prefetch, CancellationToken ct)
    {
        RefuseWhenStopped();
        ct.ThrowIfCancellationRequested(); // nobody would end it
        return Task.FromResult<IConsumer>(Find(queue).Consume(prefetch, _queues[Topology.Dead]));
    }

    public Task<long> EndOfHistoryAsync(CancellationToken ct)
    {
        RefuseWithoutHistory();
        lock (_historyGate)
            return Task.FromResult(NextOffsetLocked);
    }

    public async IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(long from, long to, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        for (var next = from; ;)
        {
            RefuseWithoutHistory();
            ct.ThrowIfCancellationRequested();
            HistoryEntry? entry;
            lock (_historyGate)
                entry = _history.Find(e => e.Offset >= next);
            if (entry is null || entry.Offset >= to)
                yield break;
            yield return entry;
            next = entry.Offset + 1;
        }
    }

    public Task<IReadOnlyList<QueueState>> InspectAsync(CancellationToken ct)
    {
        RefuseWhenStopped();
        return Task.FromResult<IReadOnlyList<QueueState>>([.. _queues.Values.Select(q => q.State).OrderBy(s => s.Queue, StringComparer.Ordinal)]);
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private InMemoryQueue Find(string queue) => _queues.TryGetValue(queue, out var found) ? found : throw new QueueMissingException(queue, Broker);

    private long NextOffsetLocked => _history.Count == 0 ? 0 : _history[^1].Offset + 1;

    private void KeepInHistory(OutgoingMessage message)
    {
        lock (_historyGate)
        {
            _history.Add(new HistoryEntry(NextOffsetLocked, message with { Body = message.Body.ToArray() }));
            if (_history.Count > MostKept)
                _history.RemoveAt(0);
        }
    }

    private void RefuseWithoutHistory()
    {
        RefuseWhenStopped();
        if (_topology.HistoryTypes.Count == 0)
            throw new QueueMissingException(Topology.History, Broker);
    }

    private void RefuseWhenStopped()
    {
        if (!_started)
            throw new BrokerUnavailableException("The broker is stopped. Start it, then try again.");
    }
}

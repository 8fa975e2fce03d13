namespace ClearView.Messaging.Sqlite;

/// <summary>The broker's file and what memory knows of it; used by the writing thread alone.</summary>
internal sealed class Queues
{
    private const int MostHandOutsAtOnce = 1024;
    private static readonly TimeSpan _longestDelay = TimeSpan.FromDays(3650);
    private readonly BrokerFile _file;
    private readonly BrokerInfo _broker;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, SqliteQueue> _byName = new(StringComparer.Ordinal);
    private readonly List<SqliteDelivery> _handedOut = [];
    private Dictionary<string, IReadOnlyList<SqliteQueue>> _byType = new(StringComparer.Ordinal);
    private long _lastSeq;

    private Queues(BrokerFile file, BrokerInfo broker, TimeProvider clock, SqliteTransportOptions options)
    {
        History = new History(file.HistoryTable, options, clock);
        _file = file;
        _broker = broker;
        _clock = clock;
    }

    public Tables Tables => _file.Tables;

    public BrokerFile File => _file;

    public History History { get; }

    public long LastSeq => _lastSeq;

    /// <summary>More is ready or due than one commit takes.</summary>
    public bool HasMore { get; set; }

    /// <summary>Unix milliseconds; long.MaxValue when nothing waits.</summary>
    public long NextDue => _byName.Values.Min(q => q.NextDue);

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens the file, gives back what was held, and makes the topology.</summary>
    /// <param name="countReturns">A process ended with it in its hands; after a mere failure of the disk nobody did.</param>
    public static Queues Open(SqliteTransportOptions options, Topology topology, BrokerInfo broker, TimeProvider clock, bool countReturns)
    {
        var file = BrokerFile.Open(options.Path, options.LargestFile);
        try
        {
            var queues = new Queues(file, broker, clock, options);
            file.Begin();
            queues.Load(countReturns);
            queues.Declare(topology);
            file.Commit();
            return queues;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public long NextSeq() => ++_lastSeq;

    public long DueAfter(TimeSpan after) =>
        Math.Max(1, Now) + (long)Math.Clamp(after.TotalMilliseconds, 0, _longestDelay.TotalMilliseconds);

    public SqliteQueue Find(string queue) => _byName.TryGetValue(queue, out var found) ? found : throw new QueueMissingException(queue, _broker);

    public IReadOnlyList<SqliteQueue> BoundTo(string type) => _byType.TryGetValue(type, out var bound) ? bound : [_byName[Topology.Parking]];

    /// <summary>Adds queues and replaces the bindings. Queues that no function has any more keep what they hold.</summary>
    public void Declare(Topology topology)
    {
        foreach (var name in topology.Queues.Select(q => q.Queue).Append(Topology.Dead).Append(Topology.Parking))
        {
            if (!_byName.ContainsKey(name))
                _byName.Add(name, new SqliteQueue(Tables.AddQueue(name), name, Tables));
        }

        History.Types = topology.HistoryTypes.ToHashSet(StringComparer.Ordinal);
        _byType = topology.Queues
            .SelectMany(q => q.Types.Distinct().Select(type => (type, queue: _byName[q.Queue])))
            .GroupBy(b => b.type, b => b.queue, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, IReadOnlyList<SqliteQueue> (g) => [.. g], StringComparer.Ordinal);
    }

    public IReadOnlyList<QueueState> States() => [.. _byName.Values.Select(q => q.State).OrderBy(s => s.Queue, StringComparer.Ordinal)];

    /// <summary>Wakes what is due and gives consumers what they have room for; they see it after the commit.</summary>
    public void HandOut(GroupCommit writer)
    {
        var now = Now;
        HasMore = false;
        foreach (var queue in _byName.Values)
        {
            if (queue.NextDue <= now)
                queue.Wake(now);
            var before = _handedOut.Count;
            while (_handedOut.Count - before < MostHandOutsAtOnce && queue.HandOut(writer) is { } delivery)
                _handedOut.Add(delivery);
            HasMore |= queue.NextDue <= now || _handedOut.Count - before == MostHandOutsAtOnce;
        }
    }

    /// <summary>Rows that could not be read, set aside by this commit.</summary>
    public int SetUnreadableAside() => _byName.Values.Sum(q => q.SetUnreadableAside());

    public void SaveTotals()
    {
        foreach (var queue in _byName.Values)
            queue.SaveTotals();
        History.Trim();
    }

    /// <summary>After the commit.</summary>
    public void Deliver()
    {
        foreach (var delivery in _handedOut)
            delivery.Consumer.Deliver(delivery);
        _handedOut.Clear();
    }

    /// <summary>After a rollback that took only arrivals with it: what memory counted of them is read again.</summary>
    public void ReadAgain()
    {
        foreach (var queue in _byName.Values)
            queue.Load();
        History.Load();
    }

    /// <summary>Gives back what consumers hold; to be committed.</summary>
    public void EndConsumers(Exception error)
    {
        foreach (var queue in _byName.Values)
            queue.EndAll(error);
    }

    /// <summary>Ends everything as a crash would: consumers lose what they hold, and the file is closed as it is.</summary>
    public void Break(Exception error)
    {
        foreach (var queue in _byName.Values)
            queue.Break(error);
        _file.Dispose();
    }

    private void Load(bool countReturns)
    {
        History.Load();
        _lastSeq = Math.Max(Tables.LastSeq(), History.LastSeq);
        foreach (var (id, name) in Tables.ReadQueues())
        {
            var queue = new SqliteQueue(id, name, Tables);
            queue.Load();
            queue.ReturnHeld(countReturns);
            _byName.Add(name, queue);
        }
    }
}

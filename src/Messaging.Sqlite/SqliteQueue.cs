namespace ClearView.Messaging.Sqlite;

/// <summary>
/// One queue, used by the writing thread alone. Memory knows who holds what; the file knows only what was handed out, for a crash:
/// every ready row up to the mark <c>handed_to</c> was, unless its <c>put_back</c> says that it returned. So handing out what is new
/// costs one small update of the queue for a whole commit, not one for each row.
/// </summary>
internal sealed class SqliteQueue(long id, string name, Tables tables)
{
    private const int MostWakesAtOnce = 256;
    private readonly ReadAhead _ahead = new();
    private readonly Dictionary<long, SqliteDelivery> _held = [];
    private readonly List<SqliteConsumer> _consumers = [];
    private readonly List<long> _unreadable = [];
    private long _handedTo;
    private long _arrived;
    private long _settled;
    private long _delayed;
    private bool _changed;

    /// <summary>Unix milliseconds; long.MaxValue when nothing waits.</summary>
    public long NextDue { get; private set; } = long.MaxValue;

    public QueueState State => new(
        name, _arrived - _settled - _held.Count - _delayed, _held.Count, _delayed, _arrived, _settled, _consumers.Count);

    public bool TakesNewcomers => _consumers.Count > 0 && _ahead.TakesNewcomers;

    /// <summary>Reads the totals again, and forgets what was read ahead.</summary>
    public void Load()
    {
        (_handedTo, _arrived, _settled) = tables.ReadTotals(id);
        _delayed = tables.CountDelayed(id);
        NextDue = tables.NextDue(id);
        _ahead.Clear();
        _changed = false;
    }

    /// <summary>What was held when the file was last closed comes back.</summary>
    public void ReturnHeld(bool counted) => tables.ReturnHeld(id, _handedTo, counted);

    public void SaveTotals()
    {
        if (_changed)
            tables.SaveTotals(id, _handedTo, _arrived, _settled);
        _changed = false;
    }

    /// <param name="row">The row with its content where <see cref="TakesNewcomers"/>; null leaves it to the table.</param>
    public void Add(long seq, int attempt, int copies, ReadOnlySpan<byte> cause, QueuedRow? row)
    {
        tables.Insert(id, seq, attempt, copies, cause);
        _arrived++;
        _changed = true;
        if (row is null)
            _ahead.Miss(seq);
        else
            _ahead.Offer(row);
    }

    public void RefuseUnlessHeld(SqliteDelivery delivery)
    {
        if (_held.GetValueOrDefault(delivery.Row.Seq) != delivery)
            throw new BrokerUnavailableException("The delivery is no longer held: it was settled before, or its subscription ended and it comes back.") { DeliveryIsGone = true };
    }

    public void Ack(SqliteDelivery delivery)
    {
        tables.Delete(id, Take(delivery));
        _settled++;
        _changed = true;
    }

    public void Retry(SqliteDelivery delivery, long due, ReadOnlySpan<byte> cause)
    {
        var row = Take(delivery);
        tables.Delay(id, row.Seq, due, row.Attempt + 1, cause);
        _delayed++;
        NextDue = Math.Min(NextDue, due);
    }

    public void Return(SqliteDelivery delivery) => PutBack(Take(delivery), counted: false);

    public void Start(SqliteConsumer consumer) => _consumers.Add(consumer);

    /// <summary>What the consumer's owner had read counts as a return; what it never saw does not.</summary>
    public void End(SqliteConsumer consumer, Exception? error)
    {
        if (!_consumers.Remove(consumer))
            return;
        var unseen = consumer.End(error);
        foreach (var delivery in _held.Values.Where(d => d.Consumer == consumer).ToList())
            PutBack(Take(delivery), counted: !unseen.Contains(delivery));
        if (_consumers.Count == 0)
            _ahead.Clear();
    }

    public void EndAll(Exception error)
    {
        foreach (var consumer in _consumers.ToList())
            End(consumer, error);
    }

    /// <summary>Ends the consumers without touching the file, which is read anew.</summary>
    public void Break(Exception error)
    {
        foreach (var consumer in _consumers)
            consumer.End(error);
        _consumers.Clear();
        _held.Clear();
    }

    /// <summary>Makes ready what is due.</summary>
    public void Wake(long now)
    {
        foreach (var (due, seq) in tables.ReadDue(id, now, MostWakesAtOnce))
        {
            tables.Wake(id, due, seq);
            _delayed--;
            if (_consumers.Count == 0 || !_ahead.Covers(seq))
                continue;
            if (tables.ReadOne(id, seq) is { } row)
                _ahead.Offer(row);
            else
                _unreadable.Add(seq);
        }

        NextDue = tables.NextDue(id);
    }

    /// <summary>Takes the next ready row for the consumer that holds least; null when nothing is ready or nobody has room.</summary>
    public SqliteDelivery? HandOut(GroupCommit writer)
    {
        if (LeastBusy() is not { } consumer || NextReady() is not { } row)
            return null;

        if (row.PutBack)
        {
            tables.HandOutAgain(id, row.Seq);
            row.PutBack = false;
        }

        if (row.Seq > _handedTo)
        {
            _handedTo = row.Seq;
            _changed = true;
        }

        var delivery = SqliteDelivery.Of(row, this, consumer, writer);
        _held.Add(row.Seq, delivery);
        consumer.InFlight++;
        return delivery;
    }

    /// <summary>Rows that cannot be read block nothing: they stay in the file, set aside. Returns how many there were.</summary>
    public int SetUnreadableAside()
    {
        foreach (var seq in _unreadable)
        {
            tables.SetAside(id, seq);
            _delayed++;
        }

        var count = _unreadable.Count;
        _unreadable.Clear();
        return count;
    }

    private QueuedRow? NextReady()
    {
        while (_ahead.IsDry)
            _ahead.Fill(ReadReady());
        return _ahead.TakeFirst();
    }

    private IEnumerable<(long Seq, QueuedRow? Row)> ReadReady()
    {
        foreach (var (seq, row) in tables.ReadReady(id, _ahead.UpTo, ReadAhead.MostRows))
        {
            if (row is null)
                _unreadable.Add(seq);
            yield return (seq, _held.ContainsKey(seq) ? null : row);
        }
    }

    private QueuedRow Take(SqliteDelivery delivery)
    {
        RefuseUnlessHeld(delivery);
        _held.Remove(delivery.Row.Seq);
        delivery.Consumer.InFlight--;
        return delivery.Row;
    }

    private void PutBack(QueuedRow row, bool counted)
    {
        if (counted)
            row.Returns++;
        row.PutBack = true;
        tables.PutBack(id, row.Seq, row.Returns);
        _ahead.Offer(row);
    }

    private SqliteConsumer? LeastBusy()
    {
        if (_consumers.Find(c => c.HasLeft) is { } left)
            End(left, null);

        SqliteConsumer? least = null;
        foreach (var consumer in _consumers)
        {
            if (consumer.InFlight < consumer.Prefetch && (least is null || consumer.InFlight < least.InFlight))
                least = consumer;
        }

        return least;
    }
}

using System.Text.Json;
using SQLitePCL;

namespace ClearView.Messaging.Sqlite;

/// <summary>
/// Every statement. A row of <c>queued</c> is keyed by queue, due, seq: what is ready has due 0, what waits has the time (Unix
/// milliseconds) at which it may go on, so that both the next ready row and the next due one are found at the start of a range.
/// </summary>
internal sealed class Tables(sqlite3 db) : IDisposable
{
    private const string RowColumns = "q.seq, q.attempt, q.returns, q.put_back, q.copies, q.cause, b.envelope, b.body";

    private readonly Statement _insertBody = new(db, "INSERT INTO bodies (seq, envelope, body) VALUES (?1, ?2, ?3)");
    private readonly Statement _copyBody = new(db, "INSERT INTO bodies (seq, envelope, body) SELECT ?1, envelope, body FROM bodies WHERE seq = ?2");
    private readonly Statement _deleteBody = new(db, "DELETE FROM bodies WHERE seq = ?1");
    private readonly Statement _deleteSharedBody = new(db,
        "DELETE FROM bodies WHERE seq = ?1 AND NOT EXISTS (SELECT 1 FROM queued WHERE seq = ?1 AND copies > 1)");

    private readonly Statement _insert = new(db,
        "INSERT INTO queued (queue, due, seq, attempt, returns, put_back, copies, cause) VALUES (?1, 0, ?2, ?3, 0, 0, ?4, ?5)");
    private readonly Statement _delete = new(db, "DELETE FROM queued WHERE queue = ?1 AND due = 0 AND seq = ?2");
    private readonly Statement _delay = new(db,
        "UPDATE queued SET due = ?3, attempt = ?4, returns = 0, put_back = 1, cause = ?5 WHERE queue = ?1 AND due = 0 AND seq = ?2");
    private readonly Statement _setAside = new(db, "UPDATE queued SET due = ?3, put_back = 1 WHERE queue = ?1 AND due = 0 AND seq = ?2");
    private readonly Statement _putBack = new(db, "UPDATE queued SET put_back = 1, returns = ?3 WHERE queue = ?1 AND due = 0 AND seq = ?2");
    private readonly Statement _handOutAgain = new(db, "UPDATE queued SET put_back = 0 WHERE queue = ?1 AND due = 0 AND seq = ?2");
    private readonly Statement _wake = new(db, "UPDATE queued SET due = 0 WHERE queue = ?1 AND due = ?2 AND seq = ?3");
    private readonly Statement _returnHeld = new(db,
        "UPDATE queued SET put_back = 1, returns = returns + ?3 WHERE queue = ?1 AND due = 0 AND seq <= ?2 AND put_back = 0");

    private readonly Statement _ready = new(db,
        $"SELECT {RowColumns} FROM queued q JOIN bodies b ON b.seq = q.seq WHERE q.queue = ?1 AND q.due = 0 AND q.seq > ?2 ORDER BY q.seq LIMIT ?3");
    private readonly Statement _one = new(db,
        $"SELECT {RowColumns} FROM queued q JOIN bodies b ON b.seq = q.seq WHERE q.queue = ?1 AND q.due = 0 AND q.seq = ?2");
    private readonly Statement _due = new(db,
        "SELECT due, seq FROM queued WHERE queue = ?1 AND due > 0 AND due <= ?2 ORDER BY due, seq LIMIT ?3");
    private readonly Statement _nextDue = new(db, "SELECT due FROM queued WHERE queue = ?1 AND due > 0 ORDER BY due LIMIT 1");
    private readonly Statement _countDelayed = new(db, "SELECT count(*) FROM queued WHERE queue = ?1 AND due > 0");

    private readonly Statement _queues = new(db, "SELECT id, name FROM queues");
    private readonly Statement _addQueue = new(db, "INSERT INTO queues (name) VALUES (?1)");
    private readonly Statement _totals = new(db, "SELECT handed_to, arrived, settled FROM queues WHERE id = ?1");
    private readonly Statement _saveTotals = new(db, "UPDATE queues SET handed_to = ?2, arrived = ?3, settled = ?4 WHERE id = ?1");
    private readonly Statement _lastSeq = new(db,
        "SELECT max(ifnull((SELECT max(seq) FROM bodies), 0), ifnull((SELECT max(handed_to) FROM queues), 0))");

    public void InsertBody(long seq, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> body)
    {
        _insertBody.BindText(2, envelope).BindBlob(3, body);
        _insertBody.Run(seq);
    }

    public void CopyBody(long to, long from) => _copyBody.Run(to, from);

    public void Insert(long queue, long seq, int attempt, int copies, ReadOnlySpan<byte> cause)
    {
        BindCause(_insert, cause);
        _insert.Run(queue, seq, attempt, copies);
    }

    /// <summary>Removes a queue's copy, and the body with the last one.</summary>
    public void Delete(long queue, QueuedRow row)
    {
        _delete.Run(queue, row.Seq);
        (row.Copies == 1 ? _deleteBody : _deleteSharedBody).Run(row.Seq);
    }

    public void Delay(long queue, long seq, long due, int attempt, ReadOnlySpan<byte> cause)
    {
        BindCause(_delay, cause);
        _delay.Run(queue, seq, due, attempt);
    }

    /// <summary>Delays for good.</summary>
    public void SetAside(long queue, long seq) => _setAside.Run(queue, seq, long.MaxValue);

    public void PutBack(long queue, long seq, int returns) => _putBack.Run(queue, seq, returns);

    public void HandOutAgain(long queue, long seq) => _handOutAgain.Run(queue, seq);

    public void Wake(long queue, long due, long seq) => _wake.Run(queue, due, seq);

    public void ReturnHeld(long queue, long handedTo, bool counted) => _returnHeld.Run(queue, handedTo, counted ? 1 : 0);

    /// <summary>Ready rows after a place, held ones included. A row that cannot be read comes as null.</summary>
    public IEnumerable<(long Seq, QueuedRow? Row)> ReadReady(long queue, long after, int most)
    {
        try
        {
            _ready.Bind(1, queue).Bind(2, after).Bind(3, most);
            while (_ready.Step())
                yield return (_ready.Long(0), RowOf(_ready));
        }
        finally
        {
            _ready.Reset();
        }
    }

    public QueuedRow? ReadOne(long queue, long seq)
    {
        try
        {
            return _one.Bind(1, queue).Bind(2, seq).Step() ? RowOf(_one) : null;
        }
        finally
        {
            _one.Reset();
        }
    }

    public List<(long Due, long Seq)> ReadDue(long queue, long now, int most)
    {
        var rows = new List<(long, long)>();
        try
        {
            _due.Bind(1, queue).Bind(2, now).Bind(3, most);
            while (_due.Step())
                rows.Add((_due.Long(0), _due.Long(1)));
            return rows;
        }
        finally
        {
            _due.Reset();
        }
    }

    /// <summary>When the first delayed row is due; long.MaxValue when there is none.</summary>
    public long NextDue(long queue) => ReadLong(_nextDue.Bind(1, queue)) ?? long.MaxValue;

    public long CountDelayed(long queue) => ReadLong(_countDelayed.Bind(1, queue)) ?? 0;

    /// <summary>The highest place ever given: of what is here, or of what was handed out and is gone.</summary>
    public long LastSeq() => ReadLong(_lastSeq) ?? 0;

    public List<(long Id, string Name)> ReadQueues()
    {
        var queues = new List<(long, string)>();
        try
        {
            while (_queues.Step())
                queues.Add((_queues.Long(0), _queues.Text(1)!));
            return queues;
        }
        finally
        {
            _queues.Reset();
        }
    }

    public long AddQueue(string name)
    {
        _addQueue.BindText(1, name);
        _addQueue.Run();
        return raw.sqlite3_last_insert_rowid(db);
    }

    public (long HandedTo, long Arrived, long Settled) ReadTotals(long queue)
    {
        try
        {
            _totals.Bind(1, queue).Step();
            return (_totals.Long(0), _totals.Long(1), _totals.Long(2));
        }
        finally
        {
            _totals.Reset();
        }
    }

    public void SaveTotals(long queue, long handedTo, long arrived, long settled) => _saveTotals.Run(queue, handedTo, arrived, settled);

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)
            [
                _insertBody, _copyBody, _deleteBody, _deleteSharedBody, _insert, _delete, _delay, _setAside, _putBack, _handOutAgain, _wake,
                _returnHeld, _ready, _one, _due, _nextDue, _countDelayed, _queues, _addQueue, _totals, _saveTotals, _lastSeq,
            ])
            statement.Dispose();
    }

    private static void BindCause(Statement statement, ReadOnlySpan<byte> cause)
    {
        if (cause.IsEmpty)
            statement.BindNull(5);
        else
            statement.BindText(5, cause);
    }

    private static QueuedRow? RowOf(Statement row)
    {
        try
        {
            return new QueuedRow
            {
                Seq = row.Long(0),
                Attempt = (int)row.Long(1),
                Returns = (int)row.Long(2),
                PutBack = row.Long(3) != 0,
                Copies = (int)row.Long(4),
                Cause = Json.ReadCause(row.Bytes(5)),
                Envelope = Json.ReadEnvelope(row.Bytes(6)),
                Body = row.Bytes(7).ToArray(),
            };
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static long? ReadLong(Statement statement)
    {
        try
        {
            return statement.Step() ? statement.Long(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }
}

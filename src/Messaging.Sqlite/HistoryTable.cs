using System.Text.Json;
using SQLitePCL;

namespace ClearView.Messaging.Sqlite;

/// <summary>Every statement on the table of history. A place is the message's number among all that were published.</summary>
internal sealed class HistoryTable(sqlite3 db) : IDisposable
{
    private readonly Statement _insert = new(db, "INSERT INTO history (seq, kept_at, sum, envelope, body) VALUES (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _read = new(db, "SELECT seq, envelope, body FROM history WHERE seq >= ?1 AND seq < ?2 ORDER BY seq LIMIT ?3");
    private readonly Statement _first = new(db, "SELECT seq, kept_at, sum FROM history ORDER BY seq LIMIT ?1");
    private readonly Statement _last = new(db, "SELECT seq, kept_at, sum FROM history ORDER BY seq DESC LIMIT 1");
    private readonly Statement _deleteUpTo = new(db, "DELETE FROM history WHERE seq <= ?1");

    public void Insert(long seq, long keptAt, long sum, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> body)
    {
        _insert.BindText(4, envelope).BindBlob(5, body);
        _insert.Run(seq, keptAt, sum);
    }

    /// <summary>From a place on. A row that cannot be read comes without its message.</summary>
    public IEnumerable<(long Seq, OutgoingMessage? Message)> Read(long from, long to, int most)
    {
        try
        {
            _read.Bind(1, from).Bind(2, to).Bind(3, most);
            while (_read.Step())
                yield return (_read.Long(0), MessageOf(_read));
        }
        finally
        {
            _read.Reset();
        }
    }

    public List<HistoryPlace> First(int most)
    {
        var places = new List<HistoryPlace>();
        try
        {
            _first.Bind(1, most);
            while (_first.Step())
                places.Add(new(_first.Long(0), _first.Long(1), _first.Long(2)));
            return places;
        }
        finally
        {
            _first.Reset();
        }
    }

    public HistoryPlace? Last()
    {
        try
        {
            return _last.Step() ? new(_last.Long(0), _last.Long(1), _last.Long(2)) : null;
        }
        finally
        {
            _last.Reset();
        }
    }

    public void DeleteUpTo(long seq) => _deleteUpTo.Run(seq);

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_insert, _read, _first, _last, _deleteUpTo])
            statement.Dispose();
    }

    private static OutgoingMessage? MessageOf(Statement row)
    {
        try
        {
            return new OutgoingMessage(Json.ReadEnvelope(row.Bytes(1)), row.Bytes(2).ToArray());
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}

/// <param name="KeptAt">Unix milliseconds.</param>
/// <param name="Sum">Bytes of this message and of all that were ever kept before it.</param>
internal readonly record struct HistoryPlace(long Seq, long KeptAt, long Sum);

using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ClearView.Messaging.Store.Accounts;

/// <summary>
/// What an account has to remember of millions of messages: in a nameless file that SQLite makes, keeps a small part of in memory, and
/// removes when it is closed. It is nothing that has to outlive anything, so nothing of it is synced.
/// </summary>
internal sealed class Notebook : IDisposable
{
    // Verdicts on what was found in no state.
    public const int Open = 0;
    public const int HeldByBroker = 1;
    public const int OnLadder = 2;
    public const int NotOwed = 3;
    public const int Missing = 4;
    public const int Lost = 5;

    private const string Schema = """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -32768; PRAGMA temp_store = FILE;
        CREATE TABLE seen (id BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE results (source TEXT NOT NULL, cause BLOB NOT NULL, PRIMARY KEY (source, cause)) WITHOUT ROWID;
        CREATE TABLE unsent (id BLOB PRIMARY KEY, state INTEGER NOT NULL, queue TEXT, type TEXT NOT NULL, tenant TEXT NOT NULL, time INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE open (
            function TEXT NOT NULL, number INTEGER NOT NULL, id BLOB NOT NULL, type TEXT NOT NULL, tenant TEXT NOT NULL,
            subject TEXT, key TEXT NOT NULL, time INTEGER NOT NULL, letterless INTEGER NOT NULL DEFAULT 0, owed INTEGER NOT NULL DEFAULT 1, verdict INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (function, number)) WITHOUT ROWID;
        CREATE VIEW placed AS SELECT open.*, seen.place FROM open JOIN seen ON seen.id = open.id;
        """;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private long _number;
    private bool _hasUnsent;

    public Notebook()
    {
        _connection = new SqliteConnection("Data Source=;Pooling=False");
        _connection.Open();
        Command(Schema).ExecuteNonQuery();
    }

    /// <summary>In one transaction: each alone would be slow.</summary>
    public void Together(Action work)
    {
        Command("BEGIN").ExecuteNonQuery();
        work();
        Command("COMMIT").ExecuteNonQuery();
    }

    /// <param name="place">In history.</param>
    /// <returns>False when that id was there before.</returns>
    public bool See(MessageId id, long place) => Run("INSERT OR IGNORE INTO seen VALUES (@id, @place)", ("@id", Bytes(id)), ("@place", place)) == 1;

    /// <summary>It was published again, behind what came between.</summary>
    public void SeeAgain(MessageId id, long place) => Run("UPDATE seen SET place = @place WHERE id = @id", ("@id", Bytes(id)), ("@place", place));

    /// <summary>A message that a function without a store published, and what it was caused by.</summary>
    public void NoteResult(string source, MessageId cause) =>
        Run("INSERT OR IGNORE INTO results VALUES (@source, @cause)", ("@source", source), ("@cause", Bytes(cause)));

    public bool HasResult(string source, MessageId cause) =>
        Command("SELECT 1 FROM results WHERE source = @source AND cause = @cause", ("@source", source), ("@cause", Bytes(cause))).ExecuteScalar() is not null;

    /// <summary>What is in the outbox, or was set aside by it.</summary>
    /// <param name="queue">The only one that it is for; null for all that take its type.</param>
    public void NoteUnsent(UnsentMessage message, string? queue)
    {
        _hasUnsent = true;
        Run(
            "INSERT OR REPLACE INTO unsent VALUES (@id, @state, @queue, @type, @tenant, @time)",
            ("@id", Bytes(message.Id)), ("@state", (long)message.State), ("@queue", queue), ("@type", message.Type), ("@tenant", message.Tenant), ("@time", message.Time.UtcTicks));
    }

    public void ForgetUnsent()
    {
        _hasUnsent = false;
        Run("DELETE FROM unsent");
    }

    /// <summary>Null when the message is not on its way to that queue.</summary>
    public MessageState? FindUnsent(MessageId id, string queue) =>
        _hasUnsent && Command("SELECT state FROM unsent WHERE id = @id AND (queue IS NULL OR queue = @queue)", ("@id", Bytes(id)), ("@queue", queue)).ExecuteScalar() is long state
            ? (MessageState)state
            : null;

    /// <summary>Those that history does not have.</summary>
    public IEnumerable<UnsentMessage> Unpublished()
    {
        using var row = Command("SELECT id, state, type, tenant, time FROM unsent WHERE queue IS NULL AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.id = unsent.id)").ExecuteReader();
        while (row.Read())
            yield return new UnsentMessage(Id(row, 0), (MessageState)row.GetInt64(1), row.GetString(2), row.GetString(3), At(row.GetInt64(4)));
    }

    /// <summary>A message that was seen, at a function where it is in no state that is at an end.</summary>
    public void Add(string function, Envelope envelope) => Run(
        "INSERT INTO open (function, number, id, type, tenant, subject, key, time) VALUES (@function, @number, @id, @type, @tenant, @subject, @key, @time)",
        ("@function", function), ("@number", ++_number), ("@id", Bytes(envelope.Id)), ("@type", envelope.Type), ("@tenant", envelope.Tenant.Value),
        ("@subject", envelope.Subject), ("@key", envelope.KeyId), ("@time", envelope.Time.UtcTicks));

    /// <summary>In the order of history.</summary>
    public IReadOnlyList<OpenMessage> Read(string function, long after, int most) => List(Command(
        "SELECT function, number, place, id, type, tenant, subject, key, time, letterless, verdict FROM placed WHERE function = @function AND number > @after ORDER BY number LIMIT @most",
        ("@function", function), ("@after", after), ("@most", (long)most)));

    public void Remove(OpenMessage message) => Run("DELETE FROM open WHERE function = @function AND number = @number", ("@function", message.Function), ("@number", message.Number));

    /// <summary>Its function's inbox says that it is dead, and there is no letter.</summary>
    public void MarkLetterless(OpenMessage message, bool letterless) => Run(
        "UPDATE open SET letterless = @letterless WHERE function = @function AND number = @number",
        ("@letterless", letterless ? 1L : 0L), ("@function", message.Function), ("@number", message.Number));

    /// <summary>It was published before the function's queue was bound, as far as is known: only the queue itself can show otherwise.</summary>
    public void MarkNotOwed(OpenMessage message) => Run(
        "UPDATE open SET owed = 0 WHERE function = @function AND number = @number", ("@function", message.Function), ("@number", message.Number));

    public void ForgetVerdicts(string function) => Run("UPDATE open SET verdict = 0 WHERE function = @function", ("@function", function));

    /// <summary>Lost, whatever the queue holds.</summary>
    /// <param name="before">A place in history: what lies before it must have come, for what lies there came.</param>
    public void MarkLost(string function, long before) => Run(
        "UPDATE open SET verdict = @verdict WHERE function = @function AND (letterless = 1 OR (owed = 1 AND (SELECT place FROM seen WHERE seen.id = open.id) < @before))",
        ("@verdict", (long)Lost), ("@function", function), ("@before", before));

    /// <summary>The last published first, for a queue gives what came first.</summary>
    /// <returns>How many there were, up to <paramref name="most"/>.</returns>
    public int Mark(string function, long most, int verdict) => Run(
        "UPDATE open SET verdict = @verdict WHERE function = @function AND number IN (SELECT number FROM placed WHERE function = @function AND verdict = 0 ORDER BY place DESC, number DESC LIMIT @most)",
        ("@verdict", (long)verdict), ("@function", function), ("@most", most));

    /// <summary>What is left of it.</summary>
    public void MarkRest(string function, int verdict) => Run(
        "UPDATE open SET verdict = CASE owed WHEN 1 THEN @verdict ELSE @notOwed END WHERE function = @function AND verdict = 0",
        ("@verdict", (long)verdict), ("@notOwed", (long)NotOwed), ("@function", function));

    public IEnumerable<(string Function, int Verdict, long Count)> Verdicts(AccountOptions options)
    {
        using var row = Filtered($"SELECT function, verdict, COUNT(*) FROM open WHERE {Filter} GROUP BY function, verdict", options).ExecuteReader();
        while (row.Read())
            yield return (row.GetString(0), row.GetInt32(1), row.GetInt64(2));
    }

    /// <summary>The oldest first, and none of those functions that leave no trace.</summary>
    public IReadOnlyList<OpenMessage> Gaps(AccountOptions options, IReadOnlySet<string> silent) => List(Filtered(
        $"SELECT function, number, place, id, type, tenant, subject, key, time, letterless, verdict FROM placed WHERE verdict >= {Missing} AND {Filter} AND function NOT IN (SELECT value FROM json_each(@silent)) ORDER BY time, place, function LIMIT @most",
        options, ("@most", (long)options.Most), ("@silent", $"[{string.Join(',', silent.Select(f => $"\"{f}\""))}]")));

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private const string Filter = "(@tenant IS NULL OR tenant = @tenant) AND time >= @since";

    private SqliteCommand Filtered(string sql, AccountOptions options, params (string Name, object? Value)[] more) =>
        Command(sql, [("@tenant", options.Tenant), ("@since", options.Since?.UtcTicks ?? 0), .. more]);

    private static List<OpenMessage> List(SqliteCommand command)
    {
        var messages = new List<OpenMessage>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            messages.Add(new OpenMessage(
                row.GetString(0), row.GetInt64(1), row.GetInt64(2), Id(row, 3), row.GetString(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6),
                row.GetString(7), At(row.GetInt64(8)), row.GetInt64(9) == 1, row.GetInt32(10)));
        }

        return messages;
    }

    private int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQuery();

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }

    private static byte[] Bytes(MessageId id) => id.Value.ToByteArray(bigEndian: true);

    private static MessageId Id(DbDataReader row, int column) => new(new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true));

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}

/// <summary>A message that the broker was not given yet.</summary>
internal readonly record struct UnsentMessage(MessageId Id, MessageState State, string Type, string Tenant, DateTimeOffset Time);

/// <summary>A message and a function that takes it, in no state as far as was looked.</summary>
/// <param name="Number">Grows in the order of history.</param>
/// <param name="Place">Where in history it was last published.</param>
internal sealed record OpenMessage(
    string Function, long Number, long Place, MessageId Id, string Type, string Tenant, string? Subject, string KeyId, DateTimeOffset Time, bool IsLetterless, int Verdict);

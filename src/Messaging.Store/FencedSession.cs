using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>
/// A session whose transaction is never committed: whoever stores through it finds what it stored, and nobody else ever does. What is sent
/// is let go of. On SQLite each row's change is noted by triggers that are undone with the rest; PostgreSQL counts rows by table, for a
/// trigger there would keep others from the table.
/// </summary>
public sealed class FencedSession(StoreSession session, IStoreDatabase database) : IUnitOfWork, IStoreConnection, IFencedWork
{
    private const string NotHere = "This unit of work shows what would happen. Nothing is committed in it.";
    private IReadOnlyList<(string Table, string Kind, string Columns, long Rows)> _before = [];

    async Task IFencedWork.BeginAsync(CancellationToken ct)
    {
        await session.BeginAsync(ct);
        if (database.Engine == StoreEngine.Sqlite)
            await session.UseAsync(WatchAsync, ct);
        else
            _before = await CountAsync(ct);

        async Task<bool> WatchAsync(DbConnection connection, DbTransaction? transaction)
        {
            await RunAsync(connection, transaction, "CREATE TEMP TABLE shadow_changes (tab TEXT NOT NULL, kind TEXT NOT NULL, columns TEXT NOT NULL)", ct);
            foreach (var table in await ReadAsync(connection, transaction, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name", ct))
            {
                var columns = await ReadAsync(connection, transaction, $"SELECT name FROM pragma_table_info({Text(table)})", ct);
                foreach (var trigger in Triggers(table, columns))
                    await RunAsync(connection, transaction, trigger, ct);
            }

            return true;
        }
    }

    public async Task<IReadOnlyList<RowChange>> ChangesAsync(CancellationToken ct)
    {
        var now = await CountAsync(ct);
        return [.. now
            .Select(c => Of(c.Table, c.Kind, c.Columns.Split(',', StringSplitOptions.RemoveEmptyEntries), c.Rows - _before.FirstOrDefault(b => (b.Table, b.Kind) == (c.Table, c.Kind)).Rows))
            .Where(c => c.Count > 0)];
    }

    /// <summary>On PostgreSQL by the server's own counters, which still hold what the same session did a moment before.</summary>
    private Task<IReadOnlyList<(string Table, string Kind, string Columns, long Rows)>> CountAsync(CancellationToken ct) =>
        session.UseAsync<IReadOnlyList<(string, string, string, long)>>(async (connection, transaction) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = database.Engine == StoreEngine.Sqlite
                ? "SELECT tab, kind, columns, COUNT(*) FROM temp.shadow_changes GROUP BY tab, kind, columns ORDER BY tab, kind, columns"
                : """
                  SELECT relname::text, kind, '', count FROM pg_stat_xact_user_tables
                  CROSS JOIN LATERAL (VALUES ('insert', n_tup_ins), ('update', n_tup_upd), ('delete', n_tup_del)) AS counted (kind, count)
                  WHERE count > 0 ORDER BY 1, 2
                  """;
            var rows = new List<(string, string, string, long)>();
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                rows.Add((row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3)));
            return rows;
        }, ct);

    public Task<T> UseAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken ct) => session.UseAsync(work, ct);

    public Task AloneAsync(string name, CancellationToken ct) => session.AloneAsync(name, ct);

    /// <summary>Lets go of what is sent: it would be published after the commit.</summary>
    public Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken ct) => Task.CompletedTask;

    public Task<string?> ReadCheckpointAsync(string name, CancellationToken ct) => session.ReadCheckpointAsync(name, ct);

    public Task WriteCheckpointAsync(string name, string value, CancellationToken ct) => session.WriteCheckpointAsync(name, value, ct);

    public Task BeginAsync(CancellationToken ct) => throw new InvalidOperationException(NotHere);

    public void BeginWhenUsed(KeptMessage handled) => throw new InvalidOperationException(NotHere);

    public Task<bool> FinishAsync(CancellationToken ct) => throw new InvalidOperationException(NotHere);

    public Task ConfirmReadAsync(CancellationToken ct) => throw new InvalidOperationException(NotHere);

    public Task CommitAsync(CancellationToken ct) => throw new InvalidOperationException(NotHere);

    /// <summary>Undoes all of it.</summary>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    private static RowChange Of(string table, string kind, string[] columns, long count) =>
        new(table, kind == "update" && columns is ["-"] ? "same" : kind, columns is ["-"] ? [] : columns, count);

    private static IEnumerable<string> Triggers(string table, IReadOnlyList<string> columns)
    {
        var changed = string.Join(" || ", columns.Select(c => $"CASE WHEN OLD.{Name(c)} IS NOT NEW.{Name(c)} THEN {Text(c + ",")} ELSE '' END"));
        yield return Trigger("INSERT", "'insert', ''");
        yield return Trigger("UPDATE", $"'update', CASE {changed} WHEN '' THEN '-' ELSE {changed} END");
        yield return Trigger("DELETE", "'delete', ''");

        string Trigger(string on, string what) =>
            $"CREATE TEMP TRIGGER {Name($"shadow_{on}_{table}")} AFTER {on} ON main.{Name(table)} BEGIN INSERT INTO shadow_changes VALUES ({Text(table)}, {what}); END";
    }

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        var texts = new List<string>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            texts.Add(row.GetString(0));
        return texts;
    }
}

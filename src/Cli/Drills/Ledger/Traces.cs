using Microsoft.Data.Sqlite;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>What a function did.</summary>
internal sealed record Effect(string Function, string Letter, string Tenant, long PublishedAt, long HandledAt);

/// <summary>A message that was set aside.</summary>
/// <param name="CausationId">The one it followed from.</param>
internal sealed record Dead(string Function, string MessageId, string? CausationId, string Code);

/// <summary>What the store's file says, read over a connection of the driver's own.</summary>
/// <param name="Waiting">Messages in the store's outbox and inbox, or those that they follow from.</param>
internal sealed record Traces(IReadOnlyList<Effect> Effects, IReadOnlyList<Dead> Dead, IReadOnlySet<string> Waiting)
{
    // What a function with a store has taken in and not handled yet stands in the inbox, in a store that keeps it there.
    private const string InboxKeepsMail = "SELECT COUNT(*) FROM pragma_table_info('inbox') WHERE name = 'state'";
    private const string OfOutbox = "SELECT message_id, causation_id FROM outbox";
    private const string OfInbox = " UNION ALL SELECT message_id, causation_id FROM inbox WHERE state = 0";

    public static async Task<Traces> ReadAsync(string store, CancellationToken ct)
    {
        await using var connection = await OpenAsync(store, ct);
        return new Traces(
            await ListAsync(connection, "SELECT function, letter, tenant, published_at, handled_at FROM drill_effects ORDER BY handled_at",
                row => new Effect(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)), ct),
            await ListAsync(connection, "SELECT function, message_id, causation_id, code FROM dead_letters",
                row => new Dead(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3)), ct),
            (await ListAsync(connection, await WaitingAsync(connection, ct),
                row => row.IsDBNull(1) ? row.GetString(0) : row.GetString(1), ct)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Cheap enough to ask again and again.</summary>
    public static async Task<(long Effects, long Waiting)> CountAsync(string store, CancellationToken ct)
    {
        await using var connection = await OpenAsync(store, ct);
        var counts = await ListAsync(connection, $"SELECT (SELECT COUNT(*) FROM drill_effects), (SELECT COUNT(*) FROM ({await WaitingAsync(connection, ct)}))",
            row => (row.GetInt64(0), row.GetInt64(1)), ct);
        return counts[0];
    }

    public static async Task<SqliteConnection> OpenAsync(string store, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<string> WaitingAsync(SqliteConnection connection, CancellationToken ct) =>
        (await ListAsync(connection, InboxKeepsMail, row => row.GetInt64(0), ct))[0] > 0 ? OfOutbox + OfInbox : OfOutbox;

    private static async Task<IReadOnlyList<T>> ListAsync<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(ct);
        var all = new List<T>();
        while (await row.ReadAsync(ct))
            all.Add(read(row));
        return all;
    }
}

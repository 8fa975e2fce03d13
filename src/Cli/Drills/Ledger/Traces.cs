using Microsoft.Data.Sqlite;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>What a function did.</summary>
internal sealed record Effect(string Function, string Letter, string Tenant, long PublishedAt, long HandledAt);

/// <summary>A message that was set aside.</summary>
/// <param name="CausationId">The one it followed from.</param>
internal sealed record Dead(string Function, string MessageId, string? CausationId, string Code);

/// <summary>What the store's file says, read over a connection of the driver's own.</summary>
internal sealed record Traces(IReadOnlyList<Effect> Effects, IReadOnlyList<Dead> Dead, IReadOnlySet<string> InOutbox)
{
    public static async Task<Traces> ReadAsync(string store, CancellationToken ct)
    {
        await using var connection = await OpenAsync(store, ct);
        return new Traces(
            await ListAsync(connection, "SELECT function, letter, tenant, published_at, handled_at FROM drill_effects ORDER BY handled_at",
                row => new Effect(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)), ct),
            await ListAsync(connection, "SELECT function, message_id, causation_id, code FROM dead_letters",
                row => new Dead(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3)), ct),
            (await ListAsync(connection, "SELECT message_id, causation_id FROM outbox",
                row => row.IsDBNull(1) ? row.GetString(0) : row.GetString(1), ct)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Cheap enough to ask again and again.</summary>
    public static async Task<(long Effects, long Outbox)> CountAsync(string store, CancellationToken ct)
    {
        await using var connection = await OpenAsync(store, ct);
        var counts = await ListAsync(connection, "SELECT (SELECT COUNT(*) FROM drill_effects), (SELECT COUNT(*) FROM outbox)", row => (row.GetInt64(0), row.GetInt64(1)), ct);
        return counts[0];
    }

    public static async Task<SqliteConnection> OpenAsync(string store, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Pooling = false, DefaultTimeout = 30 }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

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

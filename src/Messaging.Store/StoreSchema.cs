using System.Data.Common;
using System.Globalization;

namespace ClearView.Messaging.Store;

/// <summary>
/// Brings a database to the schema that this version knows. Each component has its own list of scripts; a script, once landed, is
/// never changed, only followed by another.
/// </summary>
public static class StoreSchema
{
    /// <exception cref="InvalidOperationException">The database was written by a newer version.</exception>
    public static Task ApplyAsync(IStoreDatabase database, string component, IReadOnlyList<string> scripts, CancellationToken ct) =>
        ApplyAsync(database, component, scripts, oldest: 1, ct);

    /// <param name="oldest">What a database before this version holds is read no more.</param>
    /// <exception cref="InvalidOperationException">The database was written by a newer version, or by one before <paramref name="oldest"/>.</exception>
    public static async Task ApplyAsync(IStoreDatabase database, string component, IReadOnlyList<string> scripts, int oldest, CancellationToken ct)
    {
        if (database.Engine == StoreEngine.Sqlite)
        {
            await using var alone = await database.OpenAsync(ct);
            await ExecuteAsync(alone, null, "PRAGMA journal_mode = WAL;", ct); // kept by the file, and not to be set in a transaction
        }

        // Four roles start at once: the first takes the lock and writes, the others find it done.
        await using var write = await database.BeginAsync("schema", ct);
        await write.AloneAsync("schema", ct);
        var (connection, transaction) = (write.Connection, write.Transaction);
        await ExecuteAsync(connection, transaction,
            "CREATE TABLE IF NOT EXISTS schema_versions (component TEXT PRIMARY KEY, version INTEGER NOT NULL);", ct);
        var version = await VersionAsync(connection, transaction, component, ct);
        if (version > scripts.Count)
        {
            throw new InvalidOperationException(
                $"'{database.Name}' holds version {version} of '{component}', and this ClearView knows up to {scripts.Count}. Start the newer version.");
        }

        if (version > 0 && version < oldest)
        {
            throw new InvalidOperationException(
                $"'{database.Name}' holds version {version} of '{component}', and this ClearView reads none before {oldest}. Start it on an empty data folder, or start the older version.");
        }

        for (; version < scripts.Count; version++)
            await ExecuteAsync(connection, transaction, scripts[version], ct);

        await ExecuteAsync(connection, transaction,
            $"INSERT INTO schema_versions VALUES ('{component}', {scripts.Count}) ON CONFLICT (component) DO UPDATE SET version = excluded.version;", ct);
        await write.CommitAsync();
        await database.SyncAsync(ct);
    }

    private static async Task<int> VersionAsync(DbConnection connection, DbTransaction transaction, string component, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT version FROM schema_versions WHERE component = @component";
        command.Add("@component", component);
        return Convert.ToInt32(await command.ExecuteScalarAsync(ct) ?? 0, CultureInfo.InvariantCulture);
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}

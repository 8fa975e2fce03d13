using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ClearView.Messaging.Store;

/// <summary>
/// The store's database file: write-ahead log, synced at every commit. Several processes of one machine may use it.
/// </summary>
public sealed class StoreDatabase : IDisposable
{
    private readonly string _connectionString;

    public StoreDatabase(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
    }

    public string Path { get; }

    /// <summary>Writers of this process queue here instead of polling SQLite's lock, which waits in steps of up to 100 ms.</summary>
    internal SemaphoreSlim WriteGate { get; } = new(1, 1);

    internal async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        WriteGate.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}

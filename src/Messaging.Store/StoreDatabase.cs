using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace ClearView.Messaging.Store;

/// <summary>
/// The store's database file: a write-ahead log that is synced for all commits that wait (<see cref="LogSync"/>). Several processes of
/// one machine may use it.
/// </summary>
public sealed class StoreDatabase : IDisposable
{
    private readonly string _connectionString;
    private readonly Action<SafeFileHandle> _toDisk;
    private readonly Lock _logGate = new();
    private LogSync? _log;

    public StoreDatabase(string path)
        : this(path, RandomAccess.FlushToDisk)
    {
    }

    internal StoreDatabase(string path, Action<SafeFileHandle> toDisk)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        _toDisk = toDisk;
    }

    public string Path { get; }

    /// <inheritdoc cref="LogSync.SyncAsync"/>
    internal async Task SyncAsync(CancellationToken ct)
    {
        LogSync log;
        lock (_logGate)
            log = _log ??= new LogSync(Path, _toDisk); // tried anew by the next one when it cannot be opened now
        await log.SyncAsync(ct);
    }

    /// <summary>Writers of this process queue here instead of polling SQLite's lock, which waits in steps of up to 100 ms.</summary>
    internal SemaphoreSlim WriteGate { get; } = new(1, 1);

    internal async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            // NORMAL syncs the log before it is copied into the database, and not at each commit: that is LogSync's.
            command.CommandText = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
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
        lock (_logGate)
            _log?.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        WriteGate.Dispose();
    }
}

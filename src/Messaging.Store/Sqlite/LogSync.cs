using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>
/// Group commit. A transaction appends to SQLite's write-ahead log and lets the next writer in at once; it counts as committed when the
/// log was synced, and one sync serves all that appended before it began. The log is one sequence: what was synced stands on nothing
/// that was not, so a transaction that read from an unsynced one cannot outlive it.
/// </summary>
internal sealed class LogSync : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _pinned;
    private readonly Action<SafeFileHandle> _toDisk;
    private readonly Lock _gate = new();
    private TaskCompletionSource? _waiting;
    private bool _running;
    private SafeFileHandle? _log;
    private bool _inDoubt;
    private bool _disposed;

    /// <param name="path">The database's file, in write-ahead mode.</param>
    /// <param name="toDisk">How a file is synced; in place of the system's way in tests.</param>
    public LogSync(string path, Action<SafeFileHandle> toDisk)
    {
        _path = path;
        _toDisk = toDisk;
        // Open until the end, and it has read: the log is put away, and made anew as another file, with the last such connection.
        _pinned = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            _pinned.Open();
            using var command = _pinned.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            command.ExecuteScalar();
        }
        catch
        {
            _pinned.Dispose();
            throw;
        }
    }

    /// <summary>Completes when all that was appended before the call, by this process or another, is on disk.</summary>
    /// <exception cref="IOException">It is not known to be. Nothing that follows from it may leave the process.</exception>
    public Task SyncAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!_running)
                _ = Task.Run(Run, CancellationToken.None);
            _running = true;
            return _waiting.Task.WaitAsync(ct);
        }
    }

    /// <summary>Who waits already still gets an answer.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed && !_running)
                Close();
            _disposed = true;
        }
    }

    private void Run()
    {
        while (NextGroup() is { } group)
        {
            try
            {
                Sync();
                group.SetResult();
            }
            catch (Exception e)
            {
                group.SetException(e);
                _ = group.Task.Exception; // whoever waited may have given up
            }
        }
    }

    private TaskCompletionSource? NextGroup()
    {
        lock (_gate)
        {
            var group = _waiting;
            _waiting = null;
            _running = group is not null;
            if (!_running && _disposed)
                Close();
            return group;
        }
    }

    private void Close()
    {
        _log?.Dispose();
        _pinned.Dispose();
    }

    private void Sync()
    {
        try
        {
            if (_inDoubt)
                CopyIntoDatabase();
            _log ??= File.OpenHandle(_path + "-wal", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            _toDisk(_log);
        }
        catch
        {
            _inDoubt = true;
            throw;
        }
    }

    /// <summary>
    /// After a failed sync the system may hold the log's pages for written: the next sync would succeed without them. What SQLite copies
    /// from the log into the database is written, and synced, anew.
    /// </summary>
    private void CopyIntoDatabase()
    {
        using var command = _pinned.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(RESTART)";
        using var row = command.ExecuteReader();
        if (!row.Read() || row.GetInt64(0) != 0)
            throw new IOException($"The disk with '{_path}' failed to keep what was written, and the store is too busy to write it again. It is tried again.");
        _inDoubt = false;
    }
}

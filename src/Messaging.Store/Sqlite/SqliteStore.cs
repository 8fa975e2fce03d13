using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace ClearView.Messaging.Store.Sqlite;

/// <summary>
/// The store in one file: a write-ahead log that is synced for all who wait (<see cref="LogSync"/>), and one connection on which the
/// writers of this process take turns (<see cref="WriteTurns"/>). Several processes of one machine may use it.
/// </summary>
public sealed class SqliteStore : IStoreDatabase
{
    private const int LongestWait = 30; // seconds, for other processes' writing
    // NORMAL syncs the log before it is copied into the database, and not at each commit: that is LogSync's.
    private static readonly string _forAll = $"PRAGMA busy_timeout = {LongestWait}000; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";

    // What savepoints remember is little and soon gone: a file for it takes a third as many writes as the log. The pages that are written again
    // and again stay at hand, and the log takes as many before it is copied.
    private const string ForWriting = "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4096;";
    private static readonly TimeSpan _quick = TimeSpan.FromMilliseconds(2);
    private readonly string _connectionString;
    private readonly Action<SafeFileHandle> _toDisk;
    private readonly Lock _logGate = new();
    private readonly ProcessTurn _process;
    private readonly Readers _readers;
    private readonly WriteTurns _turns;
    private readonly FileRights _rights;
    private readonly MappedBells _bells;
    private LogSync? _log;

    public SqliteStore(string path)
        : this(path, RandomAccess.FlushToDisk)
    {
    }

    internal SqliteStore(string path, Action<SafeFileHandle> toDisk, TimeSpan? quick = null)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        Path = path;
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = LongestWait, Pooling = false }.ToString();
        _toDisk = toDisk;
        _process = new ProcessTurn(path, TimeSpan.FromSeconds(LongestWait));
        _readers = new Readers(OpenToRead);
        _turns = new WriteTurns(OpenToWrite, _process, quick ?? _quick);
        _rights = new FileRights(path + ".rights");
        _bells = new MappedBells(path + ".bells");
    }

    public string Path { get; }

    public string Name => Path;

    public StoreEngine Engine => StoreEngine.Sqlite;

    public long? FreeBytes => new DriveInfo(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!).AvailableFreeSpace;

    public IBells Bells => _bells;

    public Task<DbConnection> OpenAsync(CancellationToken ct) => Task.FromResult(_readers.Take());

    public async Task<IStoreWrite> BeginAsync(string writer, CancellationToken ct) => await _turns.TakeAsync(writer, ct);

    public async Task SyncAsync(CancellationToken ct)
    {
        LogSync log;
        lock (_logGate)
            log = _log ??= new LogSync(Path, _toDisk); // tried anew by the next one when it cannot be opened now
        await log.SyncAsync(ct);
    }

    public Task<IRight?> TryTakeAsync(string right, CancellationToken ct) => Task.FromResult(_rights.TryTake(right));

    /// <summary>Busy or locked, out of memory, read-only, interrupted, a failing disk, full, not to be opened, a protocol error of its locks.</summary>
    public bool IsAway(Exception error) =>
        error is SqliteException { SqliteErrorCode: 5 or 6 or 7 or 8 or 9 or 10 or 13 or 14 or 15 } or IOException;

    public void Dispose()
    {
        _turns.Dispose();
        _readers.Dispose();
        _process.Dispose();
        _rights.Dispose();
        _bells.Dispose();
        lock (_logGate)
            _log?.Dispose();
    }

    private PreparedConnection OpenToRead(Func<PreparedConnection, bool> giveBack) => Open(_forAll, giveBack);

    private PreparedConnection OpenToWrite() => Open(_forAll + ForWriting, null);

    private PreparedConnection Open(string settings, Func<PreparedConnection, bool>? giveBack)
    {
        var connection = new PreparedConnection(_connectionString, giveBack);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

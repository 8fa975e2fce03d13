using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClearView.Messaging.Sqlite;

/// <summary>The open file: what it must be, how it is written, when it is closed.</summary>
internal sealed class BrokerFile : IDisposable
{
    private const long ApplicationId = 0x434C5657;
    private const long SchemaVersion = 2;

    // Version 1 had no history.
    private const long OldestVersion = 1;
    private const int PageSize = 8192;

    private const string Schema =
        $"""
        CREATE TABLE queues (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          handed_to INTEGER NOT NULL DEFAULT 0,
          arrived INTEGER NOT NULL DEFAULT 0,
          settled INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE bodies (
          seq INTEGER PRIMARY KEY,
          envelope TEXT NOT NULL,
          body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE queued (
          queue INTEGER NOT NULL,
          due INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          attempt INTEGER NOT NULL,
          returns INTEGER NOT NULL,
          put_back INTEGER NOT NULL,
          copies INTEGER NOT NULL,
          cause TEXT,
          PRIMARY KEY (queue, due, seq)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX queued_shared ON queued (seq) WHERE copies > 1;
        """;

    // The sum is of this row and all before it, so that what the whole takes is known from its two ends.
    private const string HistorySchema =
        """
        CREATE TABLE history (
          seq INTEGER PRIMARY KEY,
          kept_at INTEGER NOT NULL,
          sum INTEGER NOT NULL,
          envelope TEXT NOT NULL,
          body BLOB NOT NULL
        ) STRICT;
        """;

    private readonly SqliteConnection _connection;
    private readonly sqlite3 _db;
    private readonly Statement _begin;
    private readonly Statement _commit;

    private BrokerFile(SqliteConnection connection, sqlite3 db)
    {
        _connection = connection;
        _db = db;
        _begin = new Statement(db, "BEGIN");
        _commit = new Statement(db, "COMMIT");
        Tables = new Tables(db);
        HistoryTable = new HistoryTable(db);
    }

    public Tables Tables { get; }

    public HistoryTable HistoryTable { get; }

    public static string SqliteVersion
    {
        get
        {
            using var connection = new SqliteConnection();
            return connection.ServerVersion;
        }
    }

    /// <exception cref="EmbeddedBrokerFileException">It is not ours, or of a newer version.</exception>
    /// <exception cref="SqliteException">SQLite could not open or read it.</exception>
    public static BrokerFile Open(string path, long? largestFile)
    {
        BrokerLock.OpenOwnerOnly(path, FileShare.ReadWrite).Dispose();
        foreach (var file in new[] { path, path + "-wal" })
            BrokerLock.MakeOwnerOnly(file);

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var db = connection.Handle!;
            Prepare(db, path, largestFile);
            return new BrokerFile(connection, db);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => _begin.Run();

    /// <summary>On disk when it returns; without changes it touches nothing.</summary>
    public void Commit() => _commit.Run();

    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(_db) == 0)
            Execute(_db, "ROLLBACK");
    }

    /// <summary>Moves the log into the file.</summary>
    public void Checkpoint() => Execute(_db, "PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Called at each commit; true refuses it. For tests.</summary>
    public void OnCommit(Func<bool> refuses) => raw.sqlite3_commit_hook(_db, _ => refuses() ? 1 : 0, null);

    /// <summary>Closes without moving the log: the next open reads it.</summary>
    public void Dispose()
    {
        raw.sqlite3_db_config(_db, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        Tables.Dispose();
        HistoryTable.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _connection.Dispose();
    }

    private static void Prepare(sqlite3 db, string path, long? largestFile)
    {
        // Exclusive: a second process is refused even where file locks of other programs do not work, and no shared memory is needed.
        Execute(db, $"PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = {PageSize}; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        if (Read(db, "SELECT count(*) FROM sqlite_schema") > 0)
            RefuseForeign(db, path);

        Execute(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON");
        // The log is folded into the file every 32 MiB: seldom enough that most messages are gone by then, small enough to be no burden.
        Execute(db, "PRAGMA wal_autocheckpoint = 4096; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY");
        if (largestFile is { } bytes)
            Execute(db, $"PRAGMA max_page_count = {bytes / Read(db, "PRAGMA page_size")}");
        if (Read(db, "SELECT count(*) FROM sqlite_schema") == 0)
            Execute(db, $"BEGIN; {Schema} {HistorySchema} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {SchemaVersion}; COMMIT");
        else if (Read(db, "PRAGMA user_version") < SchemaVersion)
            Execute(db, $"BEGIN; {HistorySchema} PRAGMA user_version = {SchemaVersion}; COMMIT");
    }

    private static void RefuseForeign(sqlite3 db, string path)
    {
        if (Read(db, "PRAGMA application_id") != ApplicationId)
            throw new EmbeddedBrokerFileException(path, $"'{path}' is a database of something else, not ClearView's broker. Choose another file, or move this one away.");
        if (Read(db, "PRAGMA user_version") is var version && version is < OldestVersion or > SchemaVersion)
            throw new EmbeddedBrokerFileException(path,
                $"The broker's file '{path}' has format {version}; this ClearView knows format {SchemaVersion}. " +
                "Start the newer ClearView that wrote it, let it work its queues off, then change back; or choose another file.");
    }

    private static void Execute(sqlite3 db, string sql) => SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(db, sql), db);

    private static long Read(sqlite3 db, string sql)
    {
        using var statement = new Statement(db, sql);
        return statement.Step() ? statement.Long(0) : 0;
    }
}

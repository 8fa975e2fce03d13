using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ClearView.Messaging.Sqlite;

/// <summary>Another process, or another transport in this one, has the embedded broker open.</summary>
public sealed class EmbeddedBrokerInUseException(string path, int? processId) : Exception(
    $"Another ClearView process ({(processId is { } pid ? $"pid {pid}" : "pid unknown")}) uses this folder's broker ('{path}'). " +
    "Stop it, or give the roles an amqp:// broker.")
{
    public string Path { get; } = path;

    /// <summary>The process that holds the file, when it could be read.</summary>
    public int? ProcessId { get; } = processId;
}

/// <summary>The file of the embedded broker cannot be used as it is; the text says why and what to do.</summary>
public sealed class EmbeddedBrokerFileException(string path, string text, Exception? inner = null) : Exception(text, inner)
{
    public string Path { get; } = path;
}

/// <summary>SQLite's result codes as sentences for people.</summary>
internal static class SqliteFailure
{
    public static bool IsFull(Exception e) => e is SqliteException { SqliteErrorCode: raw.SQLITE_FULL };

    /// <summary>What a refused start throws.</summary>
    public static Exception AtStart(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new EmbeddedBrokerInUseException(path, BrokerLock.OwnerOf(path)),
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT or raw.SQLITE_ERROR => new EmbeddedBrokerFileException(path, Sentence(e, path), e),
        _ => new BrokerUnavailableException(Sentence(e, path), e),
    };

    public static string Sentence(Exception error, string path) => error switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } =>
            $"There is no room for the broker's file '{path}': the disk or the file's limit is full. Make room; the broker goes on by itself.",
        SqliteException { SqliteErrorCode: raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT or raw.SQLITE_ERROR } e =>
            $"The broker's file '{path}' is damaged ({e.Message}). Stop ClearView and put '{path}' and '{path}-wal' from a backup in place; " +
            "or move both aside: ClearView then begins with empty queues, and what its outbox still holds is published again.",
        SqliteException { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH } e =>
            $"The broker's file '{path}' cannot be opened for writing ({e.Message}). Give this user the right to write it and its folder.",
        SqliteException e =>
            $"The broker's file '{path}' could not be read or written ({e.Message}). Look at the disk; the broker tries again by itself.",
        EmbeddedBrokerFileException or BrokerUnavailableException => error.Message,
        _ => $"The embedded broker failed ({error.GetType().Name}). Consumers begin anew; nothing that was confirmed is lost.",
    };
}

using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>Where the store is kept: a file of SQLite, or a PostgreSQL server. Several processes may use it at once.</summary>
public interface IStoreDatabase : IDisposable
{
    /// <summary>What people call it, without credentials.</summary>
    string Name { get; }

    /// <summary>Which of its dialects it speaks, for the few statements that no one text says to both.</summary>
    StoreEngine Engine { get; }

    /// <summary>A connection to read with; whoever asked for it ends it.</summary>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>Begins to write. Whatever is read after that stays as it was read until the end.</summary>
    /// <param name="writer">Who writes, by the name under which its last write was timed: short ones may share a transaction of the database.</param>
    /// <exception cref="StoreUnavailableException">It does not answer.</exception>
    Task<IStoreWrite> BeginAsync(string writer, CancellationToken ct);

    /// <summary>Completes when all that was committed before the call is on disk, whoever wrote it.</summary>
    /// <exception cref="IOException">It is not known to be. Nothing that follows from it may leave the process.</exception>
    Task SyncAsync(CancellationToken ct);

    /// <summary>An exclusive right of that name, among all processes that use the store; null while another has it. It ends with its holder, however that ends.</summary>
    Task<IRight?> TryTakeAsync(string right, CancellationToken ct);

    /// <summary>What is free on its disk; null where that cannot be seen from here.</summary>
    long? FreeBytes { get; }

    /// <summary>Between all processes that use the store.</summary>
    IBells Bells { get; }

    /// <summary>Whether the database is away, full or busy, rather than the statement wrong.</summary>
    bool IsAway(Exception error);
}

/// <summary>One transaction that writes. Disposing it without a commit undoes it.</summary>
public interface IStoreWrite : IAsyncDisposable
{
    DbConnection Connection { get; }

    DbTransaction Transaction { get; }

    /// <summary>A command of this transaction without parameters. It is kept for the next one that asks for the same statement, so it is not disposed.</summary>
    DbCommand Command(string sql);

    /// <summary>
    /// From here to the end of the transaction nobody else is inside who asked for the same name, and what they did is seen. Where there is
    /// only one writer at a time nothing is left to do.
    /// </summary>
    Task AloneAsync(string name, CancellationToken ct);

    /// <summary>Completes when others see what was written; what must outlive a power cut is also synced.</summary>
    Task CommitAsync();
}

public enum StoreEngine
{
    Sqlite,
    Postgres,
}

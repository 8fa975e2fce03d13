using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace ClearView.Messaging.Store.Postgres;

/// <summary>
/// The store in a PostgreSQL database. Each writer has a transaction of its own (read committed), so many write at once; what must not
/// happen side by side asks for it by name (<see cref="IStoreWrite.AloneAsync"/>). The server commits groups together by itself.
/// </summary>
public sealed class PostgresStore : IStoreDatabase
{
    private static readonly TimeSpan _longestWaitForTurn = TimeSpan.FromSeconds(30);
    private readonly NpgsqlDataSource _source;
    private readonly PostgresRights _rights;
    private readonly PostgresBells _bells;
    private readonly SemaphoreSlim _writers;

    /// <param name="address">postgres://user:password@host:port/database, or postgres: and the client's settings.</param>
    /// <exception cref="FormatException">It is no such address.</exception>
    public PostgresStore(string address)
    {
        var settings = PostgresAddress.Parse(address);
        Name = PostgresAddress.NameOf(settings);
        _source = NpgsqlDataSource.Create(settings);
        _rights = new PostgresRights(settings);
        _bells = new PostgresBells(_source, settings);
        // A writer may need a second connection to read with. If writers had all of them, each would wait for the others.
        _writers = new SemaphoreSlim(Math.Max(1, settings.MaxPoolSize / 2));
    }

    public string Name { get; }

    public StoreEngine Engine => StoreEngine.Postgres;

    public long? FreeBytes => null;

    public IBells Bells => _bells;

    /// <summary>What people call it, without credentials.</summary>
    /// <exception cref="FormatException">The text is no address of a PostgreSQL; the exception says why.</exception>
    public static string NameOf(string address) => PostgresAddress.NameOf(PostgresAddress.Parse(address));

    public Task<DbConnection> OpenAsync(CancellationToken ct) => this.AskAsync<DbConnection>(async () => await _source.OpenConnectionAsync(ct));

    public Task<IStoreWrite> BeginAsync(string writer, CancellationToken ct) => this.AskAsync<IStoreWrite>(async () =>
    {
        if (!await _writers.WaitAsync(_longestWaitForTurn, ct))
            throw new TimeoutException("All of this process's connections are busy writing.");
        NpgsqlConnection? connection = null;
        try
        {
            connection = await _source.OpenConnectionAsync(ct);
            return new PostgresWrite(connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct), _writers);
        }
        catch
        {
            if (connection is not null)
                await connection.DisposeAsync();
            _writers.Release();
            throw;
        }
    });

    /// <summary>
    /// Nothing is left to do: the server shows a commit to others only after it is on its disk (and on those of its synchronous replicas).
    /// Commits of functions could be left to a later sync as on SQLite, with synchronous_commit = off; but then every reader that lets
    /// something out would have to make the server sync, and one sync of many commits is what the server does anyway.
    /// </summary>
    public Task SyncAsync(CancellationToken ct) => Task.CompletedTask;

    public Task<IRight?> TryTakeAsync(string right, CancellationToken ct) => this.AskAsync(() => _rights.TryTakeAsync(right, ct));

    /// <summary>
    /// No connection or a broken one, none left in the pool or at the server, a timeout, a lock or a conflict with another transaction, a
    /// server that is stopped, starts, is full, fails or has become a replica, a password that it does not take any more.
    /// </summary>
    public bool IsAway(Exception error) => error switch
    {
        PostgresException e => e.SqlState[..2] is "08" or "28" or "40" or "53" or "57" or "58" || e.SqlState is "55P03" or "25006" or "25P03" or "3D000",
        NpgsqlException or TimeoutException or IOException or SocketException => true,
        _ => false,
    };

    public void Dispose()
    {
        _rights.Dispose();
        _bells.Dispose();
        _source.Dispose();
    }
}

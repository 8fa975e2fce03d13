using System.Data.Common;
using Npgsql;

namespace ClearView.Messaging.Store.Postgres;

/// <summary>One transaction on a connection of its own.</summary>
internal sealed class PostgresWrite(NpgsqlConnection connection, NpgsqlTransaction transaction, SemaphoreSlim writers) : IStoreWrite
{
    private bool _ended;

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    /// <summary>The client keeps what was asked for a few times prepared by its text, so there is nothing to keep here.</summary>
    public DbCommand Command(string sql) => new NpgsqlCommand(sql, connection, transaction);

    public async Task AloneAsync(string name, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_xact_lock(@key)", connection, transaction);
        command.Parameters.AddWithValue("@key", LockKey.Of("alone", name));
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task CommitAsync()
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        _ended = true;
        try
        {
            // Not to be cancelled: whoever gave up would not know whether it is kept. It ends with the command's timeout.
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            await CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        _ended = true;
        await CloseAsync();
    }

    /// <summary>What was not committed is undone. A connection that broke has nothing to undo: the server does it.</summary>
    private async Task CloseAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
        {
            // The connection goes, and the transaction with it.
        }

        try
        {
            await connection.DisposeAsync();
        }
        finally
        {
            writers.Release();
        }
    }
}

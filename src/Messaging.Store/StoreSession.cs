using System.Data;
using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>One scope's connection, and its one transaction when it works.</summary>
public sealed class StoreSession(StoreDatabase database, OutboxSignal signal, SenderName sender, TimeProvider clock) : IUnitOfWork, IStoreConnection
{
    private DbConnection? _connection;
    private DbTransaction? _transaction;
    private bool _holdsGate;
    private bool _sends;
    private bool _disposed;

    public DbTransaction? Transaction => _transaction;

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        // A handler that was left behind must not go on without the transaction that it began in.
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _connection ??= await database.OpenAsync(ct);
    }

    public async Task BeginAsync(CancellationToken ct)
    {
        if (_transaction is not null)
            throw new InvalidOperationException("This scope's unit of work has begun already.");

        var connection = await OpenAsync(ct);
        await database.WriteGate.WaitAsync(ct);
        _holdsGate = true;
        // Serializable is BEGIN IMMEDIATE on SQLite: a transaction that read first and wrote later could not be retried by waiting.
        _transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct);
    }

    public async Task<bool> EnterInboxAsync(string function, Envelope envelope, CancellationToken ct)
    {
        await using var command = Command("""
            INSERT INTO inbox (function, message_id, handled_at, tenant, subject, order_key, source_version, causation_id, key_id, type)
            VALUES (@function, @message_id, @now, @tenant, @subject, @order_key, @source_version, @causation_id, @key_id, @type)
            ON CONFLICT DO NOTHING
            """);
        command.AddEnvelope(envelope);
        command.Add("@function", function);
        command.Add("@now", Now);
        if (await command.ExecuteNonQueryAsync(ct) == 1)
            return true;

        // Whoever handled it may have ended before its commit was on disk, and the answer ends the message. Without the lock: a sync that
        // has to write all again needs it.
        await EndAsync();
        await database.SyncAsync(ct);
        return false;
    }

    public async Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken ct)
    {
        foreach (var message in messages)
        {
            await using var command = Command("""
                INSERT INTO outbox (sender, kept_at, tenant, subject, order_key, source_version, causation_id, key_id,
                                    message_id, type, source, time, trace_parent, trace_state, body)
                VALUES (@sender, @now, @tenant, @subject, @order_key, @source_version, @causation_id, @key_id,
                        @message_id, @type, @source, @time, @trace_parent, @trace_state, @body)
                """);
            command.AddEnvelope(message.Envelope);
            command.Add("@sender", sender.Value);
            command.Add("@now", Now);
            command.Add("@body", message.Body.ToArray());
            await command.ExecuteNonQueryAsync(ct);
            _sends = true;
        }
    }

    public async Task<string?> ReadCheckpointAsync(string name, CancellationToken ct)
    {
        await OpenAsync(ct);
        await using var command = Command("SELECT value FROM checkpoints WHERE name = @name");
        command.Add("@name", name);
        return (string?)await command.ExecuteScalarAsync(ct);
    }

    public async Task WriteCheckpointAsync(string name, string value, CancellationToken ct)
    {
        await using var command = Command(
            "INSERT INTO checkpoints (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        command.Add("@name", name);
        command.Add("@value", value);
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task KeepDeadLetterAsync(Delivery delivery, CancellationToken ct)
    {
        var cause = delivery.LastFailure;
        await using var command = Command(DeadLetters.Insert);
        command.AddDeadLetter(new OutgoingMessage(delivery.Envelope, delivery.Body), cause, cause?.FailedAt ?? clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(ct);
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        if (_transaction is null)
            throw new InvalidOperationException("Nothing has begun in this scope.");

        await _transaction.CommitAsync(ct);
        await EndAsync();
        await database.SyncAsync(ct);
        if (_sends)
            signal.Raise();
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await EndAsync();
        if (_connection is not null)
            await _connection.DisposeAsync();
        _connection = null;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task EndAsync()
    {
        try
        {
            if (_transaction is not null)
                await _transaction.DisposeAsync(); // undoes what was not committed
            _transaction = null;
        }
        finally
        {
            if (_holdsGate)
                database.WriteGate.Release();
            _holdsGate = false;
        }
    }

    private DbCommand Command(string sql)
    {
        var command = (_connection ?? throw new InvalidOperationException("Begin the unit of work first.")).CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        return command;
    }
}

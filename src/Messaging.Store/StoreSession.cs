using System.Data;
using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>
/// One scope's connection, and its one transaction when it works. Whoever was left behind with it may be in the middle of something when
/// the scope ends: the last to leave closes, for a connection that another thread still uses must not serve the next scope.
/// </summary>
public sealed class StoreSession(StoreDatabase database, OutboxSignal signal, SenderName sender, TimeProvider clock) : IUnitOfWork, IStoreConnection
{
    // What no function's work led to came from outside: every account begins with it, and a repeat of it is the same.
    private const string Accept = """
        INSERT INTO accepted (message_id, accepted_at, tenant, subject, order_key, source_version, causation_id, key_id, type)
        VALUES (@message_id, @now, @tenant, @subject, @order_key, @source_version, @causation_id, @key_id, @type)
        ON CONFLICT DO NOTHING;

        """;

    private readonly Lock _state = new();
    private DbConnection? _connection;
    private DbTransaction? _transaction;
    private bool _holdsGate;
    private bool _sends;
    private bool _handles;
    private bool _disposed;
    private int _inside;

    public Task<T> UseAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken ct) =>
        InsideAsync(async () => await work(_connection ??= await database.OpenAsync(ct), _transaction));

    public Task BeginAsync(CancellationToken ct) => InsideAsync(async () =>
    {
        if (_transaction is not null)
            throw new InvalidOperationException("This scope's unit of work has begun already.");

        var connection = _connection ??= await database.OpenAsync(ct);
        await database.WriteGate.WaitAsync(ct);
        _holdsGate = true;
        // Serializable is BEGIN IMMEDIATE on SQLite: a transaction that read first and wrote later could not be retried by waiting.
        _transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, ct);
    });

    public Task<bool> EnterInboxAsync(string function, Envelope envelope, CancellationToken ct) => InsideAsync(async () =>
    {
        await using var command = Command("""
            INSERT INTO inbox (function, message_id, handled_at, tenant, subject, order_key, source_version, causation_id, key_id, type)
            VALUES (@function, @message_id, @now, @tenant, @subject, @order_key, @source_version, @causation_id, @key_id, @type)
            ON CONFLICT DO NOTHING
            """);
        command.AddEnvelope(envelope);
        command.Add("@function", function);
        command.Add("@now", Now);
        _handles = true;
        if (await command.ExecuteNonQueryAsync(ct) == 1)
            return true;

        await ConfirmReadAsync(ct); // the answer ends the message
        return false;
    });

    public Task ConfirmReadAsync(CancellationToken ct) => InsideAsync(async () =>
    {
        // Whoever wrote it may have ended before its commit was on disk. Without the lock: a sync that has to write all again needs it.
        await EndAsync();
        await database.SyncAsync(ct);
    });

    public Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken ct) => InsideAsync(async () =>
    {
        foreach (var message in messages)
        {
            await using var command = Command((_handles ? "" : Accept) + """
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
    });

    public Task<string?> ReadCheckpointAsync(string name, CancellationToken ct) => UseAsync(async (_, _) =>
    {
        await using var command = Command("SELECT value FROM checkpoints WHERE name = @name");
        command.Add("@name", name);
        return (string?)await command.ExecuteScalarAsync(ct);
    }, ct);

    public Task WriteCheckpointAsync(string name, string value, CancellationToken ct) => InsideAsync(async () =>
    {
        await using var command = Command(
            "INSERT INTO checkpoints (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        command.Add("@name", name);
        command.Add("@value", value);
        await command.ExecuteNonQueryAsync(ct);
    });

    public Task KeepDeadLetterAsync(Delivery delivery, CancellationToken ct) => InsideAsync(async () =>
    {
        var cause = delivery.LastFailure;
        await using var command = Command(DeadLetters.Insert);
        command.AddDeadLetter(new OutgoingMessage(delivery.Envelope, delivery.Body), cause, cause?.FailedAt ?? clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(ct);
    });

    public Task CommitAsync(CancellationToken ct) => InsideAsync(async () =>
    {
        if (_transaction is null)
            throw new InvalidOperationException("Nothing has begun in this scope.");

        await _transaction.CommitAsync(ct);
        await EndAsync();
        await database.SyncAsync(ct);
        if (_sends)
            signal.Raise();
    });

    public async ValueTask DisposeAsync()
    {
        lock (_state)
        {
            _disposed = true;
            if (_inside > 0)
                return;
        }

        await CloseAsync();
    }

    private Task<bool> InsideAsync(Func<Task> work) => InsideAsync(async () =>
    {
        await work();
        return true;
    });

    private async Task<T> InsideAsync<T>(Func<Task<T>> work)
    {
        lock (_state)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _inside++;
        }

        try
        {
            return await work();
        }
        finally
        {
            bool isLast;
            lock (_state)
                isLast = --_inside == 0 && _disposed;
            if (isLast)
                await CloseAsync();
        }
    }

    private async Task CloseAsync()
    {
        try
        {
            await EndAsync();
        }
        finally
        {
            if (_connection is not null)
                await _connection.DisposeAsync();
            _connection = null;
        }
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

using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>
/// One scope's connections, and its one transaction when it writes. Whoever was left behind with it may be in the middle of something when
/// the scope ends: the last to leave closes, for a connection that another thread still uses must not serve the next scope.
/// </summary>
public sealed class StoreSession(IStoreDatabase database, OutboxSignal signal, SenderName sender, TimeProvider clock, ClaimedBodies? claims = null) : IUnitOfWork, IStoreConnection
{
    // What no function's work led to came from outside: every account begins with it, and a repeat of it is the same.
    private const string Accept = """
        INSERT INTO accepted (message_id, accepted_at, tenant, subject, order_key, source_version, causation_id, key_id, type)
        VALUES (@message_id, @now, @tenant, @subject, @order_key, @source_version, @causation_id, @key_id, @type)
        ON CONFLICT DO NOTHING
        """;

    private const string Insert = """
        INSERT INTO outbox (sender, kept_at, tenant, subject, order_key, source_version, causation_id, key_id,
                            message_id, type, source, time, trace_parent, trace_state, body)
        VALUES (@sender, @now, @tenant, @subject, @order_key, @source_version, @causation_id, @key_id,
                @message_id, @type, @source, @time, @trace_parent, @trace_state, @body)
        """;

    private readonly Lock _state = new();
    private IStoreWrite? _writing;
    private KeptMessage? _handled;
    private bool _hasEnded;
    private bool _sends;
    private List<TenantId>? _accepted; // whose messages came from outside
    private bool _disposed;
    private int _inside;

    /// <summary>Holds back who takes in too much; null for nobody.</summary>
    internal IntakePace? Pace { get; init; }

    public Task<T> UseAsync<T>(Func<DbConnection, DbTransaction?, Task<T>> work, CancellationToken ct) => InsideAsync(async () =>
    {
        await BeginIfHandlingAsync(ct);
        if (_writing is { } writing)
            return await work(writing.Connection, writing.Transaction);
        // Given back after each use: connections of a server are few, and a scope that kept one would ask for another to write with.
        await using var reading = await database.OpenAsync(ct);
        return await work(reading, null);
    });

    public Task AloneAsync(string name, CancellationToken ct) => InsideAsync(async () =>
    {
        await BeginIfHandlingAsync(ct);
        await Writing.AloneAsync(name, ct);
    });

    public Task BeginAsync(CancellationToken ct) => InsideAsync(() => BeginAsync(sender.Value, ct));

    public void BeginWhenUsed(KeptMessage handled) => _handled = handled;

    public Task<bool> FinishAsync(CancellationToken ct) => InsideAsync(async () =>
    {
        await BeginIfHandlingAsync(ct);
        var handled = _handled ?? throw new InvalidOperationException("This scope handles no message.");
        var command = Writing.Command(Inbox.Finish);
        command.Add("@position", handled.Position);
        command.Add("@now", Now);
        if (await command.ExecuteNonQueryAsync(ct) == 0)
        {
            await EndAsync();
            return false;
        }

        await KeepAsync();
        return true;
    });

    public Task ConfirmReadAsync(CancellationToken ct) => InsideAsync(async () =>
    {
        // Whoever wrote it may have ended before its commit was on disk. Without the lock: a sync that has to write all again needs it.
        await EndAsync();
        await database.SyncAsync(ct);
    });

    public Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken ct) => InsideAsync(async () =>
    {
        await BeginIfHandlingAsync(ct);
        foreach (var message in messages)
        {
            if (_handled is null)
            {
                var accept = Writing.Command(Accept);
                accept.AddEnvelope(message.Envelope);
                accept.Add("@now", Now);
                await accept.ExecuteNonQueryAsync(ct);
                (_accepted ??= []).Add(message.Envelope.Tenant);
            }

            // What is large lies beside the outbox from the first: its row, and all that follow from it, are small.
            var body = claims is not null && message.Body.Length > claims.Threshold ? (await claims.KeepAsync(Writing, message, ct)).Body : message.Body;
            var insert = Writing.Command(Insert);
            insert.AddWholeEnvelope(message.Envelope);
            insert.Add("@sender", sender.Value);
            insert.Add("@now", Now);
            insert.Add("@body", body.ToArray());
            await insert.ExecuteNonQueryAsync(ct);
            _sends = true;
        }
    });

    public Task<string?> ReadCheckpointAsync(string name, CancellationToken ct) => UseAsync(async (connection, transaction) =>
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT value FROM checkpoints WHERE name = @name";
        command.Add("@name", name);
        return (string?)await command.ExecuteScalarAsync(ct);
    }, ct);

    public Task WriteCheckpointAsync(string name, string value, CancellationToken ct) => InsideAsync(async () =>
    {
        await BeginIfHandlingAsync(ct);
        var command = Writing.Command(
            "INSERT INTO checkpoints (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        command.Add("@name", name);
        command.Add("@value", value);
        await command.ExecuteNonQueryAsync(ct);
    });

    public async Task CommitAsync(CancellationToken ct)
    {
        await InsideAsync(async () =>
        {
            await KeepAsync();
            await database.SyncAsync(ct);
        });
        if (Pace is null || _accepted is null)
            return;
        foreach (var (tenant, messages) in _accepted.CountBy(t => t))
            await Pace.PayAsync(tenant, messages, ct);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_state)
        {
            _disposed = true;
            if (_inside > 0)
                return;
        }

        await EndAsync();
    }

    private IStoreWrite Writing => _writing ?? throw new InvalidOperationException("Begin the unit of work first.");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task BeginAsync(string writer, CancellationToken ct)
    {
        if (_writing is not null)
            throw new InvalidOperationException("This scope's unit of work has begun already.");
        _writing = await database.BeginAsync(writer, ct);
    }

    private Task BeginIfHandlingAsync(CancellationToken ct) => _handled is null || _writing is not null ? Task.CompletedTask
        : _hasEnded ? throw new InvalidOperationException("This scope's unit of work has ended already.")
        : BeginAsync(_handled.Function, ct);

    /// <summary>
    /// Commits, and wakes the relay. What a function did needs no sync: until it is on disk the message waits on disk, and is handled anew
    /// after a power cut. The relay syncs before it lets anything out.
    /// </summary>
    private async Task KeepAsync()
    {
        var writing = Writing;
        (_writing, _hasEnded) = (null, true);
        await writing.CommitAsync();
        if (_sends)
            signal.Raise();
        _sends = false;
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
            return await database.AskAsync(work);
        }
        finally
        {
            bool isLast;
            lock (_state)
                isLast = --_inside == 0 && _disposed;
            if (isLast)
                await EndAsync();
        }
    }

    /// <summary>Undoes what was not committed.</summary>
    private async Task EndAsync()
    {
        var writing = _writing;
        (_writing, _hasEnded) = (null, true);
        if (writing is not null)
            await writing.DisposeAsync();
    }
}

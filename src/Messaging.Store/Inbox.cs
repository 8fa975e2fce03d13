using System.Data.Common;

namespace ClearView.Messaging.Store;

/// <summary>The inbox table.</summary>
public sealed class Inbox(IStoreDatabase database, TimeProvider clock) : IInbox
{
    internal const string Finish =
        "UPDATE inbox SET state = 1, ended_at = @now, body = NULL, cause = NULL, trace_parent = NULL, trace_state = NULL WHERE position = @position AND state = 0";

    private const string Insert = """
        INSERT INTO inbox (function, message_id, state, part, attempt, due_at, kept_at, tenant, subject, order_key, source_version,
                           causation_id, key_id, type, source, time, trace_parent, trace_state, cause, body)
        VALUES (@function, @message_id, 0, @part, @attempt, 0, @now, @tenant, @subject, @order_key, @source_version,
                @causation_id, @key_id, @type, @source, @time, @trace_parent, @trace_state, @cause, @body)
        ON CONFLICT (function, message_id) DO NOTHING
        RETURNING position
        """;

    // What came by way of history stands before the first position: so it is superseded by what was handled meanwhile.
    private const string InsertBefore = """
        INSERT INTO inbox (function, message_id, state, part, first_position, attempt, due_at, kept_at, tenant, subject, order_key, source_version,
                           causation_id, key_id, type, source, time, trace_parent, trace_state, body)
        VALUES (@function, @message_id, 0, @part, 0, 1, 0, @now, @tenant, @subject, @order_key, @source_version,
                @causation_id, @key_id, @type, @source, @time, @trace_parent, @trace_state, @body)
        ON CONFLICT (function, message_id) DO NOTHING
        """;

    private const string Columns = """
        position, function, part, attempt, due_at, first_position, cause, body, message_id, tenant, subject, order_key, source_version,
        causation_id, key_id, type, source, time, trace_parent, trace_state
        """;

    private const string Writer = "inbox";
    private const string Ended = "position > @after AND position <= @last AND state IN (1, 3, 4) AND ended_at < @limit";

    // Parts are few, and each is found by one look into the index, however much waits in it.
    private const string Parts = """
        WITH RECURSIVE found (part) AS (
            SELECT MIN(part) FROM inbox WHERE function = @function AND state = 0
            UNION ALL
            SELECT (SELECT MIN(part) FROM inbox WHERE function = @function AND state = 0 AND part > found.part) FROM found WHERE found.part IS NOT NULL)
        SELECT part FROM found WHERE part IS NOT NULL
        """;

    public Task<IReadOnlyList<KeptMessage?>> KeepAsync(FunctionDescriptor function, IReadOnlyList<Delivery> deliveries, CancellationToken ct) =>
        database.AskAsync<IReadOnlyList<KeptMessage?>>(async () =>
        {
            var kept = new KeptMessage?[deliveries.Count];
            await using (var write = await database.BeginAsync(Writer, ct))
            {
                // So that positions become visible in their order: whoever has read up to one has seen all before it.
                await write.AloneAsync("inbox/" + function.Name, ct);
                for (var i = 0; i < kept.Length; i++)
                    kept[i] = await InsertAsync(write, function, deliveries[i], ct);
                await write.CommitAsync();
            }

            await database.SyncAsync(ct); // what was kept, and what was kept before by one that ended since
            return kept;
        });

    public Task<int> KeepFromHistoryAsync(FunctionDescriptor function, IReadOnlyList<OutgoingMessage> messages, CancellationToken ct) =>
        database.AskAsync(async () =>
        {
            var kept = 0;
            await using (var write = await database.BeginAsync(Writer, ct))
            {
                await write.AloneAsync("inbox/" + function.Name, ct);
                foreach (var message in messages)
                {
                    var command = write.Command(InsertBefore);
                    command.AddWholeEnvelope(message.Envelope);
                    command.Add("@function", function.Name);
                    command.Add("@part", InboxPart.Of(function, message.Envelope).ToString());
                    command.Add("@now", Now);
                    command.Add("@body", message.Body.ToArray());
                    kept += await command.ExecuteNonQueryAsync(ct);
                }

                await write.CommitAsync();
            }

            await database.SyncAsync(ct);
            if (kept > 0)
                Ring(function.Name);
            return kept;
        });

    public async Task<(long After, int Removed)?> RemoveEndedAsync(DateTimeOffset before, long after, int most, CancellationToken ct)
    {
        // By position, which is the order of arrival: no index of its own, and what arrived after the time cannot have ended before it.
        var rows = await ReadAsync(
            "SELECT position, kept_at FROM inbox WHERE position > @after ORDER BY position LIMIT @most",
            command =>
            {
                command.Add("@after", after);
                command.Add("@most", most);
            }, row => (Position: row.GetInt64(0), KeptAt: row.GetInt64(1)), ct);
        var limit = before.ToUnixTimeMilliseconds();
        if (rows.Count == 0 || rows.All(r => r.KeptAt >= limit))
            return null;

        return await database.AskAsync<(long, int)?>(async () =>
        {
            await using var write = await database.BeginAsync(Writer, ct);
            // That it came in goes with the note that it was handled: an account that found the one without the other would name a gap.
            await DeleteAsync(write, $"DELETE FROM accepted WHERE accepted_at < @limit AND message_id IN (SELECT message_id FROM inbox WHERE {Ended})");
            var removed = await DeleteAsync(write, $"DELETE FROM inbox WHERE {Ended}");
            await write.CommitAsync();
            return (rows[^1].Position, removed);
        });

        async Task<int> DeleteAsync(IStoreWrite write, string sql)
        {
            var command = write.Command(sql);
            command.Add("@after", after);
            command.Add("@last", rows[^1].Position);
            command.Add("@limit", limit);
            return await command.ExecuteNonQueryAsync(ct);
        }
    }

    public Task<IReadOnlyList<InboxPart>> PartsAsync(string function, CancellationToken ct) => ReadAsync<InboxPart>(
        Parts, command => command.Add("@function", function), row => InboxPart.Parse(row.GetString(0)), ct);

    public Task<IReadOnlyList<KeptMessage>> ReadAsync(string function, InboxPart part, long after, int most, CancellationToken ct) => ReadAsync(
        $"SELECT {Columns} FROM inbox WHERE function = @function AND part = @part AND state = 0 AND position > @after ORDER BY position LIMIT @most",
        command =>
        {
            command.Add("@function", function);
            command.Add("@part", part.ToString());
            command.Add("@after", after);
            command.Add("@most", most);
        }, Read, ct);

    public Task<IReadOnlyList<KeptMessage>> ReadLaneAsync(
        string function, TenantId tenant, string orderKey, long after, int most, CancellationToken ct) => ReadAsync(
        $"""
        SELECT {Columns} FROM inbox
        WHERE function = @function AND order_key = @order_key AND tenant = @tenant AND state = 0 AND position > @after ORDER BY position LIMIT @most
        """,
        command =>
        {
            command.Add("@function", function);
            command.Add("@tenant", tenant.Value);
            command.Add("@order_key", orderKey);
            command.Add("@after", after);
            command.Add("@most", most);
        }, Read, ct);

    public async Task<KeptMessage?> FindAsync(long position, CancellationToken ct) => (await ReadAsync(
        $"SELECT {Columns} FROM inbox WHERE position = @position AND state = 0", command => command.Add("@position", position), Read, ct)).SingleOrDefault();

    public async Task<int> CountWaitingAsync(string function, int most, CancellationToken ct) => (await ReadAsync(
        "SELECT COUNT(*) FROM (SELECT 1 FROM inbox WHERE function = @function AND state = 0 LIMIT @most) AS found",
        command =>
        {
            command.Add("@function", function);
            command.Add("@most", most);
        }, row => (int)row.GetInt64(0), ct))[0];

    public async Task<bool> IsSupersededAsync(KeptMessage message, CancellationToken ct) =>
        message.FirstPosition is { } first && message.Envelope.OrderKey is { } orderKey && (await ReadAsync(
            """
            SELECT 1 FROM inbox
            WHERE function = @function AND order_key = @order_key AND tenant = @tenant AND type = @type AND state = 1
              AND COALESCE(first_position, position) > @first AND source_version > @version LIMIT 1
            """,
            command =>
            {
                command.Add("@function", message.Function);
                command.Add("@tenant", message.Envelope.Tenant.Value);
                command.Add("@order_key", orderKey);
                command.Add("@type", message.Envelope.Type);
                command.Add("@first", first);
                command.Add("@version", message.Envelope.SourceVersion);
            }, _ => true, ct)).Count > 0;

    public Task PostponeAsync(KeptMessage message, DateTimeOffset due, FailureCause cause, CancellationToken ct) => database.WriteAsync(
        Writer,
        "UPDATE inbox SET attempt = @attempt, due_at = @due, cause = @cause WHERE position = @position AND state = 0",
        command =>
        {
            command.Add("@position", message.Position);
            command.Add("@attempt", message.Attempt + 1);
            command.Add("@due", due.ToUnixTimeMilliseconds());
            command.Add("@cause", Commands.Json(cause));
        }, ct);

    public Task BuryAsync(KeptMessage message, FailureCause cause, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        if (await EndAsync(write, message, InboxState.Dead, ct))
        {
            var letter = write.Command(DeadLetters.Insert);
            letter.AddDeadLetter(new OutgoingMessage(message.Envelope, message.Body), cause, cause.FailedAt);
            await letter.ExecuteNonQueryAsync(ct);
        }

        await write.CommitAsync();
        return true;
    });

    public Task EndAsync(KeptMessage message, InboxState state, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        await EndAsync(write, message, state, ct);
        await write.CommitAsync();
        return true;
    });

    public Task<IRight?> TryTakeAsync(string right, CancellationToken ct) => database.AskAsync(() => database.TryTakeAsync(right, ct));

    public void Ring(string function) => database.Bells.Ring(BellOf(function));

    public IDisposable Listen(string function, Action whenRung) => database.Bells.Listen(BellOf(function), whenRung);

    internal static string BellOf(string function) => "mail/" + function;

    private async Task<KeptMessage?> InsertAsync(IStoreWrite write, FunctionDescriptor function, Delivery delivery, CancellationToken ct)
    {
        var part = InboxPart.Of(function, delivery.Envelope);
        var body = delivery.Body.ToArray(); // the broker's memory is taken back when the delivery is acknowledged
        var command = write.Command(Insert);
        command.AddWholeEnvelope(delivery.Envelope);
        command.Add("@function", function.Name);
        command.Add("@part", part.ToString());
        command.Add("@attempt", delivery.Attempt);
        command.Add("@now", Now);
        command.Add("@cause", delivery.LastFailure is { } cause ? Commands.Json(cause) : null);
        command.Add("@body", body);
        return await command.ExecuteScalarAsync(ct) is long position
            ? new KeptMessage(position, function.Name, part, delivery.Envelope, body, delivery.Attempt, DateTimeOffset.UnixEpoch, delivery.LastFailure, null) { IsFresh = true }
            : null;
    }

    private async Task<bool> EndAsync(IStoreWrite write, KeptMessage message, InboxState state, CancellationToken ct)
    {
        var command = write.Command(
            "UPDATE inbox SET state = @state, ended_at = @now, body = NULL, trace_parent = NULL, trace_state = NULL WHERE position = @position AND state = 0");
        command.Add("@state", (int)state);
        command.Add("@position", message.Position);
        command.Add("@now", Now);
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    private static KeptMessage Read(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), InboxPart.Parse(row.GetString(2)), row.ReadEnvelope(), row.GetFieldValue<byte[]>(7), (int)row.GetInt64(3),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)), row.ReadCause(), row.IsDBNull(5) ? null : row.GetInt64(5));

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Action<DbCommand> fill, Func<DbDataReader, T> read, CancellationToken ct) =>
        database.AskAsync<IReadOnlyList<T>>(async () =>
        {
            await using var connection = await database.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            fill(command);
            var rows = new List<T>();
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                rows.Add(read(row));
            return rows;
        });
}

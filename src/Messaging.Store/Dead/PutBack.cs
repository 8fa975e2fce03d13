using System.Data.Common;

namespace ClearView.Messaging.Store.Dead;

/// <summary>
/// Puts letters back into work, each in the transaction that removes it from the dead letters: no crash loses or doubles one. That of a
/// function with a store waits in its inbox again; that of a pure function, what the outbox had set aside and what no queue took goes into the outbox, which
/// publishes, awaits the confirm and then forgets. So it works while the broker is away, and while nothing runs at all.
/// </summary>
internal sealed class PutBack(IStoreDatabase database, IReadOnlyList<FunctionDescriptor> functions, TimeProvider clock)
{
    /// <summary>Under which the rows stand in the outbox: no process has this name, so whichever relay sees them first sends them.</summary>
    internal const string Sender = "dead-letters";

    // The sealed body goes from table to table and never through this process.
    private const string Envelope = "message_id, tenant, subject, order_key, source_version, causation_id, key_id, type, source, time, trace_parent, trace_state, body";

    private const string IntoInbox = $"""
        INSERT INTO inbox (function, state, part, first_position, attempt, due_at, kept_at, {Envelope})
        SELECT function, 0, @part, @first, 1, 0, @now, {Envelope} FROM dead_letters WHERE letter = @letter
        """;

    private const string IntoOutbox = $"""
        INSERT INTO outbox (sender, kept_at, queue, {Envelope})
        SELECT @sender, @now, @queue, {Envelope} FROM dead_letters WHERE letter = @letter
        """;

    /// <exception cref="NotRedrivableException">This version has no such function.</exception>
    public static FunctionDescriptor? FunctionOf(IReadOnlyList<FunctionDescriptor> functions, GroupKey group) => group.IsOfNoFunction
        ? null
        : functions.FirstOrDefault(f => f.Name == group.Function) ?? throw new NotRedrivableException(
            $"This version has no function '{group.Function}', so nothing could handle these letters. Start the version that has it, or discard them.");

    /// <summary>On disk when this completes. A letter that somebody else removed meanwhile is passed over.</summary>
    /// <returns>The tenant that had the last turn.</returns>
    public Task<string?> MoveAsync(Redrive redrive, IReadOnlyList<long> letters, CancellationToken ct) => database.AskAsync(async () =>
    {
        var function = FunctionOf(functions, redrive.Order.Group);
        string? last = null;
        await using (var write = await database.BeginAsync(Redrives.Writer, ct))
        {
            // As arrivals do: positions become visible in their order.
            if (function is { KeepsState: true })
                await write.AloneAsync("inbox/" + function.Name, ct);
            var newest = await NewestAsync(write, ct);
            var outcomes = new List<RedriveOutcome>();
            foreach (var id in letters)
            {
                if (await FindAsync(write, id, ct) is not { } letter)
                    continue;
                var outcome = function is { KeepsState: true } ? await ToInboxAsync(write, function, id, letter, ct) : await ToOutboxAsync(write, function, id, ct);
                await WriteDownAsync(write, redrive, letter, newest, outcome, ct);
                await ExecuteAsync(write.Command("DELETE FROM dead_letters WHERE letter = @letter").With("@letter", id), ct);
                outcomes.Add(outcome);
                last = letter.Tenant.Value;
            }

            await ExecuteAsync(write.Command("UPDATE redrives SET moved = moved + @moved, done = done + @done, superseded = superseded + @superseded WHERE redrive = @id")
                .With("@moved", (long)outcomes.Count).With("@done", outcomes.LongCount(o => o == RedriveOutcome.Done))
                .With("@superseded", outcomes.LongCount(o => o == RedriveOutcome.Superseded)).With("@id", redrive.Id), ct);
            await write.CommitAsync();
        }

        await database.SyncAsync(ct);
        if (function is { KeepsState: true })
            database.Bells.Ring(Inbox.BellOf(function.Name));
        return last;
    });

    /// <summary>It comes after all that waits there, and remembers where it was: so its key stays in order, and what went on without it can supersede it.</summary>
    private async Task<RedriveOutcome> ToInboxAsync(IStoreWrite write, FunctionDescriptor function, long id, Envelope letter, CancellationToken ct)
    {
        var found = await write.Command("SELECT position, first_position, state FROM inbox WHERE function = @function AND message_id = @message_id")
            .With("@function", function.Name).With("@message_id", letter.Id.ToString())
            .ListAsync(row => (Position: row.GetInt64(0), First: row.IsDBNull(1) ? (long?)null : row.GetInt64(1), State: (InboxState)row.GetInt64(2)), ct);
        if (found is [var had] && had.State != InboxState.Dead)
        {
            return had.State switch // it came in by another way meanwhile
            {
                InboxState.Waiting => RedriveOutcome.UnderWay,
                InboxState.Superseded => RedriveOutcome.Superseded,
                _ => RedriveOutcome.Done,
            };
        }

        await ExecuteAsync(write.Command("DELETE FROM inbox WHERE function = @function AND message_id = @message_id")
            .With("@function", function.Name).With("@message_id", letter.Id.ToString()), ct);
        await ExecuteAsync(write.Command(IntoInbox).With("@part", InboxPart.Of(function, letter).ToString())
            .With("@first", found.Count == 0 ? null : found[0].First ?? found[0].Position).With("@now", Now).With("@letter", id), ct);
        return RedriveOutcome.UnderWay;
    }

    private async Task<RedriveOutcome> ToOutboxAsync(IStoreWrite write, FunctionDescriptor? function, long id, CancellationToken ct)
    {
        await ExecuteAsync(write.Command(IntoOutbox).With("@sender", Sender).With("@now", Now).With("@queue", function?.Queue).With("@letter", id), ct);
        return RedriveOutcome.UnderWay;
    }

    private Task<int> WriteDownAsync(IStoreWrite write, Redrive redrive, Envelope letter, long newest, RedriveOutcome outcome, CancellationToken ct) => ExecuteAsync(
        write.Command("""
            INSERT INTO redriven (redrive, function, message_id, tenant, automatic, moved_at, moved_before, outcome)
            VALUES (@id, @function, @message_id, @tenant, @automatic, @now, @newest, @outcome)
            """)
            .With("@id", redrive.Id).With("@function", redrive.Order.Group.Function).With("@message_id", letter.Id.ToString()).With("@tenant", letter.Tenant.Value)
            .With("@automatic", redrive.Order.IsAutomatic ? 1L : 0L).With("@now", Now).With("@newest", newest).With("@outcome", (long)outcome), ct);

    /// <summary>What comes in from here on may be a result of what is put back.</summary>
    private static async Task<long> NewestAsync(IStoreWrite write, CancellationToken ct) =>
        await write.Command("SELECT MAX(position) FROM inbox").ExecuteScalarAsync(ct) is long newest ? newest : 0;

    /// <summary>Null when it is gone or was discarded. Whoever would discard it now waits: writing its row takes the row's lock on either database.</summary>
    private static async Task<Envelope?> FindAsync(IStoreWrite write, long letter, CancellationToken ct) => await ExecuteAsync(
        write.Command("UPDATE dead_letters SET transient = transient WHERE letter = @letter AND discard IS NULL").With("@letter", letter), ct) == 0
        ? null
        : (await write.Command("""
        SELECT message_id, tenant, subject, order_key, source_version, causation_id, key_id, type, source, time, trace_parent, trace_state
        FROM dead_letters WHERE letter = @letter AND discard IS NULL
        """).With("@letter", letter).ListAsync(row => row.ReadEnvelope(), ct)).SingleOrDefault();

    private static Task<int> ExecuteAsync(DbCommand command, CancellationToken ct) => command.ExecuteNonQueryAsync(ct);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

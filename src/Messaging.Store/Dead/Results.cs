namespace ClearView.Messaging.Store.Dead;

/// <summary>
/// What became of the letters that were put back, read from what is stored: at a function with a store its inbox says it; of a pure
/// function either a dead letter came again or a result of it arrived in some inbox; what the outbox had set aside has left it.
/// </summary>
internal sealed class Results(IStoreDatabase database, IReadOnlyList<FunctionDescriptor> functions)
{
    // An attempt that failed again says enough, though the ladder goes on: the cause is still there.
    private const string AtInbox = """
        SELECT r.message_id, i.state, i.attempt, i.cause FROM redriven r
        JOIN inbox i ON i.function = r.function AND i.message_id = r.message_id
        WHERE r.redrive = @id AND r.outcome = 0
        """;

    private const string DeadAgain = """
        SELECT r.message_id FROM redriven r JOIN dead_letters d ON d.function = r.function AND d.message_id = r.message_id
        WHERE r.redrive = @id AND r.outcome = 0
        """;

    // Read from where the inbox ended when the first of them was put back: no index for this stands on the way of every message.
    private const string Resulted = """
        SELECT DISTINCT i.causation_id FROM inbox i
        WHERE i.position > (SELECT MIN(moved_before) FROM redriven WHERE redrive = @id AND outcome = 0)
          AND i.source = @source AND i.causation_id IN (SELECT message_id FROM redriven WHERE redrive = @id AND outcome = 0)
        """;

    private const string Left = """
        SELECT r.message_id FROM redriven r WHERE r.redrive = @id AND r.outcome = 0
          AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.sender = @sender AND o.tenant = r.tenant AND o.message_id = r.message_id)
        """;

    public async Task CollectAsync(Redrive redrive, CancellationToken ct)
    {
        var known = PutBack.FunctionOf(functions, redrive.Order.Group) switch
        {
            { KeepsState: true } => await AtInboxAsync(redrive, ct),
            { } pure => await OfPureAsync(redrive, "clearview/" + pure.Name, ct),
            null => await OfOutboxAsync(redrive, ct),
        };
        if (known.Count > 0)
            await database.AskAsync(() => WriteDownAsync(redrive, known, ct));
    }

    /// <summary>Since when the one that waits longest is under way; null when none is.</summary>
    public async Task<DateTimeOffset?> OldestAsync(Redrive redrive, CancellationToken ct) => (await database.ListAsync(
        "SELECT MIN(moved_at) FROM redriven WHERE redrive = @id AND outcome = 0", command => command.Add("@id", redrive.Id),
        row => row.IsDBNull(0) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), ct))[0];

    /// <summary>Why one of those that failed again did; null when it is not told any more.</summary>
    public async Task<FailureCause?> CauseAsync(Redrive redrive, CancellationToken ct)
    {
        foreach (var table in (string[])["dead_letters", "inbox"])
        {
            var causes = await database.ListAsync(
                $"""
                SELECT t.cause FROM redriven r JOIN {table} t ON t.function = r.function AND t.message_id = r.message_id
                WHERE r.redrive = @id AND r.outcome = 3 AND t.cause IS NOT NULL LIMIT 1
                """, command => command.Add("@id", redrive.Id), row => row.ReadCause(), ct);
            if (causes is [{ } cause])
                return cause;
        }

        return null;
    }

    /// <summary>How many of those under way the broker has not taken yet.</summary>
    public async Task<long> InOutboxAsync(Redrive redrive, CancellationToken ct) => redrive.UnderWay - (await database.ListAsync(
        Left, command => command.With("@id", redrive.Id).Add("@sender", PutBack.Sender), row => row.GetString(0), ct)).Count;

    private async Task<Dictionary<string, RedriveOutcome>> AtInboxAsync(Redrive redrive, CancellationToken ct)
    {
        var known = new Dictionary<string, RedriveOutcome>(StringComparer.Ordinal);
        foreach (var (id, state, hasFailed) in await database.ListAsync(
            AtInbox, command => command.Add("@id", redrive.Id), row => (row.GetString(0), (InboxState)row.GetInt64(1), row.GetInt64(2) > 1 && !row.IsDBNull(3)), ct))
        {
            RedriveOutcome? outcome = state switch
            {
                InboxState.Waiting => hasFailed ? RedriveOutcome.Failed : null,
                InboxState.Dead => RedriveOutcome.Failed,
                InboxState.Superseded => RedriveOutcome.Superseded,
                _ => RedriveOutcome.Done, // erased is no failure
            };
            if (outcome is { } found)
                known[id] = found;
        }

        return known;
    }

    private async Task<Dictionary<string, RedriveOutcome>> OfPureAsync(Redrive redrive, string source, CancellationToken ct)
    {
        var known = await Of(RedriveOutcome.Done, Resulted, redrive, "@source", source, ct);
        foreach (var (id, outcome) in await Of(RedriveOutcome.Failed, DeadAgain, redrive, null, null, ct))
            known[id] = outcome;
        return known;
    }

    private async Task<Dictionary<string, RedriveOutcome>> OfOutboxAsync(Redrive redrive, CancellationToken ct)
    {
        var known = await Of(RedriveOutcome.Done, Left, redrive, "@sender", PutBack.Sender, ct);
        foreach (var (id, outcome) in await Of(RedriveOutcome.Failed, DeadAgain, redrive, null, null, ct))
            known[id] = outcome;
        return known;
    }

    private async Task<Dictionary<string, RedriveOutcome>> Of(
        RedriveOutcome outcome, string sql, Redrive redrive, string? name, string? value, CancellationToken ct) => (await database.ListAsync(
            sql, command =>
            {
                command.Add("@id", redrive.Id);
                if (name is not null)
                    command.Add(name, value);
            }, row => row.GetString(0), ct)).ToDictionary(id => id, _ => outcome, StringComparer.Ordinal);

    private async Task<bool> WriteDownAsync(Redrive redrive, Dictionary<string, RedriveOutcome> known, CancellationToken ct)
    {
        await using var write = await database.BeginAsync(Redrives.Writer, ct);
        foreach (var (id, outcome) in known)
        {
            await write.Command("UPDATE redriven SET outcome = @outcome WHERE redrive = @id AND function = @function AND message_id = @message_id AND outcome = 0")
                .With("@outcome", (long)outcome).With("@id", redrive.Id).With("@function", redrive.Order.Group.Function).With("@message_id", id).ExecuteNonQueryAsync(ct);
        }

        await write.Command("UPDATE redrives SET done = done + @done, superseded = superseded + @superseded, failed = failed + @failed WHERE redrive = @id")
            .With("@done", Count(RedriveOutcome.Done)).With("@superseded", Count(RedriveOutcome.Superseded)).With("@failed", Count(RedriveOutcome.Failed))
            .With("@id", redrive.Id).ExecuteNonQueryAsync(ct);
        await write.CommitAsync();
        return true;

        long Count(RedriveOutcome outcome) => known.Values.LongCount(o => o == outcome);
    }
}

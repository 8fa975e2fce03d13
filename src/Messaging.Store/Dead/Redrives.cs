using System.Data.Common;

namespace ClearView.Messaging.Store.Dead;

/// <summary>The redrives table.</summary>
public sealed class Redrives(IStoreDatabase database, TimeProvider clock)
{
    internal const string Writer = "redrive";

    private const string Columns = """
        redrive, function, fingerprint, tenant, letter, until_letter, automatic, rate, wait_ms, asked_by, state, reason, started_at, ended_at,
        moved, done, superseded, failed
        """;

    /// <summary>Null when there is none of that number.</summary>
    public async Task<Redrive?> FindAsync(long id, CancellationToken ct) => (await database.ListAsync(
        $"SELECT {Columns} FROM redrives WHERE redrive = @id", command => command.Add("@id", id), Read, ct)).SingleOrDefault();

    /// <summary>Begun by somebody and not at their end, the newest first: to be resumed, if nobody is at them.</summary>
    public Task<IReadOnlyList<Redrive>> OpenAsync(int most, CancellationToken ct) => database.ListAsync(
        $"SELECT {Columns} FROM redrives WHERE state IN ('running', 'undecided') AND automatic = 0 ORDER BY redrive DESC LIMIT @most",
        command => command.Add("@most", most), Read, ct);

    /// <summary>The newest first.</summary>
    internal Task<IReadOnlyList<Redrive>> NewestAsync(int most, CancellationToken ct) => database.ListAsync(
        $"SELECT {Columns} FROM redrives ORDER BY redrive DESC LIMIT @most", command => command.Add("@most", most), Read, ct);

    internal Task<IReadOnlyList<Redrive>> RunningAutomaticAsync(int most, CancellationToken ct) => database.ListAsync(
        $"SELECT {Columns} FROM redrives WHERE state = 'running' AND automatic = 1 ORDER BY redrive LIMIT @most", command => command.Add("@most", most), Read, ct);

    /// <summary>Those of one group, the newest first.</summary>
    internal Task<IReadOnlyList<Redrive>> OfGroupAsync(GroupKey group, int most, CancellationToken ct) => database.ListAsync(
        $"SELECT {Columns} FROM redrives WHERE function = @function AND fingerprint = @fingerprint ORDER BY redrive DESC LIMIT @most",
        command => command.With("@function", group.Function).With("@fingerprint", group.Fingerprint).Add("@most", most), Read, ct);

    /// <summary>Begins one, in place of any of the same group that did not end. Whoever calls has the group's right.</summary>
    /// <returns>Null when there is no such letter.</returns>
    internal Task<Redrive?> BeginAsync(RedriveOrder order, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        await write.AloneAsync(order.Group.Right, ct);
        var newest = write.Command($"SELECT MAX(letter) FROM dead_letters WHERE {order.Filter.Sql()}").AddFilter(order.Filter);
        if (await newest.ExecuteScalarAsync(ct) is not long until)
            return null;

        var begin = write.Command("""
            INSERT INTO redrives (function, fingerprint, tenant, letter, until_letter, automatic, rate, wait_ms, asked_by, state, started_at,
                                  moved, done, superseded, failed)
            VALUES (@function, @fingerprint, @tenant, @letter, @until, @automatic, @rate, @wait, @by, 'running', @now, 0, 0, 0, 0)
            RETURNING redrive
            """);
        begin.Add("@function", order.Group.Function);
        begin.Add("@fingerprint", order.Group.Fingerprint);
        begin.Add("@tenant", order.Tenant);
        begin.Add("@letter", order.Letter);
        begin.Add("@until", until);
        begin.Add("@automatic", order.IsAutomatic ? 1L : 0L);
        begin.Add("@rate", (long)order.Rate);
        begin.Add("@wait", (long)order.Wait.TotalMilliseconds);
        begin.Add("@by", order.AskedBy);
        begin.Add("@now", Now);
        var id = (long)(await begin.ExecuteScalarAsync(ct))!;

        var former = write.Command("""
            UPDATE redrives SET state = 'stopped', ended_at = @now, reason = @reason
            WHERE function = @function AND fingerprint = @fingerprint AND redrive < @id AND state IN ('running', 'undecided')
            """);
        former.Add("@now", Now);
        former.Add("@reason", $"redrive {id} took its place");
        former.Add("@function", order.Group.Function);
        former.Add("@fingerprint", order.Group.Fingerprint);
        former.Add("@id", id);
        await former.ExecuteNonQueryAsync(ct);
        await write.CommitAsync();
        await database.SyncAsync(ct);
        return await FindAsync(id, ct);
    });

    /// <summary>Goes on with one whose results did not come in time: they have as long again.</summary>
    internal Task ReopenAsync(Redrive redrive, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        var letters = write.Command("UPDATE redriven SET moved_at = @now WHERE redrive = @id AND outcome = 0").With("@now", Now).With("@id", redrive.Id);
        await letters.ExecuteNonQueryAsync(ct);
        var reopen = write.Command("UPDATE redrives SET state = 'running', reason = NULL, ended_at = NULL WHERE redrive = @id").With("@id", redrive.Id);
        await reopen.ExecuteNonQueryAsync(ct);
        await write.CommitAsync();
        return true;
    });

    /// <summary>On disk when this completes.</summary>
    internal async Task<Redrive> EndAsync(Redrive redrive, string state, string? reason, CancellationToken ct)
    {
        await database.WriteAsync(
            Writer, "UPDATE redrives SET state = @state, reason = @reason, ended_at = @now WHERE redrive = @id AND state = 'running'",
            command => command.With("@state", state).With("@reason", reason).With("@now", Now).Add("@id", redrive.Id), ct);
        await database.AskAsync(async () =>
        {
            await database.SyncAsync(ct);
            return true;
        });
        return (await FindAsync(redrive.Id, ct))!;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static Redrive Read(DbDataReader row) => new(
        row.GetInt64(0),
        new RedriveOrder(
            new GroupKey(row.GetString(1), row.GetString(2)), row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetInt64(4),
            (int)row.GetInt64(7), TimeSpan.FromMilliseconds(row.GetInt64(8)), row.GetString(9), row.GetInt64(6) != 0),
        row.GetInt64(5), row.GetString(10), row.IsDBNull(11) ? null : row.GetString(11), At(row.GetInt64(12)), row.IsDBNull(13) ? null : At(row.GetInt64(13)),
        row.GetInt64(14), row.GetInt64(15), row.GetInt64(16), row.GetInt64(17));

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

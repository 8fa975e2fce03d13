using System.Collections.Concurrent;
using System.Globalization;
using ClearView.Messaging.Claims;
using ClearView.Messaging.Store.Dead;

namespace ClearView.Messaging.Store;

/// <summary>The outbox table, read along an index from where the reader is, so that its size does not matter.</summary>
public sealed class Outbox(IStoreDatabase database, OutboxSignal signal, SenderName sender, TimeProvider clock) : IOutbox, IAsyncDisposable
{
    private const string Writer = "outbox";
    private const long MostBytes = 32 << 20;
    private const int MostProcessesOfOneName = 64;
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _lookForEndedEvery = TimeSpan.FromSeconds(5);

    // Senders and tenants are few, and each is found by one look into the index, however much lies between.
    private const string Senders = """
        WITH RECURSIVE found (sender) AS (
            SELECT MIN(sender) FROM outbox
            UNION ALL
            SELECT (SELECT MIN(sender) FROM outbox WHERE sender > found.sender) FROM found WHERE found.sender IS NOT NULL)
        SELECT sender FROM found WHERE sender IS NOT NULL
        """;

    private const string Tenants = """
        WITH RECURSIVE found (tenant) AS (
            SELECT MIN(tenant) FROM outbox WHERE sender = @sender
            UNION ALL
            SELECT (SELECT MIN(tenant) FROM outbox WHERE sender = @sender AND tenant > found.tenant) FROM found WHERE found.tenant IS NOT NULL)
        SELECT tenant FROM found WHERE tenant IS NOT NULL
        """;

    private readonly Dictionary<string, IRight> _mine = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, bool> _claims = new(); // rows that were read and carry one
    private bool _hasName;
    private long _lookedAt;

    public Task WaitAsync(CancellationToken ct) => signal.WaitAsync(_longestWait, ct);

    public Task<IReadOnlyList<OutboxSource>> SourcesAsync(CancellationToken ct) => database.AskAsync<IReadOnlyList<OutboxSource>>(async () =>
    {
        await TakeNameAsync(ct);
        await TakeOverAsync(ct);
        var sources = new List<OutboxSource>();
        foreach (var name in _mine.Where(m => m.Value.IsHeld).Select(m => m.Key))
            sources.AddRange((await ReadTextsAsync(Tenants, name, ct)).Select(t => new OutboxSource(name, new TenantId(t))));
        return sources;
    });

    public Task<IReadOnlyList<OutboxEntry>> ReadAsync(OutboxSource source, long after, int most, CancellationToken ct) =>
        database.AskAsync<IReadOnlyList<OutboxEntry>>(async () =>
        {
            await using var connection = await database.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT * FROM outbox WHERE sender = @sender AND tenant = @tenant AND position > @after ORDER BY position LIMIT @most";
            command.Add("@sender", source.Sender);
            command.Add("@tenant", source.Tenant.Value);
            command.Add("@after", after);
            command.Add("@most", most);

            var entries = new List<OutboxEntry>();
            await using var row = await command.ExecuteReaderAsync(ct);
            var position = row.GetOrdinal("position");
            for (var bytes = 0L; bytes < MostBytes && await row.ReadAsync(ct); bytes += entries[^1].Message.Body.Length)
            {
                entries.Add(new OutboxEntry(row.GetInt64(position), row.ReadMessage()) { Queue = row.Text("queue") });
                if (Claim.IsOne(entries[^1].Message.Body.Span))
                    _claims[entries[^1].Position] = true;
            }

            if (entries.Count > 0)
                await database.SyncAsync(ct); // what is published must not outlive its reason
            return entries;
        });

    public Task RemoveAsync(IReadOnlyList<long> positions, CancellationToken ct) => positions.Count == 0 ? Task.CompletedTask : database.AskAsync(async () =>
    {
        IReadOnlyList<long> claimed = _claims.IsEmpty ? [] : [.. positions.Where(_claims.ContainsKey)];
        await using var write = await database.BeginAsync(Writer, ct);
        if (claimed.Count > 0)
            await RenewAsync(write, claimed, ct);
        await RemoveAsync(write, positions, ct);
        await write.CommitAsync();
        foreach (var position in claimed)
            _claims.TryRemove(position, out _);
        return true;
    });

    public Task SetAsideAsync(OutboxEntry entry, FailureCause cause, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        var letter = write.Command(DeadLetters.Insert);
        letter.AddDeadLetter(entry.Message, cause, cause.FailedAt);
        await letter.ExecuteNonQueryAsync(ct);
        await RemoveAsync(write, [entry.Position], ct);
        await write.CommitAsync();
        _claims.TryRemove(entry.Position, out _);
        return true;
    });

    public Task<long> CountAsync(long most, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM (SELECT 1 FROM outbox LIMIT @most) AS found";
        command.Add("@most", most);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    });

    public Task BeatAsync(CancellationToken ct) => database.WriteAsync(
        Writer, "INSERT INTO senders (name, seen_at) VALUES (@sender, @now) ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at",
        command =>
        {
            command.Add("@sender", sender.Value);
            command.Add("@now", clock.GetUtcNow().ToUnixTimeMilliseconds());
        }, ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var right in _mine.Values)
            await right.DisposeAsync();
        _mine.Clear();
    }

    /// <summary>The first of its names that no living process has; what it commits from then on is under that name.</summary>
    private async Task TakeNameAsync(CancellationToken ct)
    {
        for (var number = 0; !_hasName && number < MostProcessesOfOneName; number++)
        {
            var name = number == 0 ? sender.Base : string.Create(CultureInfo.InvariantCulture, $"{sender.Base}.{number}");
            if (!await TryTakeAsync(name, ct))
                continue;
            sender.Value = name;
            _hasName = true;
        }
    }

    /// <summary>A sender whose name can be had has ended: what it left behind is sent here.</summary>
    private async Task TakeOverAsync(CancellationToken ct)
    {
        if (_lookedAt != 0 && clock.GetElapsedTime(_lookedAt) < _lookForEndedEvery)
            return;
        _lookedAt = clock.GetTimestamp();
        var present = await ReadTextsAsync(Senders, null, ct);
        foreach (var name in present)
            await TryTakeAsync(name, ct);
        // Sent to its end: who starts under that name again may have it back. Nobody starts under that of the dead letters.
        foreach (var name in _mine.Keys.Where(n => n != sender.Value && n != PutBack.Sender && !present.Contains(n)).ToList())
        {
            await _mine[name].DisposeAsync();
            _mine.Remove(name);
        }
    }

    private async Task<bool> TryTakeAsync(string name, CancellationToken ct)
    {
        if (_mine.TryGetValue(name, out var mine) && mine.IsHeld)
            return true;
        _mine.Remove(name);
        if (await database.TryTakeAsync("outbox/" + name, ct) is not { } right)
            return false;
        _mine.Add(name, right);
        return true;
    }

    private async Task<List<string>> ReadTextsAsync(string sql, string? ofSender, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (ofSender is not null)
            command.Add("@sender", ofSender);
        var texts = new List<string>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            texts.Add(row.GetString(0));
        return texts;
    }

    /// <summary>From here on the broker names it, and the outbox no more: its age counts anew.</summary>
    private async Task RenewAsync(IStoreWrite write, IReadOnlyList<long> positions, CancellationToken ct)
    {
        await using var command = write.Connection.CreateCommand();
        command.Transaction = write.Transaction;
        command.CommandText = $"UPDATE claims SET kept_at = @now WHERE claim IN (SELECT body FROM outbox WHERE position IN ({ListOf(positions)}))";
        command.Add("@now", clock.GetUtcNow().ToUnixTimeMilliseconds());
        await command.ExecuteNonQueryAsync(ct);
    }

    // Not synced: what a failing machine undoes here is done again. Numbers of our own, so they may stand in the statement.
    private static async Task RemoveAsync(IStoreWrite write, IReadOnlyList<long> positions, CancellationToken ct)
    {
        await using var command = write.Connection.CreateCommand();
        command.Transaction = write.Transaction;
        command.CommandText = $"DELETE FROM outbox WHERE position IN ({ListOf(positions)})";
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string ListOf(IReadOnlyList<long> positions) => string.Join(',', positions.Select(p => p.ToString(CultureInfo.InvariantCulture)));
}

using System.Globalization;
using ClearView.Messaging.Claims;

namespace ClearView.Messaging.Store;

/// <summary>
/// The claims table: large sealed bodies under their claims. In the store, for every process of an installation has it, on however many
/// machines; so a body commits with the outbox row that names it, and goes into the same backup.
/// </summary>
public sealed class ClaimedBodies(IStoreDatabase database, ClaimOptions options, TimeProvider clock) : IClaims
{
    private const string Writer = "claims";

    private const string Insert = """
        INSERT INTO claims (claim, kept_at, length, tenant, subject, order_key, source_version, causation_id, key_id, message_id, type, body)
        VALUES (@claim, @now, @length, @tenant, @subject, @order_key, @source_version, @causation_id, @key_id, @message_id, @type, @body)
        ON CONFLICT (claim) DO UPDATE SET kept_at = excluded.kept_at
        """;

    // Who looks empty may only have handed out all it holds. What was in somebody's hands at one look has ended, or is back, at a much later one.
    private const string Saw = """
        INSERT INTO claim_marks (queue, empty_at, proven_at) VALUES (@queue, @empty_at, 0)
        ON CONFLICT (queue) DO UPDATE SET
            proven_at = CASE WHEN claim_marks.empty_at > 0 AND excluded.empty_at - claim_marks.empty_at >= @unseen
                             THEN claim_marks.empty_at ELSE claim_marks.proven_at END,
            empty_at = CASE WHEN claim_marks.empty_at = 0 OR excluded.empty_at - claim_marks.empty_at >= @unseen
                            THEN excluded.empty_at ELSE claim_marks.empty_at END
        """;

    // Read once for a whole sweep, and only when something is old enough: no index for it stands in the way of every message.
    private static readonly string _renew = $"""
        UPDATE claims SET kept_at = @now WHERE kept_at < @limit AND claim IN (
            SELECT body FROM outbox WHERE length(body) = {Claim.Size}
            UNION ALL SELECT body FROM inbox WHERE state = 0 AND length(body) = {Claim.Size}
            UNION ALL SELECT body FROM dead_letters WHERE length(body) = {Claim.Size})
        """;

    /// <summary>Longer than an unsettled delivery and a wait for the next attempt can be out of sight.</summary>
    private static readonly TimeSpan _unseen = TimeSpan.FromDays(2);

    /// <summary>Longer than a body is kept before its message is published.</summary>
    private static readonly TimeSpan _beforePublish = TimeSpan.FromHours(1);

    private static readonly TimeSpan _countEvery = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private long _bytes;
    private long _countedAt;

    public int Threshold => options.Threshold;

    public async Task<OutgoingMessage> KeepAsync(OutgoingMessage message, CancellationToken ct)
    {
        var kept = await database.AskAsync(async () =>
        {
            await using var write = await database.BeginAsync(Writer, ct);
            var claimed = await KeepAsync(write, message, ct);
            await write.CommitAsync();
            return claimed;
        });
        await database.SyncAsync(ct);
        return kept;
    }

    /// <summary>In a transaction of the caller's.</summary>
    internal async Task<OutgoingMessage> KeepAsync(IStoreWrite write, OutgoingMessage message, CancellationToken ct)
    {
        await MakeSureOfRoomAsync(write, message.Body.Length, ct);
        var claim = Claim.Of(message.Body.Span);
        var command = write.Command(Insert);
        command.AddEnvelope(message.Envelope);
        command.Add("@claim", claim);
        command.Add("@now", Now);
        command.Add("@length", (long)message.Body.Length);
        command.Add("@body", message.Body.ToArray());
        await command.ExecuteNonQueryAsync(ct);
        return message with { Body = claim };
    }

    public Task<byte[]?> FindAsync(ReadOnlyMemory<byte> claim, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        // Nothing is read of what has another length: it may have any.
        command.CommandText = "SELECT CASE WHEN length(body) = @length THEN body END FROM claims WHERE claim = @claim";
        command.Add("@length", Claim.LengthOf(claim.Span));
        command.Add("@claim", claim.ToArray());
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct) ? null : row.IsDBNull(0) ? [] : row.GetFieldValue<byte[]>(0);
    });

    public Task SawAsync(IReadOnlyDictionary<string, DateTimeOffset?> emptyAt, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        await write.AloneAsync("claim-marks", ct);
        foreach (var (queue, at) in emptyAt.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var command = write.Command(Saw);
            command.Add("@queue", queue);
            command.Add("@empty_at", at?.ToUnixTimeMilliseconds() ?? 0L);
            command.Add("@unseen", (long)_unseen.TotalMilliseconds);
            await command.ExecuteNonQueryAsync(ct);
        }

        await write.CommitAsync();
        return true;
    });

    public Task<DateTimeOffset?> OldestAsync(CancellationToken ct) => database.AskAsync(() => OldestKeptAsync(ct));

    public Task<ClaimsToGo> RenewAsync(DateTimeOffset before, CancellationToken ct) => database.AskAsync(async () =>
    {
        var (queue, proven) = await LeastProvenAsync(ct);
        var oldest = await OldestKeptAsync(ct);
        if (oldest is null || oldest >= before)
            return new ClaimsToGo(null, null);
        var limit = proven < before ? proven : before;
        var heldBy = limit < before ? queue : null;
        if (oldest >= limit)
            return new ClaimsToGo(null, heldBy);

        await using var write = await database.BeginAsync(Writer, ct);
        var renew = write.Command(_renew);
        renew.Add("@now", Now);
        renew.Add("@limit", limit.ToUnixTimeMilliseconds());
        await renew.ExecuteNonQueryAsync(ct);
        await write.CommitAsync();
        return new ClaimsToGo(limit, heldBy);
    });

    public Task<int> RemoveAsync(DateTimeOffset before, int most, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        var command = write.Command("DELETE FROM claims WHERE position IN (SELECT position FROM claims WHERE kept_at < @limit ORDER BY kept_at LIMIT @most)");
        command.Add("@limit", before.ToUnixTimeMilliseconds());
        command.Add("@most", most);
        var removed = await command.ExecuteNonQueryAsync(ct);
        await write.CommitAsync();
        return removed;
    });

    /// <summary>Counted seldom: between two counts the bound can be passed by what other processes keep.</summary>
    private async Task MakeSureOfRoomAsync(IStoreWrite write, int length, CancellationToken ct)
    {
        bool isStale;
        lock (_gate)
            isStale = _countedAt == 0 || clock.GetElapsedTime(_countedAt) >= _countEvery;
        if (isStale)
        {
            var all = Convert.ToInt64(await write.Command("SELECT COALESCE(SUM(length), 0) FROM claims").ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
            lock (_gate)
                (_bytes, _countedAt) = (all, clock.GetTimestamp());
        }

        lock (_gate)
        {
            if (_bytes + length > options.MostBytes)
                throw NoRoom($"the large bodies in it take {_bytes} bytes, and {options.MostBytes} at most");
            if (database.FreeBytes is { } free && free - length < options.LeastFreeBytes)
                throw NoRoom($"its disk has {free} bytes free, and {options.LeastFreeBytes} stay free of large bodies");
            _bytes += length;
        }
    }

    private StoreUnavailableException NoRoom(string why) =>
        new($"The store '{database.Name}' takes no further large body now: {why}. Make room, or raise the bound.");

    /// <summary>The queue of which it is longest ago that nothing older was in it; without one nothing is proven.</summary>
    private async Task<(string? Queue, DateTimeOffset At)> LeastProvenAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT queue, proven_at FROM claim_marks ORDER BY proven_at, queue LIMIT 1";
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetString(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)) - _beforePublish) : (null, DateTimeOffset.MinValue);
    }

    private async Task<DateTimeOffset?> OldestKeptAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MIN(kept_at) FROM claims";
        return await command.ExecuteScalarAsync(ct) is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}

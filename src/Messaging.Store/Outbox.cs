using System.Globalization;

namespace ClearView.Messaging.Store;

/// <summary>The outbox table, read in the order of its key and only from its head, so that its size does not matter.</summary>
public sealed class Outbox(IStoreDatabase database, OutboxSignal signal, SenderName sender, TimeProvider clock) : IOutbox
{
    // Rows of a process that does not come back are taken over; one that is alive and cannot send keeps its own.
    private static readonly TimeSpan _abandonedAfter = TimeSpan.FromSeconds(30);
    private const string Writer = "outbox";
    private const long MostBytes = 32 << 20;
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(1);

    public Task WaitAsync(CancellationToken ct) => signal.WaitAsync(_longestWait, ct);

    public async Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT * FROM outbox
            WHERE sender = @sender OR (kept_at < @abandoned AND sender NOT IN (SELECT name FROM senders WHERE seen_at >= @abandoned))
            ORDER BY position LIMIT @most
            """;
        command.Add("@sender", sender.Value);
        command.Add("@abandoned", (clock.GetUtcNow() - _abandonedAfter).ToUnixTimeMilliseconds());
        command.Add("@most", most);

        var entries = new List<OutboxEntry>();
        await using var row = await command.ExecuteReaderAsync(ct);
        var position = row.GetOrdinal("position");
        for (var bytes = 0L; bytes < MostBytes && await row.ReadAsync(ct); bytes += entries[^1].Message.Body.Length)
            entries.Add(new OutboxEntry(row.GetInt64(position), row.ReadMessage()));
        if (entries.Count > 0)
            await database.SyncAsync(ct); // what is published must not outlive its reason
        return entries;
    }

    public Task RemoveAsync(IReadOnlyList<long> positions, CancellationToken ct) => database.AskAsync(async () =>
    {
        await using var write = await database.BeginAsync(Writer, ct);
        await RemoveAsync(write, positions, ct);
        await write.CommitAsync();
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
        return true;
    });

    public Task BeatAsync(CancellationToken ct) => database.WriteAsync(
        Writer, "INSERT INTO senders (name, seen_at) VALUES (@sender, @now) ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at",
        command =>
        {
            command.Add("@sender", sender.Value);
            command.Add("@now", clock.GetUtcNow().ToUnixTimeMilliseconds());
        }, ct);

    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM outbox";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    // Not synced: what a failing machine undoes here is done again. Numbers of our own, so they may stand in the statement.
    private static async Task RemoveAsync(IStoreWrite write, IReadOnlyList<long> positions, CancellationToken ct)
    {
        await using var command = write.Connection.CreateCommand();
        command.Transaction = write.Transaction;
        command.CommandText = $"DELETE FROM outbox WHERE position IN ({string.Join(',', positions.Select(p => p.ToString(CultureInfo.InvariantCulture)))})";
        await command.ExecuteNonQueryAsync(ct);
    }
}

using System.Globalization;

namespace ClearView.Messaging.Store;

/// <summary>The outbox table, read in the order of its key and only from its head, so that its size does not matter.</summary>
public sealed class Outbox(StoreDatabase database, OutboxSignal signal, SenderName sender, TimeProvider clock) : IOutbox
{
    // Rows of a process that never came back are taken over.
    private static readonly TimeSpan _abandonedAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(1);

    public Task WaitAsync(CancellationToken ct) => signal.WaitAsync(_longestWait, ct);

    public async Task<IReadOnlyList<OutboxEntry>> ReadAsync(int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT * FROM outbox WHERE sender = @sender OR kept_at < @abandoned ORDER BY position LIMIT @most
            """;
        command.Add("@sender", sender.Value);
        command.Add("@abandoned", (clock.GetUtcNow() - _abandonedAfter).ToUnixTimeMilliseconds());
        command.Add("@most", most);

        var entries = new List<OutboxEntry>();
        await using var row = await command.ExecuteReaderAsync(ct);
        var position = row.GetOrdinal("position");
        while (await row.ReadAsync(ct))
            entries.Add(new OutboxEntry(row.GetInt64(position), row.ReadMessage()));
        return entries;
    }

    public async Task RemoveAsync(IReadOnlyList<long> positions, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await database.WriteGate.WaitAsync(ct);
        try
        {
            await using var command = connection.CreateCommand();
            // Numbers of our own, so they may stand in the statement.
            command.CommandText = $"DELETE FROM outbox WHERE position IN ({string.Join(',', positions.Select(p => p.ToString(CultureInfo.InvariantCulture)))})";
            await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            database.WriteGate.Release();
        }
    }

    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM outbox";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}

using System.Text.Json;

namespace ClearView.Messaging.Store;

/// <summary>The dead_letters table.</summary>
public sealed class DeadLetters(StoreDatabase database) : IDeadLetters
{
    internal const string Insert = """
        INSERT INTO dead_letters (function, message_id, code, cause, failed_at, tenant, subject, order_key, source_version,
                                  causation_id, key_id, type, source, time, trace_parent, trace_state, body)
        VALUES (@function, @message_id, @code, @cause, @failed_at, @tenant, @subject, @order_key, @source_version,
                @causation_id, @key_id, @type, @source, @time, @trace_parent, @trace_state, @body)
        ON CONFLICT (function, message_id) DO UPDATE SET code = excluded.code, cause = excluded.cause, failed_at = excluded.failed_at
        """;

    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM dead_letters";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT * FROM dead_letters WHERE tenant = @tenant AND (@subject IS NULL OR subject = @subject)
            ORDER BY failed_at DESC, message_id LIMIT @most
            """;
        command.Add("@tenant", tenant.Value);
        command.Add("@subject", subject);
        command.Add("@most", most);
        var letters = new List<DeadLetter>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            var cause = row.GetString(row.GetOrdinal("cause"));
            letters.Add(new DeadLetter(
                row.GetString(row.GetOrdinal("function")), row.ReadMessage(),
                cause == "{}" ? null : JsonSerializer.Deserialize(cause, StoreJson.Default.FailureCause)));
        }

        return letters;
    }
}

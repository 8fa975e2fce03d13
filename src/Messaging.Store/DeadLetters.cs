using System.Runtime.CompilerServices;

namespace ClearView.Messaging.Store;

/// <summary>The dead_letters table.</summary>
public sealed class DeadLetters(IStoreDatabase database, TimeProvider clock) : IDeadLetters
{
    internal const string Insert = """
        INSERT INTO dead_letters (function, message_id, code, fingerprint, cause, failed_at, tenant, subject, order_key, source_version,
                                  causation_id, key_id, type, source, time, trace_parent, trace_state, body, transient)
        VALUES (@function, @message_id, @code, @fingerprint, @cause, @failed_at, @tenant, @subject, @order_key, @source_version,
                @causation_id, @key_id, @type, @source, @time, @trace_parent, @trace_state, @body, @transient)
        ON CONFLICT (function, message_id) DO UPDATE SET code = excluded.code, fingerprint = excluded.fingerprint, cause = excluded.cause,
               failed_at = excluded.failed_at, transient = excluded.transient
        """;

    private const int NoLimit = int.MaxValue;

    public async Task KeepAsync(Delivery delivery, FailureCause? cause, CancellationToken ct)
    {
        await database.WriteAsync("dead-letters", Insert, command => command.AddDeadLetter(
            new OutgoingMessage(delivery.Envelope, delivery.Body), cause, cause?.FailedAt ?? clock.GetUtcNow()), ct);
        await database.AskAsync(async () =>
        {
            await database.SyncAsync(ct);
            return true;
        });
    }

    public async Task<long> CountAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM dead_letters WHERE discard IS NULL";
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task<IReadOnlyList<DeadLetter>> ListAsync(TenantId tenant, string? subject, int most, CancellationToken ct) =>
        await ReadAsync(tenant, subject, most, ct).ToListAsync(ct);

    public IAsyncEnumerable<DeadLetter> AllAsync(TenantId tenant, CancellationToken ct) => ReadAsync(tenant, null, NoLimit, ct);

    private async IAsyncEnumerable<DeadLetter> ReadAsync(TenantId tenant, string? subject, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT function, cause, message_id, tenant, subject, order_key, source_version, causation_id, key_id, type, source, time, trace_parent, trace_state
            FROM dead_letters WHERE tenant = @tenant AND (subject = @subject OR (@subject IS NULL AND discard IS NULL))
            ORDER BY failed_at DESC, message_id LIMIT @most
            """;
        command.Add("@tenant", tenant.Value);
        command.Add("@subject", subject);
        command.Add("@most", most);
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            yield return new DeadLetter(row.GetString(row.GetOrdinal("function")), row.ReadEnvelope(), row.ReadCause());
        }
    }
}

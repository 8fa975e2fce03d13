using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>What was answered to which Idempotency-Key.</summary>
public sealed class IntakeStore(HiringDb db)
{
    /// <summary>Until the transaction ends nobody else looks for this receipt to answer, or makes it.</summary>
    public Task ClaimAsync(TenantId tenant, string key, CancellationToken ct) => db.AloneAsync($"intake/{tenant.Value}/{key}", ct);

    public async Task<IntakeReceipt?> FindAsync(TenantId tenant, string key, CancellationToken ct) =>
        await db.FindAsync<IntakeReceipt>(
            "SELECT request_hash AS RequestHash, kind AS Kind, id AS Id FROM intake WHERE tenant = @tenant AND idempotency_key = @key",
            new { tenant = tenant.Value, key }, ct);

    public Task SaveAsync(TenantId tenant, string key, IntakeReceipt receipt, DateTimeOffset now, CancellationToken ct) => db.ExecuteAsync("""
        INSERT INTO intake (tenant, idempotency_key, request_hash, kind, id, received_at)
        VALUES (@tenant, @key, @requestHash, @kind, @id, @now)
        """,
        new { tenant = tenant.Value, key, requestHash = receipt.RequestHash, kind = receipt.Kind, id = receipt.Id, now = now.ToString("O", System.Globalization.CultureInfo.InvariantCulture) }, ct);

    /// <summary>
    /// The version of what the receipt stands for: the time, but always later than the version before, whatever the clock was set to.
    /// </summary>
    public async Task<long> NextVersionAsync(TenantId tenant, string key, DateTimeOffset now, CancellationToken ct) =>
        await db.FindAsync<long?>("""
            UPDATE intake SET version = CASE WHEN @now > version THEN @now ELSE version + 1 END WHERE tenant = @tenant AND idempotency_key = @key RETURNING version
            """, new { tenant = tenant.Value, key, now = now.ToUnixTimeMilliseconds() }, ct)
        ?? throw new InvalidOperationException("A version follows from a receipt. Save the receipt first.");
}

/// <param name="RequestHash">Digest of the request: the same key with another request is refused.</param>
/// <param name="Kind">resume or job.</param>
/// <param name="Id">The candidate's or the job's id.</param>
public sealed record IntakeReceipt(string RequestHash, string Kind, string Id);

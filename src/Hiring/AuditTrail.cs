using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>
/// What was decided when, append-only: each entry's hash covers the one before, so that a changed, removed or inserted entry shows. The
/// newest entry is named beside the chain, sealed with the installation's key: without that a chain that lost its end would hold.
/// It holds digests, not contents.
/// </summary>
public sealed class AuditTrail(HiringDb db, AuditHead head)
{
    private const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>To be called in a transaction: to its end, whoever else appends waits.</summary>
    public Task AppendAsync(Envelope envelope, ReadOnlyMemory<byte> content, DateTimeOffset at, CancellationToken ct) =>
        AppendAsync(envelope.Tenant, envelope.Id, envelope.Type, envelope.Subject, content, at, ct);

    /// <summary>For what no message tells.</summary>
    public async Task AppendAsync(
        TenantId tenant, MessageId id, string type, string? subject, ReadOnlyMemory<byte> content, DateTimeOffset at, CancellationToken ct)
    {
        await db.AloneAsync("audit", ct); // two that followed the same entry would fork the chain
        var last = await db.FindAsync<Entry>(Select + " ORDER BY seq DESC LIMIT 1", new { }, ct);
        var (isThere, named) = await head.ReadAsync(ct);
        // An entry follows the head and not the last row: where the end was cut off, the gap stays.
        var (seq, previous) = named is not null ? (named.Seq, named.Hash) : (last?.Seq ?? 0, last?.Hash ?? Beginning);
        var entry = new Entry(Math.Max(seq, last?.Seq ?? 0) + 1, tenant.Value, id.ToString(), type, subject,
            at.ToString("O", CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(content.Span)), previous, "");
        entry = entry with { Hash = HashOf(entry) };
        await db.ExecuteAsync("""
            INSERT INTO audit (seq, tenant, message_id, type, subject, at, content_hash, previous, hash)
            VALUES (@Seq, @Tenant, @MessageId, @Type, @Subject, @At, @ContentHash, @Previous, @Hash)
            """, entry, ct);
        // A head that is gone or forged stays so: a new one would vouch for what somebody changed.
        if (named is not null || (!isThere && last is null))
            await head.WriteAsync(new AuditEnd(entry.Seq, entry.Hash), ct);
    }

    /// <summary>The first entry that does not follow from the one before, or is missing at the end; null when the whole trail holds.</summary>
    public async Task<(long Entries, long? BrokenAt)> VerifyAsync(CancellationToken ct)
    {
        const int Page = 1000;
        var (_, before) = await head.ReadAsync(ct);
        long seq = 0;
        var previous = Beginning;
        while (true)
        {
            var entries = await db.QueryAsync<Entry>(Select + " WHERE seq > @seq ORDER BY seq LIMIT @Page", new { seq, Page }, ct);
            foreach (var entry in entries)
            {
                if (entry.Seq != seq + 1 || entry.Previous != previous || entry.Hash != HashOf(entry) || (entry.Seq == before?.Seq && entry.Hash != before.Hash))
                    return (seq, seq + 1);
                seq = entry.Seq;
                previous = entry.Hash;
            }

            if (entries.Count == Page)
                continue;
            // Entries may have come meanwhile, but none that no head names.
            var (isThere, after) = await head.ReadAsync(ct);
            return seq < (before?.Seq ?? 0) ? (seq, seq + 1)
                : after is null && (isThere || seq > 0) ? (seq, Math.Max(seq, 1))
                : seq > (after?.Seq ?? 0) ? (seq, after!.Seq + 1)
                : seq == after?.Seq && previous != after.Hash ? (seq, seq)
                : (seq, null);
        }
    }

    private const string Select = """
        SELECT seq AS Seq, tenant AS Tenant, message_id AS MessageId, type AS Type, subject AS Subject, at AS At,
               content_hash AS ContentHash, previous AS Previous, hash AS Hash FROM audit
        """;

    private static string HashOf(Entry e) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\n', e.Seq.ToString(CultureInfo.InvariantCulture), e.Tenant, e.MessageId, e.Type, e.Subject ?? "", e.At, e.ContentHash, e.Previous))));

    private sealed record Entry(
        long Seq, string Tenant, string MessageId, string Type, string? Subject, string At, string ContentHash, string Previous, string Hash);
}

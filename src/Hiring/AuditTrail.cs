using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>
/// What was decided when, append-only: each entry's hash covers the one before, so that a changed, removed or inserted entry shows.
/// It holds digests, not contents.
/// </summary>
public sealed class AuditTrail(HiringDb db)
{
    private const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>To be called in a transaction that excludes other writers, or the chain would fork.</summary>
    public async Task AppendAsync(Envelope envelope, ReadOnlyMemory<byte> content, DateTimeOffset at, CancellationToken ct)
    {
        var last = await db.FindAsync<Entry>(Select + " ORDER BY seq DESC LIMIT 1", new { }, ct);
        var entry = new Entry((last?.Seq ?? 0) + 1, envelope.Tenant.Value, envelope.Id.ToString(), envelope.Type, envelope.Subject,
            at.ToString("O", CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(content.Span)), last?.Hash ?? Beginning, "");
        await db.ExecuteAsync("""
            INSERT INTO audit (seq, tenant, message_id, type, subject, at, content_hash, previous, hash)
            VALUES (@Seq, @Tenant, @MessageId, @Type, @Subject, @At, @ContentHash, @Previous, @Hash)
            """, entry with { Hash = HashOf(entry) }, ct);
    }

    /// <summary>The first entry that does not follow from the one before; null when the whole trail holds.</summary>
    public async Task<(long Entries, long? BrokenAt)> VerifyAsync(CancellationToken ct)
    {
        const int Page = 1000;
        long seq = 0;
        var previous = Beginning;
        while (true)
        {
            var entries = await db.QueryAsync<Entry>(Select + " WHERE seq > @seq ORDER BY seq LIMIT @Page", new { seq, Page }, ct);
            foreach (var entry in entries)
            {
                if (entry.Seq != seq + 1 || entry.Previous != previous || entry.Hash != HashOf(entry))
                    return (seq, seq + 1);
                seq = entry.Seq;
                previous = entry.Hash;
            }

            if (entries.Count < Page)
                return (seq, null);
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

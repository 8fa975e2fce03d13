using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.Hiring;

/// <summary>Which entry of the audit trail is the newest, sealed with the installation's key: who can write to the store alone cannot forge it.</summary>
public sealed class AuditHead(HiringDb db, IKeyRing keys)
{
    private static readonly byte[] _bound = "clearview audit head"u8.ToArray();

    /// <summary>The end is null when there is none, or when it was not sealed by this installation.</summary>
    public async Task<(bool IsThere, AuditEnd? End)> ReadAsync(CancellationToken ct)
    {
        if (await db.FindAsync<Row>("SELECT key_id AS KeyId, box AS Box FROM audit_head WHERE only_one = 1", new { }, ct) is not { } row)
            return (false, null);

        try
        {
            var parts = keys.Find(TenantId.Default, row.KeyId) is { } key
                ? Encoding.UTF8.GetString(Sealed.Open(Convert.FromBase64String(row.Box), key, _bound)).Split('\n')
                : [];
            return (true, parts is [var seq, var hash] ? new AuditEnd(long.Parse(seq, CultureInfo.InvariantCulture), hash) : null);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or TransientFailureException)
        {
            return (true, null);
        }
    }

    public async Task WriteAsync(AuditEnd end, CancellationToken ct)
    {
        var key = keys.Current(TenantId.Default);
        var content = Encoding.UTF8.GetBytes(end.Seq.ToString(CultureInfo.InvariantCulture) + "\n" + end.Hash);
        await db.ExecuteAsync("""
            INSERT INTO audit_head (only_one, key_id, box) VALUES (1, @keyId, @box)
            ON CONFLICT (only_one) DO UPDATE SET key_id = excluded.key_id, box = excluded.box
            """, new { keyId = key.Id, box = Convert.ToBase64String(Sealed.Close(content, key, _bound)) }, ct);
    }

    private sealed record Row(string KeyId, string Box);
}

/// <summary>The newest entry.</summary>
public sealed record AuditEnd(long Seq, string Hash);

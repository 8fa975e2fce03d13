using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging.Protection;

/// <summary>
/// Stands for a text that may say who a person is, such as a file's name: one text has one digest in one installation, and who has not
/// the installation's key can make none, so no list of names can be tried against it.
/// </summary>
public sealed class KeyedDigest(IKeyRing keys)
{
    private const string Purpose = "clearview digests";
    private const int Bytes = 16;
    private readonly ConcurrentDictionary<string, byte[]> _derived = new(StringComparer.Ordinal);

    /// <summary>The first 128 bits of HMAC-SHA256 under a key that follows from the tenant's, as 32 hexadecimal digits.</summary>
    /// <param name="use">What it is for: digests for different uses cannot be compared.</param>
    public string Of(TenantId tenant, string use, string text)
    {
        var key = keys.Current(tenant);
        var derived = _derived.GetOrAdd(key.Id, _ => key.Derive(Purpose));
        // The text comes last and needs no length: without the others' ("a", "bc") and ("ab", "c") would be one.
        var content = Encoding.UTF8.GetBytes($"{tenant.Value.Length}:{tenant.Value}|{use.Length}:{use}|{text}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(derived, content).AsSpan(0, Bytes));
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Contracts;

/// <summary>
/// Ids that follow from what they name, so that the same fact reported twice, or by two processes, has one id.
/// The first 128 bits of SHA-256 over the parts, each preceded by its length, stamped as a UUID of version 8.
/// </summary>
public static class DerivedId
{
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            // Without the length ("ab", "c") and ("a", "bc") would be one id.
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}

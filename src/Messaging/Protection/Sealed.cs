using System.Security.Cryptography;

namespace ClearView.Messaging.Protection;

/// <summary>
/// AES-256-GCM with a random 96-bit nonce. Layout: one byte format (1), nonce (12), ciphertext, tag (16).
/// A key seals at most 2^32 items (NIST SP 800-38D, section 8.3).
/// </summary>
public static class Sealed
{
    public const int KeySize = 32;
    internal const int TagSize = 16;
    private const int NonceSize = 12;
    private const byte Format = 1;

    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = 1 + NonceSize + TagSize;

    /// <param name="bound">What the content belongs to: it cannot be opened as anything else's.</param>
    public static byte[] Close(ReadOnlyMemory<byte> content, DataKey key, byte[] bound)
    {
        var box = new byte[content.Length + Overhead];
        box[0] = Format;
        RandomNumberGenerator.Fill(box.AsSpan(1, NonceSize));
        return key.Use(cipher =>
        {
            cipher.Encrypt(box.AsSpan(1, NonceSize), content.Span, box.AsSpan(1 + NonceSize, content.Length), box.AsSpan(box.Length - TagSize), bound);
            return box;
        });
    }

    /// <exception cref="CryptographicException">The box was changed, is of another format, or belongs to something else.</exception>
    public static byte[] Open(ReadOnlyMemory<byte> box, DataKey key, byte[] bound)
    {
        if (box.Length < Overhead || box.Span[0] != Format)
            throw new CryptographicException("The sealed content is too short or of an unknown format.");

        var content = new byte[box.Length - Overhead];
        return key.Use(cipher =>
        {
            cipher.Decrypt(box.Span.Slice(1, NonceSize), box.Span.Slice(1 + NonceSize, content.Length), box.Span[^TagSize..], content, bound);
            return content;
        });
    }
}

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
    public static byte[] Close(ReadOnlyMemory<byte> content, DataKey key, byte[] bound) => CloseSpan(content.Span, key, bound);

    /// <exception cref="CryptographicException">The box was changed, is of another format, or belongs to something else.</exception>
    public static byte[] Open(ReadOnlyMemory<byte> box, DataKey key, byte[] bound)
    {
        var content = new byte[Math.Max(0, box.Length - Overhead)];
        OpenInto(content, box.Span, key, bound);
        return content;
    }

    internal static byte[] CloseSpan(ReadOnlySpan<byte> content, DataKey key, ReadOnlySpan<byte> bound)
    {
        var box = GC.AllocateUninitializedArray<byte>(content.Length + Overhead);
        box[0] = Format;
        var nonce = box.AsSpan(1, NonceSize);
        Nonces.Fill(nonce);
        var cipher = key.TakeCipher();
        cipher.Encrypt(nonce, content, box.AsSpan(1 + NonceSize, content.Length), box.AsSpan(box.Length - TagSize), bound);
        key.GiveBack(cipher);
        return box;
    }

    /// <exception cref="CryptographicException">The box was changed, is of another format, or belongs to something else.</exception>
    internal static void OpenInto(Span<byte> content, ReadOnlySpan<byte> box, DataKey key, ReadOnlySpan<byte> bound)
    {
        if (box.Length < Overhead || box[0] != Format)
            throw new CryptographicException("The sealed content is too short or of an unknown format.");

        var cipher = key.TakeCipher();
        cipher.Decrypt(box.Slice(1, NonceSize), box.Slice(1 + NonceSize, content.Length), box[^TagSize..], content, bound);
        key.GiveBack(cipher); // one that failed is left to the collector
    }

    /// <summary>Random bytes, many nonces at a time: to ask for twelve costs as much as to ask for a thousand. Each is given out once.</summary>
    private static class Nonces
    {
        [ThreadStatic]
        private static byte[]? _waiting;
        [ThreadStatic]
        private static int _used;

        public static void Fill(Span<byte> nonce)
        {
            _waiting ??= new byte[64 * NonceSize];
            if (_used == 0)
                RandomNumberGenerator.Fill(_waiting);
            _waiting.AsSpan(_used, NonceSize).CopyTo(nonce);
            _used = (_used + NonceSize) % _waiting.Length;
        }
    }
}

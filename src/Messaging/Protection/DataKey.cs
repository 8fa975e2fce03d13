using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging.Protection;

/// <summary>A 256-bit key with the name that envelopes carry.</summary>
public sealed class DataKey(string id, ReadOnlyMemory<byte> bytes)
{
    // A cipher object costs two microseconds to make and serves one caller at a time.
    private readonly ConcurrentBag<AesGcm> _ciphers = [];

    public string Id { get; } = id;

    internal ReadOnlyMemory<byte> Bytes { get; } = bytes.Length == Sealed.KeySize
        ? bytes
        : throw new ArgumentException($"A key has {Sealed.KeySize} bytes, not {bytes.Length}.", nameof(bytes));

    public static DataKey Create(string id) => new(id, RandomNumberGenerator.GetBytes(Sealed.KeySize));

    /// <summary>Another key that follows from this one, for a purpose of its own (HKDF, RFC 5869).</summary>
    internal byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes.ToArray(), Sealed.KeySize, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>For one use at a time, then given back.</summary>
    internal AesGcm TakeCipher() => _ciphers.TryTake(out var cipher) ? cipher : new AesGcm(Bytes.Span, Sealed.TagSize);

    internal void GiveBack(AesGcm cipher) => _ciphers.Add(cipher);
}

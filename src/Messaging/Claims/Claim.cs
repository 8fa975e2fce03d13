using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ClearView.Messaging.Claims;

/// <summary>
/// What a message carries in place of a large body: one byte format (2), the sealed body's length (4), its SHA-256 (32). It names no place,
/// and tells nothing of the content. What it leads to is sealed for one envelope, so a claim that was put into another message opens nothing.
/// </summary>
public static class Claim
{
    public const int Size = 1 + sizeof(int) + SHA256.HashSizeInBytes;

    private const byte Format = 2; // a sealed body begins with 1

    /// <summary>Whether a body is a claim, good or bad, and not a sealed body.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body) => !body.IsEmpty && body[0] == Format;

    /// <summary>The claim for a sealed body.</summary>
    public static byte[] Of(ReadOnlySpan<byte> sealedBody)
    {
        var claim = new byte[Size];
        claim[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(claim.AsSpan(1), sealedBody.Length);
        SHA256.HashData(sealedBody, claim.AsSpan(1 + sizeof(int)));
        return claim;
    }

    /// <summary>Whether a claim is of a form that <see cref="Of"/> makes.</summary>
    internal static bool IsWellFormed(ReadOnlySpan<byte> claim) => claim.Length == Size && claim[0] == Format && LengthOf(claim) is > 0 and <= MessageWriter.LargestBody;

    /// <summary>The length that a well-formed claim promises.</summary>
    public static int LengthOf(ReadOnlySpan<byte> claim) => BinaryPrimitives.ReadInt32BigEndian(claim[1..]);

    internal static bool IsOf(ReadOnlySpan<byte> claim, ReadOnlySpan<byte> sealedBody) => claim.SequenceEqual(Of(sealedBody));
}

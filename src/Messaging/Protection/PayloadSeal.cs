using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging.Protection;

/// <summary>
/// Seals message bodies, bound to what the envelope says of whose they are, in which version, and in which order they go: who can write
/// to the broker's disk can neither swap bodies nor pass an old one for new.
/// </summary>
public static class PayloadSeal
{
    private const int LongestOnStack = 1024;

    public static byte[] Seal(ReadOnlyMemory<byte> body, DataKey key, Envelope envelope) => SealSpan(body.Span, key, envelope);

    /// <exception cref="PermanentFailureException">The body was changed or belongs to another message.</exception>
    public static byte[] Open(ReadOnlyMemory<byte> body, DataKey key, Envelope envelope)
    {
        var opened = new byte[Math.Max(0, body.Length - Sealed.Overhead)];
        OpenInto(opened, body.Span, key, envelope);
        return opened;
    }

    internal static byte[] SealSpan(ReadOnlySpan<byte> body, DataKey key, Envelope envelope)
    {
        var longest = LongestBound(envelope);
        var rented = longest > LongestOnStack ? ArrayPool<byte>.Shared.Rent(longest) : null;
        var bound = rented ?? stackalloc byte[LongestOnStack];
        try
        {
            return Sealed.CloseSpan(body, key, bound[..WriteBound(envelope, bound)]);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <param name="opened">As long as the body without <see cref="Sealed.Overhead"/>.</param>
    /// <exception cref="PermanentFailureException">The body was changed or belongs to another message.</exception>
    internal static void OpenInto(Span<byte> opened, ReadOnlySpan<byte> body, DataKey key, Envelope envelope)
    {
        var longest = LongestBound(envelope);
        var rented = longest > LongestOnStack ? ArrayPool<byte>.Shared.Rent(longest) : null;
        var bound = rented ?? stackalloc byte[LongestOnStack];
        try
        {
            Sealed.OpenInto(opened, body, key, bound[..WriteBound(envelope, bound)]);
        }
        catch (CryptographicException)
        {
            throw new PermanentFailureException("unreadable-payload",
                $"The body of a '{envelope.Type}' message does not open with key '{envelope.KeyId}': it was changed, or belongs to another message.");
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Each part with its length, so that no two envelopes give one text. The first part names this form.</summary>
    private static int WriteBound(Envelope envelope, Span<byte> to)
    {
        Span<char> id = stackalloc char[32];
        Span<char> version = stackalloc char[20];
        envelope.Id.Value.TryFormat(id, out _, "N");
        envelope.SourceVersion.TryFormat(version, out var digits, provider: CultureInfo.InvariantCulture);

        var written = WritePart(to, 0, "2");
        written = WritePart(to, written, envelope.Tenant.Value);
        written = WritePart(to, written, envelope.Type);
        written = WritePart(to, written, id);
        written = WritePart(to, written, version[..digits]);
        written = WritePart(to, written, envelope.KeyId);
        written = WriteOptional(to, written, envelope.Subject);
        return WriteOptional(to, written, envelope.OrderKey);
    }

    private static int WriteOptional(Span<byte> to, int at, string? part)
    {
        if (part is not null)
            return WritePart(to, at, part);
        "-1:|"u8.CopyTo(to[at..]);
        return at + 4;
    }

    private static int WritePart(Span<byte> to, int at, ReadOnlySpan<char> part)
    {
        part.Length.TryFormat(to[at..], out var digits, provider: CultureInfo.InvariantCulture);
        at += digits;
        to[at++] = (byte)':';
        at += Encoding.UTF8.GetBytes(part, to[at..]);
        to[at++] = (byte)'|';
        return at;
    }

    // Three bytes for a character at most; id, version, the form's name and the lengths fit into 256.
    private static int LongestBound(Envelope envelope) => 256 + 3 * (envelope.Tenant.Value.Length + envelope.Type.Length + envelope.KeyId.Length
        + (envelope.Subject?.Length ?? 0) + (envelope.OrderKey?.Length ?? 0));
}

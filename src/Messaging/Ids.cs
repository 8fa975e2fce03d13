using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging;

/// <summary>Names one message everywhere: on the wire, in inboxes, in dead letters.</summary>
public readonly record struct MessageId(Guid Value)
{
    /// <summary>An id that nothing repeats, sortable by time: for messages that begin a chain without a natural key.</summary>
    public static MessageId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>
    /// The id that follows from <paramref name="parts"/>: a stage that repeats its work makes the same ids, which inboxes skip.
    /// The first 128 bits of SHA-256 over the parts with their lengths, stamped as a UUID of version 8.
    /// </summary>
    public static MessageId Derive(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Length).Append(':').Append(part).Append('|');

        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), digest);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new MessageId(new Guid(digest[..16], bigEndian: true));
    }

    public static MessageId Parse(string text) => new(Guid.ParseExact(text, "N"));

    public static bool TryParse(string? text, out MessageId id)
    {
        var valid = Guid.TryParseExact(text, "N", out var value);
        id = new MessageId(value);
        return valid;
    }

    public override string ToString() => Value.ToString("N");
}

/// <summary>One customer. Travels in every envelope and stands in every table.</summary>
public readonly record struct TenantId(string Value)
{
    /// <summary>The tenant of an installation that serves one team.</summary>
    public static TenantId Default { get; } = new("default");

    public override string ToString() => Value;
}

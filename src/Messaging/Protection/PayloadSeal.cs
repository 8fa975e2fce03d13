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
    public static byte[] Seal(ReadOnlyMemory<byte> body, DataKey key, Envelope envelope) =>
        Sealed.Close(body, key, Bound(envelope));

    /// <exception cref="PermanentFailureException">The body was changed or belongs to another message.</exception>
    public static byte[] Open(ReadOnlyMemory<byte> body, DataKey key, Envelope envelope)
    {
        try
        {
            return Sealed.Open(body, key, Bound(envelope));
        }
        catch (CryptographicException)
        {
            throw new PermanentFailureException("unreadable-payload",
                $"The body of a '{envelope.Type}' message does not open with key '{envelope.KeyId}': it was changed, or belongs to another message.");
        }
    }

    /// <summary>Each part with its length, so that no two envelopes give one text. The first part names this form.</summary>
    private static byte[] Bound(Envelope envelope)
    {
        var text = new StringBuilder();
        foreach (var part in (string?[])
            ["2", envelope.Tenant.Value, envelope.Type, envelope.Id.ToString(), envelope.SourceVersion.ToString(CultureInfo.InvariantCulture),
                envelope.KeyId, envelope.Subject, envelope.OrderKey])
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part).Append('|');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

using System.Security.Cryptography;
using System.Text;

namespace ClearView.Messaging.Protection;

/// <summary>Seals message bodies, bound to tenant, type and id.</summary>
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

    private static byte[] Bound(Envelope envelope) =>
        Encoding.UTF8.GetBytes($"{envelope.Tenant.Value}|{envelope.Type}|{envelope.Id}");
}

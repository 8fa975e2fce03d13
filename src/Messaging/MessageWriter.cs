using System.Diagnostics;
using ClearView.Messaging.Protection;

namespace ClearView.Messaging;

/// <summary>Turns a record into a sealed message, ready for a transport or an outbox.</summary>
public sealed class MessageWriter(ContractRegistry contracts, IKeyRing keys, TimeProvider clock)
{
    /// <summary>Far more than any contract needs, far less than any broker refuses: what is larger belongs into the vault.</summary>
    public const int LargestBody = 8 * 1024 * 1024;

    /// <param name="source">Who publishes, e.g. intake.</param>
    /// <exception cref="PermanentFailureException">The body is larger than <see cref="LargestBody"/>.</exception>
    public OutgoingMessage Write(
        object message, MessageId id, TenantId tenant, string source,
        string? subject = null, string? orderKey = null, long sourceVersion = 0, MessageId? causationId = null)
    {
        var key = keys.Current(tenant);
        var envelope = new Envelope
        {
            Id = id,
            Type = contracts.WireNameOf(message.GetType()),
            Source = "clearview/" + source,
            Time = clock.GetUtcNow(),
            Tenant = tenant,
            Subject = subject,
            OrderKey = orderKey,
            SourceVersion = sourceVersion,
            CausationId = causationId,
            KeyId = key.Id,
            TraceParent = Activity.Current?.Id,
            TraceState = Activity.Current?.TraceStateString,
        };
        var body = PayloadSeal.Seal(contracts.Serialize(message), key, envelope);
        return body.Length <= LargestBody
            ? new OutgoingMessage(envelope, body)
            : throw new PermanentFailureException("message.too-large",
                $"A '{envelope.Type}' message would have {body.Length} bytes; at most {LargestBody} are sent. What is that large belongs into the vault.");
    }
}

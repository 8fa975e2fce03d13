using System.Diagnostics;
using ClearView.Messaging.Protection;

namespace ClearView.Messaging;

/// <summary>Turns a record into a sealed message, ready for a transport or an outbox.</summary>
public sealed class MessageWriter(ContractRegistry contracts, IKeyRing keys, TimeProvider clock)
{
    /// <param name="source">Who publishes, e.g. intake.</param>
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
        return new OutgoingMessage(envelope, PayloadSeal.Seal(contracts.Serialize(message), key, envelope));
    }
}

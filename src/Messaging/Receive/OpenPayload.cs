using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Receive;

/// <summary>Unseals and deserializes. A destroyed key ends the delivery as erased.</summary>
public sealed class OpenPayload(IKeyRing keys, ContractRegistry contracts) : IReceiveStep
{
    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var envelope = context.Delivery.Envelope;
        if (keys.Find(envelope.Tenant, envelope.KeyId) is not { } key)
            return Task.FromResult<Outcome>(new Outcome.Erased());

        var body = PayloadSeal.Open(context.Delivery.Body, key, envelope);
        context.Open(contracts.Deserialize(envelope.Type, body), body, contracts);
        return next(context, ct);
    }
}

using System.Buffers;
using ClearView.Messaging.Claims;
using ClearView.Messaging.Protection;

namespace ClearView.Messaging.Receive;

/// <summary>Fetches a body that is kept apart, unseals and deserializes. A destroyed key ends the delivery as erased.</summary>
public sealed class OpenPayload(IKeyRing keys, ContractRegistry contracts, IClaims? claims = null) : IReceiveStep
{
    private const int LargestLent = 64 * 1024;

    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var envelope = context.Delivery.Envelope;
        if (keys.Find(envelope.Tenant, envelope.KeyId) is not { } key)
            return Task.FromResult<Outcome>(new Outcome.Erased());

        if (Claim.IsOne(context.Delivery.Body.Span))
            return RedeemAsync(key, context, next, ct);

        var length = context.Delivery.Body.Length - Sealed.Overhead;
        return context.Function.KeepsState || length is < 0 or > LargestLent
            ? HandleAsync(PayloadSeal.Open(context.Delivery.Body, key, envelope), context, next, ct)
            : HandleWithLentBufferAsync(length, key, context, next, ct);
    }

    private async Task<Outcome> RedeemAsync(DataKey key, DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var envelope = context.Delivery.Envelope;
        return await HandleAsync(PayloadSeal.Open(await claims.RedeemAsync(envelope, context.Delivery.Body, ct), key, envelope), context, next, ct);
    }

    private Task<Outcome> HandleAsync(ReadOnlyMemory<byte> body, DeliveryContext context, NextStep next, CancellationToken ct)
    {
        context.Open(contracts.Deserialize(context.Delivery.Envelope.Type, body.Span), body, contracts);
        return next(context, ct);
    }

    /// <summary>The opened body of a stage without a store is needed no longer than its handler runs, also when nobody waits for that any more.</summary>
    private Task<Outcome> HandleWithLentBufferAsync(int length, DataKey key, DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var body = buffer.AsMemory(0, length);
        Task<Outcome> handling;
        try
        {
            PayloadSeal.OpenInto(body.Span, context.Delivery.Body.Span, key, context.Delivery.Envelope);
            handling = HandleAsync(body, context, next, ct);
        }
        catch
        {
            GiveBack(buffer, context);
            throw;
        }

        if (!handling.IsCompleted)
            return GiveBackAfterAsync(handling, buffer, context);
        GiveBack(buffer, context);
        return handling;
    }

    private static async Task<Outcome> GiveBackAfterAsync(Task<Outcome> handling, byte[] buffer, DeliveryContext context)
    {
        try
        {
            return await handling;
        }
        finally
        {
            GiveBack(buffer, context);
        }
    }

    private static void GiveBack(byte[] buffer, DeliveryContext context)
    {
        context.Close();
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }
}

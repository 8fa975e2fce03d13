namespace ClearView.Messaging.Receive;

/// <summary>Calls the function. An exception is the business of the steps above.</summary>
public sealed class InvokeFunction : IReceiveStep
{
    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var wireName = context.Delivery.Envelope.Type;
        var subscription = context.Function.Subscriptions.FirstOrDefault(s => s.WireName == wireName)
            ?? throw new PermanentFailureException("unknown-type", $"'{context.Function.Name}' does not take messages of type '{wireName}'.");

        await subscription.Invoke(context.Services, context.Message, context.FunctionContext, ct);
        return new Outcome.Done();
    }
}

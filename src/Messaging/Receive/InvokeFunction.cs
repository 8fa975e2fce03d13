namespace ClearView.Messaging.Receive;

/// <summary>Calls the function. An exception is the business of the steps above.</summary>
public sealed class InvokeFunction : IReceiveStep
{
    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var wireName = context.Delivery.Envelope.Type;
        if (context.Function.Former.Contains(wireName))
            return new Outcome.Done(); // it was in the queue before this version came
        var subscription = context.Function.Subscriptions.FirstOrDefault(s => s.WireName == wireName)
            ?? throw new PermanentFailureException("unknown-type", $"'{context.Function.Name}' does not take messages of type '{wireName}'.");

        await subscription.Invoke(context.Services, context.Message, context.FunctionContext, ct);
        return new Outcome.Done();
    }
}

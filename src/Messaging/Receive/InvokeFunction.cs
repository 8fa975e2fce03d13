namespace ClearView.Messaging.Receive;

/// <summary>Calls the function. An exception is the business of the steps above.</summary>
public sealed class InvokeFunction : IReceiveStep
{
    private static readonly Task<Outcome> _done = Task.FromResult<Outcome>(new Outcome.Done());

    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var wireName = context.Delivery.Envelope.Type;
        if (context.Function.Former.Contains(wireName))
            return _done; // it was in the queue before this version came
        var subscription = Find(context.Function.Subscriptions, wireName)
            ?? throw new PermanentFailureException("unknown-type", $"'{context.Function.Name}' does not take messages of type '{wireName}'.");

        var handling = subscription.Invoke(context.Services, context.Message, context.FunctionContext, ct);
        return handling.IsCompletedSuccessfully ? _done : FinishAsync(handling);
    }

    private static async Task<Outcome> FinishAsync(Task handling)
    {
        await handling;
        return await _done;
    }

    private static Subscription? Find(IReadOnlyList<Subscription> subscriptions, string wireName)
    {
        for (var i = 0; i < subscriptions.Count; i++)
        {
            if (subscriptions[i].WireName == wireName)
                return subscriptions[i];
        }

        return null;
    }
}

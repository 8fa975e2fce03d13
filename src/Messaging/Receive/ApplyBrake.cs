namespace ClearView.Messaging.Receive;

/// <summary>Waits before each message of a function that an operator slowed down.</summary>
public sealed class ApplyBrake(FunctionBrakes brakes, TimeProvider clock) : IReceiveStep
{
    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var wait = brakes.Of(context.Function.Name);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, clock, ct);
        return await next(context, ct);
    }
}

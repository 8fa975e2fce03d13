namespace ClearView.Messaging.Receive;

/// <summary>Waits before each message of a function that an operator slowed down.</summary>
public sealed class ApplyBrake(FunctionBrakes brakes, TimeProvider clock) : IReceiveStep
{
    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var wait = brakes.Of(context.Function.Name);
        return wait > TimeSpan.Zero ? WaitAsync(wait, context, next, ct) : next(context, ct);
    }

    private async Task<Outcome> WaitAsync(TimeSpan wait, DeliveryContext context, NextStep next, CancellationToken ct)
    {
        await Task.Delay(wait, clock, ct);
        return await next(context, ct);
    }
}

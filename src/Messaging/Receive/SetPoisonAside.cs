namespace ClearView.Messaging.Receive;

/// <summary>A message with which process after process died is set aside before it kills the next.</summary>
public sealed class SetPoisonAside(RetryOptions options, TimeProvider clock) : IReceiveStep
{
    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var delivery = context.Delivery;
        if (delivery.Returns < options.MaxReturns)
            return next(context, ct);

        var now = clock.GetUtcNow();
        return Task.FromResult<Outcome>(new Outcome.DeadLetter(new FailureCause(
            "poison", $"{delivery.Returns} times a process ended while it held this message, so it was set aside.",
            null, null, delivery.Attempt, delivery.LastFailure?.FirstFailedAt ?? now, now, context.Function.Name, context.Function.Version)));
    }
}

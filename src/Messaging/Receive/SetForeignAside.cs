namespace ClearView.Messaging.Receive;

/// <summary>What was not written by this library, or was damaged on its way, is a dead letter: no function could make anything of it.</summary>
public sealed class SetForeignAside : IReceiveStep
{
    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct) => context.Delivery.Foreign is { } cause
        ? Task.FromResult<Outcome>(new Outcome.DeadLetter(cause))
        : next(context, ct);
}

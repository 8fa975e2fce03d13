using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Receive;

/// <summary>
/// For functions with a store: what the function keeps, what it sends and the end of the handled message are one transaction. It begins
/// when the function first uses the store, so that one that takes its time before that keeps no other waiting. A message that ended before
/// leaves nothing. Pure stages repeat their work: their outputs have the same ids, which the next inbox knows.
/// </summary>
public sealed class CommitEffects : IReceiveStep
{
    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        if (!context.Function.KeepsState)
            return await next(context, ct);

        var message = context.Delivery.Kept ?? throw new InvalidOperationException($"'{context.Function.Name}' keeps state; its messages come from the inbox.");
        if (!context.Function.TakesEvery && await context.Services.GetRequiredService<IInbox>().IsSupersededAsync(message, ct))
            return new Outcome.Superseded();

        var work = context.Services.GetRequiredService<IUnitOfWork>();
        work.BeginWhenUsed(message);
        var outcome = await next(context, ct);
        return outcome is not Outcome.Done || await work.FinishAsync(ct) ? outcome : new Outcome.Done(Duplicate: true);
    }
}

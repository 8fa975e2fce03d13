using ClearView.Messaging.Store;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Messaging.Receive;

/// <summary>
/// For functions with a store: opens the transaction, enters the inbox, commits when the rest is done. A message that the inbox
/// holds already is done. Pure stages repeat their work: their outputs have the same ids, which the next inbox skips.
/// </summary>
public sealed class SkipDuplicates : IReceiveStep
{
    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        if (!context.Function.KeepsState)
            return await next(context, ct);

        var work = context.Services.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(ct);
        if (!await work.EnterInboxAsync(context.Function.Name, context.Delivery.Envelope, ct))
            return new Outcome.Done(Duplicate: true);

        var outcome = await next(context, ct);
        if (outcome is Outcome.Done)
            await work.CommitAsync(ct);
        return outcome;
    }
}

namespace ClearView.Messaging.Receive;

/// <summary>
/// Writes down that the message is being handled, and sets one aside with which process after process died. One that was in the hands of
/// a process when it died is suspected: suspects are handled one at a time, so that the next death names the culprit and the others are
/// cleared.
/// </summary>
public sealed class SetPoisonAside(BegunJournal journal, RetryOptions options, TimeProvider clock) : IReceiveStep, IDisposable
{
    private readonly SemaphoreSlim _alone = new(1, 1);

    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var (function, id) = (context.Function.Name, context.Delivery.Envelope.Id);
        var deaths = journal.DeathsOf(function, id);
        if (deaths == 0)
        {
            using (journal.Begin(function, id))
                return await next(context, ct);
        }

        await _alone.WaitAsync(ct);
        try
        {
            var outcome = deaths >= options.MaxDeaths ? new Outcome.DeadLetter(CauseOf(context, deaths)) : await HandleAsync(context, next, function, id, ct);
            journal.Forgive(function, id);
            return outcome;
        }
        finally
        {
            _alone.Release();
        }
    }

    public void Dispose() => _alone.Dispose();

    private async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, string function, MessageId id, CancellationToken ct)
    {
        using (journal.Begin(function, id))
            return await next(context, ct);
    }

    private FailureCause CauseOf(DeliveryContext context, int deaths)
    {
        var now = clock.GetUtcNow();
        return new FailureCause(
            "poison", $"{deaths} times a process ended while it handled this message, so it was set aside.",
            null, null, context.Delivery.Attempt, context.Delivery.LastFailure?.FirstFailedAt ?? now, now, context.Function.Name, context.Function.Version);
    }
}

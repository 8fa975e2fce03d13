namespace ClearView.Messaging.Receive;

/// <summary>
/// Writes down that the message is being handled, and sets one aside with which process after process died. One that was in the hands of
/// a process when it died is suspected: suspects are handled one at a time, so that the next death names the culprit and the others are
/// cleared.
/// </summary>
public sealed class SetPoisonAside(BegunJournal journal, RetryOptions options, TimeProvider clock) : IReceiveStep, IDisposable
{
    private readonly SemaphoreSlim _alone = new(1, 1);

    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var deaths = journal.DeathsOf(context.Function.Name, context.Delivery.Envelope.Id);
        return deaths == 0 ? HandleMarked(context, next, ct) : HandleAloneAsync(deaths, context, next, ct);
    }

    private Task<Outcome> HandleMarked(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var mark = journal.Begin(context.Function.Name, context.Delivery.Envelope.Id);
        var handling = next.StartedAsync(context, ct);
        if (!handling.IsCompletedSuccessfully)
            return EndAfterAsync(handling, mark);
        mark.Dispose();
        return handling;
    }

    private static async Task<Outcome> EndAfterAsync(Task<Outcome> handling, BegunMark mark)
    {
        using (mark)
            return await handling;
    }

    private async Task<Outcome> HandleAloneAsync(int deaths, DeliveryContext context, NextStep next, CancellationToken ct)
    {
        await _alone.WaitAsync(ct);
        try
        {
            var outcome = deaths >= options.MaxDeaths ? new Outcome.DeadLetter(CauseOf(context, deaths)) : await HandleMarked(context, next, ct);
            journal.Forgive(context.Function.Name, context.Delivery.Envelope.Id);
            return outcome;
        }
        finally
        {
            _alone.Release();
        }
    }

    public void Dispose() => _alone.Dispose();

    private FailureCause CauseOf(DeliveryContext context, int deaths)
    {
        var now = clock.GetUtcNow();
        return new FailureCause(
            "poison", $"{deaths} times a process ended while it handled this message, so it was set aside.",
            null, null, context.Delivery.Attempt, context.Delivery.LastFailure?.FirstFailedAt ?? now, now, context.Function.Name, context.Function.Version);
    }
}

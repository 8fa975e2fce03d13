namespace ClearView.Messaging.Receive;

/// <summary>
/// Ends an attempt that takes too long, or that does not end when its subscription does. A handler that ignores its token is left behind
/// without its scope: its transaction is undone, and the store takes nothing more from it.
/// </summary>
public sealed class LimitTime(RetryOptions options, TimeProvider clock) : IReceiveStep
{
    // For a handler that heeds its token and has to undo what it began.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        context.HandlingSince ??= clock.GetTimestamp();
        var left = options.HandlingDeadline - clock.GetElapsedTime(context.HandlingSince.Value);
        if (left <= TimeSpan.Zero)
            throw Late(context);

        using var deadline = new CancellationTokenSource(left, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        // On a thread of the pool: a handler that computes without end must not take the worker with it.
        var handling = Task.Run(() => next(context, either.Token), CancellationToken.None);
        try
        {
            return await handling.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            await ((Task)handling).WaitAsync(_grace, clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (handling.IsCompletedSuccessfully)
                return await handling; // it ended after all, and what it did is kept
            Forget(handling);
            ct.ThrowIfCancellationRequested();
            throw Late(context);
        }
    }

    private TransientFailureException Late(DeliveryContext context) => new(
        "handling-deadline", $"'{context.Function.Name}' did not end within {options.HandlingDeadline.TotalSeconds:0.#} s.");

    private static void Forget(Task handling) => handling.ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}

using System.Collections.Concurrent;

namespace ClearView.Messaging.Receive;

/// <summary>
/// Ends an attempt that takes too long, or that does not end when its subscription does. A handler that ignores its token is left behind
/// without its scope: its transaction is undone, and the store takes nothing more from it. A pure stage runs on its worker's own thread,
/// for most are done at once; when one keeps the thread beyond its deadline, its delivery and its place go to another worker.
/// </summary>
public sealed class LimitTime : IReceiveStep
{
    // For a handler that heeds its token and has to undo what it began.
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);
    private readonly ConcurrentBag<Attempt> _idle = [];
    private readonly Action<DeliveryContext, CancellationToken> _whenCancelled;
    private readonly RetryOptions _options;
    private readonly ClassifyFailure _classify;
    private readonly TimeProvider _clock;

    public LimitTime(RetryOptions options, ClassifyFailure classify, TimeProvider clock) =>
        (_options, _classify, _clock, _whenCancelled) = (options, classify, clock, WhenCancelled);

    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        context.HandlingSince ??= _clock.GetTimestamp();
        var left = _options.HandlingDeadline - _clock.GetElapsedTime(context.HandlingSince.Value);
        if (left <= TimeSpan.Zero)
            throw Late(context);

        if (!_idle.TryTake(out var attempt))
            attempt = new Attempt(_clock);
        attempt.Begin(left, context, _whenCancelled, ct);
        return context.Function.KeepsState ? HandleElsewhere(attempt, context, next, ct) : HandleHere(attempt, context, next, ct);
    }

    /// <summary>Where there is a transaction to end: a handler that computes without end must not take it along.</summary>
    private Task<Outcome> HandleElsewhere(Attempt attempt, DeliveryContext context, NextStep next, CancellationToken ct) =>
        WaitAsync(Task.Run(() => next(context, attempt.Token), CancellationToken.None), attempt, context, ct);

    private Task<Outcome> HandleHere(Attempt attempt, DeliveryContext context, NextStep next, CancellationToken ct)
    {
        context.KeepsThread = true;
        var handling = next.StartedAsync(context, attempt.Token);
        context.KeepsThread = false;
        if (!handling.IsCompletedSuccessfully)
            return WaitAsync(handling, attempt, context, ct);

        GiveBack(attempt);
        return handling;
    }

    private async Task<Outcome> WaitAsync(Task<Outcome> handling, Attempt attempt, DeliveryContext context, CancellationToken ct)
    {
        try
        {
            return await handling.WaitAsync(attempt.Token);
        }
        catch (OperationCanceledException) when (attempt.Token.IsCancellationRequested)
        {
            await ((Task)handling).WaitAsync(_grace, _clock, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (handling.IsCompletedSuccessfully)
                return await handling; // it ended after all, and what it did is kept
            Forget(handling);
            ct.ThrowIfCancellationRequested();
            throw Late(context);
        }
        finally
        {
            if (handling.IsCompleted)
                GiveBack(attempt);
        }
    }

    private void WhenCancelled(DeliveryContext context, CancellationToken ct)
    {
        if (context.KeepsThread && !ct.IsCancellationRequested)
            _ = GiveUpAsync(context, ct);
    }

    /// <summary>Its own thread cannot say that it is late.</summary>
    private async Task GiveUpAsync(DeliveryContext context, CancellationToken ct)
    {
        await Task.Delay(_grace, _clock, CancellationToken.None);
        if (context.KeepsThread && !ct.IsCancellationRequested && context.Delivery.GivenUp is { } givenUp && context.TryDecide())
            givenUp(context.Delivery, _classify.OutcomeOf(Late(context), context));
    }

    private void GiveBack(Attempt attempt)
    {
        if (attempt.TryEnd())
            _idle.Add(attempt);
    }

    private TransientFailureException Late(DeliveryContext context) => new(
        "handling-deadline", $"'{context.Function.Name}' did not end within {_options.HandlingDeadline.TotalSeconds:0.#} s.");

    private static void Forget(Task handling) => handling.ContinueWith(
        static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>The token of one attempt after the other: it and its timer cost more than most handlers.</summary>
    private sealed class Attempt(TimeProvider clock) : IDisposable
    {
        private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, clock);
        private CancellationTokenRegistration _lost;
        private CancellationToken _ct;
        private DeliveryContext? _context;
        private Action<DeliveryContext, CancellationToken>? _whenCancelled;

        public CancellationToken Token => _source.Token;

        public void Begin(TimeSpan left, DeliveryContext context, Action<DeliveryContext, CancellationToken> whenCancelled, CancellationToken ct)
        {
            (_context, _whenCancelled, _ct) = (context, whenCancelled, ct);
            _source.Token.UnsafeRegister(static attempt => ((Attempt)attempt!).OnCancelled(), this);
            _source.CancelAfter(left);
            _lost = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        }

        /// <summary>False when the token was cancelled, or may be any moment: then it serves nobody else.</summary>
        public bool TryEnd()
        {
            var isStill = !_ct.CanBeCanceled || _lost.Unregister();
            _context = null;
            if (isStill && _source.TryReset())
                return true;
            if (isStill)
                Dispose();
            return false;
        }

        public void Dispose() => _source.Dispose();

        private void OnCancelled()
        {
            if (_context is { } context)
                _whenCancelled!(context, _ct);
        }
    }
}

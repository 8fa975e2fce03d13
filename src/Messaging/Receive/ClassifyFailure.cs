using ClearView.Messaging.Store;

namespace ClearView.Messaging.Receive;

/// <summary>
/// Turns an exception into Retry or DeadLetter. A failure that may pass is tried again at once a few times, then goes to the ladder;
/// at the end of the ladder it is dead. A bug's exception takes the same way: a new version may be handling the later attempts.
/// </summary>
public sealed class ClassifyFailure(RetryOptions options, TimeProvider clock) : IReceiveStep
{
    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var first = next.StartedAsync(context, ct);
        return first.IsCompletedSuccessfully ? first : HandleAsync(first, context, next, ct);
    }

    private async Task<Outcome> HandleAsync(Task<Outcome> first, DeliveryContext context, NextStep next, CancellationToken ct)
    {
        for (var immediate = 0; ; immediate++)
        {
            try
            {
                return await (immediate == 0 ? first : next(context, ct));
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                throw; // the process stops: not a failure, the delivery goes back
            }
            // The message did nothing wrong: it uses no attempt, and whoever holds it waits. But a statement that takes longer than the store lets it
            // fails like a store that is away. Whether that is so, its next step tells: a store that is away cannot postpone either.
            catch (Exception e) when (e is BrokerUnavailableException || (e is StoreUnavailableException && !context.Delivery.WasHeldForLong))
            {
                throw;
            }
            catch (PersonErasedException)
            {
                return new Outcome.Erased();
            }
            catch (PermanentFailureException e)
            {
                return new Outcome.DeadLetter(CauseOf(e, e.Code, e.Message, context));
            }
            catch (TransientFailureException e)
            {
                return OutcomeOf(e, context);
            }
            catch (Exception e) when (immediate >= options.ImmediateRetries)
            {
                // The text of a foreign exception may quote content; its type and frames do not.
                return AfterFailure(context, CauseOf(e, e.GetType().Name, $"{e.GetType().Name} in '{context.Function.Name}'.", context), null);
            }
            catch (Exception)
            {
                // One of the immediate retries.
            }
        }
    }

    internal Outcome OutcomeOf(TransientFailureException e, DeliveryContext context) =>
        AfterFailure(context, CauseOf(e, e.Code, e.Message, context), e.After);

    private Outcome AfterFailure(DeliveryContext context, FailureCause cause, TimeSpan? asked)
    {
        var attempt = context.Delivery.Attempt;
        if (attempt >= options.MaxAttempts)
            return new Outcome.DeadLetter(cause);

        var step = options.Ladder[Math.Min(attempt, options.Ladder.Count) - 1];
        // Spread by the message's id, so that what failed together does not come back together.
        var spread = 1 + (context.Delivery.Envelope.Id.Value.GetHashCode() & 0xFF) / 255.0 * options.Jitter;
        var after = step * spread;
        return new Outcome.Retry(asked > options.LongestWait ? options.LongestWait : asked > after ? asked.Value : after, cause);
    }

    private FailureCause CauseOf(Exception e, string code, string text, DeliveryContext context)
    {
        var now = clock.GetUtcNow();
        return new FailureCause(
            code, text, e.GetType().FullName, OwnFrames(e), context.Delivery.Attempt,
            context.Delivery.LastFailure?.FirstFailedAt ?? now, now, context.Function.Name, context.Function.Version);
    }

    private static string? OwnFrames(Exception e) => e.StackTrace is { } stack
        ? string.Join('\n', stack.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("ClearView.", StringComparison.Ordinal)).Select(WithoutPath).Take(12))
        : null;

    private static string WithoutPath(string frame)
    {
        var file = frame.IndexOf(" in ", StringComparison.Ordinal);
        return file < 0 ? frame : frame[..file];
    }
}

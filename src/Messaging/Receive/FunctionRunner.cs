using ClearView.Messaging.Store;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Receive;

/// <summary>Consumes one function's queue with several workers, and consumes again when the subscription breaks.</summary>
public sealed partial class FunctionRunner(
    FunctionDescriptor function, Func<CancellationToken, Task<IConsumer>> consume, Func<Delivery, CancellationToken, Task<Outcome>> handle, ILogger log,
    TimeProvider clock)
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    // A queue that lost its leader has another in a moment.
    private static readonly TimeSpan _firstHold = TimeSpan.FromMilliseconds(50);

    // Short: a broker that has just come up has mail, and to ask one that is away costs nothing.
    private static readonly TimeSpan _longestAbsence = TimeSpan.FromMilliseconds(500);

    // Below the half hour after which RabbitMQ takes a subscription away from who settles nothing. The inbox has no such limit.
    private static readonly TimeSpan _longestHold = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan _longForOne = TimeSpan.FromMinutes(2);

    /// <summary>How long handlers that were told to end may take; then they are left behind.</summary>
    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Runs until <paramref name="stop"/>; then the workers finish what they handle. <paramref name="kill"/> ends them where they are,
    /// as the death of the process would: what they hold comes back.
    /// </summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken kill)
    {
        var pause = _firstPause;
        var (isSaid, lostAt) = (false, 0L);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var consumer = await consume(stop);
                var away = clock.GetElapsedTime(lostAt);
                if (isSaid)
                    Log.Resumed(log, function.Name, away);
                (pause, isSaid) = (_firstPause, false);
                await ServeAsync(consumer, stop, kill);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!isSaid)
                {
                    Log.Interrupted(log, function.Name, e.GetType().Name);
                    (isSaid, lostAt) = (true, clock.GetTimestamp());
                }
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < _longestAbsence ? pause * 2 : _longestAbsence;
        }
    }

    // Enough that a worker never waits for the broker, little enough that a slow function does not hoard.
    internal static int PrefetchOf(FunctionDescriptor function) => function.Prefetch ?? Math.Clamp(function.Parallelism * 8, 8, 300);

    /// <summary>
    /// Works until the subscription breaks, is given up or shall stop. When it is lost, its handlers are told to end and are waited for
    /// no longer than <see cref="Patience"/>: one that hangs must not keep the function from its queue.
    /// </summary>
    private async Task ServeAsync(IConsumer consumer, CancellationToken stop, CancellationToken kill)
    {
        // Neither is disposed: a handler that is left behind may still look at its token.
        var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var lost = CancellationTokenSource.CreateLinkedTokenSource(kill);
        var workers = new Workers(worker => WorkAsync(worker, consumer, end, lost.Token, stop), function.Parallelism);
        var broken = consumer.Deliveries.Completion;

        await broken.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stop.IsCancellationRequested)
            await ((Task)Task.WhenAny(workers.EndedAsync(), broken)).WaitAsync(kill).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // they finish what they handle
        await end.CancelAsync();
        await lost.CancelAsync();
        try
        {
            await workers.EndedAsync().WaitAsync(Patience, clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Log.LeftBehind(log, function.Name);
        }

        if (stop.IsCancellationRequested)
            return;
        if (broken.IsCompleted)
            await broken;
        throw new BrokerUnavailableException("The subscription ended.");
    }

    /// <param name="end">Ends the workers of this subscription; any of them cancels it when the subscription is of no use any more.</param>
    /// <param name="lost">Ends the handlers too.</param>
    private async Task WorkAsync(Worker worker, IConsumer consumer, CancellationTokenSource end, CancellationToken lost, CancellationToken stop)
    {
        if (worker.Inherited is var (left, outcome))
            await HandleAsync(left, outcome, end, lost);
        // The channel completes with an error when the subscription breaks; that surfaces at Completion, once.
        while (await MayReadAsync(consumer, end.Token))
        {
            // A stop reaches what is linked to it a moment later.
            while (!end.IsCancellationRequested && !stop.IsCancellationRequested && consumer.Deliveries.TryRead(out var delivery))
            {
                delivery.GivenUp = worker.Replace;
                if (!await HandleAsync(delivery, null, end, lost))
                    return;
            }
        }
    }

    /// <summary>False when the delivery was given up meanwhile, and another worker has taken this one's place.</summary>
    /// <param name="outcome">Null until it is known. From then on what is repeated is the settlement, never the handling.</param>
    private async Task<bool> HandleAsync(Delivery delivery, Outcome? outcome, CancellationTokenSource end, CancellationToken lost)
    {
        var started = clock.GetTimestamp();
        var pause = _firstHold;
        while (!lost.IsCancellationRequested)
        {
            try
            {
                outcome ??= await handle(delivery, lost);
                await ReceivePipeline.SettleAsync(delivery, outcome, lost);
                return true;
            }
            catch (GivenUpException)
            {
                return false;
            }
            catch (BrokerUnavailableException e) when (e.DeliveryIsGone)
            {
                Log.NotSettled(log, function.Name, delivery.Envelope.Id, e.GetType().Name);
                return true;
            }
            catch (Exception e) when (e is BrokerUnavailableException or StoreUnavailableException && (delivery.Kept is not null || clock.GetElapsedTime(started) < _longestHold))
            {
                // Held and not given back: the broker counts what comes back, and after some returns the message would pass for poison.
                Log.Held(log, function.Name, delivery.Envelope.Id, pause.TotalSeconds);
                await Task.Delay(pause, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (end.IsCancellationRequested)
                    return true; // the end of the subscription gives it back
                pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
                delivery.WasHeldForLong = clock.GetElapsedTime(started) > _longForOne;
            }
            catch (Exception e)
            {
                // Not settled. Only the broker, the store of the dead letters or the end of the process leads here.
                Log.NotSettled(log, function.Name, delivery.Envelope.Id, e.GetType().Name);
                await GiveBackAsync(delivery, end, lost);
                return true;
            }
        }

        return true;
    }

    /// <summary>Nobody else gets what this subscription holds while it lives; a subscription that cannot give back is ended.</summary>
    private async Task GiveBackAsync(Delivery delivery, CancellationTokenSource end, CancellationToken lost)
    {
        await Task.Delay(_firstPause, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (end.IsCancellationRequested)
            return; // the end of the subscription gives it back

        try
        {
            await delivery.ReturnAsync(lost);
        }
        catch (Exception)
        {
            await end.CancelAsync();
        }
    }

    private static async Task<bool> MayReadAsync(IConsumer consumer, CancellationToken stop)
    {
        try
        {
            return await consumer.Deliveries.WaitToReadAsync(stop);
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "'{Function}' lost its subscription ({Reason}) and takes it up again.")]
        public static partial void Interrupted(ILogger logger, string function, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "'{Function}' has its subscription again after {Away}.")]
        public static partial void Resumed(ILogger logger, string function, TimeSpan away);

        [LoggerMessage(Level = LogLevel.Warning, Message = "'{Function}' could not settle message {Id} ({Reason}); it comes back.")]
        public static partial void NotSettled(ILogger logger, string function, MessageId id, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "'{Function}' holds message {Id} for {Seconds} s: the broker or the store takes nothing.")]
        public static partial void Held(ILogger logger, string function, MessageId id, double seconds);

        [LoggerMessage(Level = LogLevel.Error, Message = "'{Function}' has handlers that do not end when they are told to. They are left behind; what they held comes back.")]
        public static partial void LeftBehind(ILogger logger, string function);
    }
}

using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Receive;

/// <summary>Consumes one function's queue with several workers, and consumes again when the subscription breaks.</summary>
public sealed partial class FunctionRunner(
    FunctionDescriptor function, ITransport transport, Func<Delivery, CancellationToken, Task> handle, ILogger log, TimeProvider clock)
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Runs until <paramref name="stop"/>; then the workers finish what they handle. <paramref name="kill"/> ends them where they are,
    /// as the death of the process would: what they hold comes back.
    /// </summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken kill)
    {
        var pause = _firstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var consumer = await transport.ConsumeAsync(function.Queue, PrefetchOf(function), stop);
                pause = _firstPause;
                using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
                await Task.WhenAll(Enumerable.Range(0, function.Parallelism).Select(_ => WorkAsync(consumer, end, kill)));
                await consumer.Deliveries.Completion.WaitAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Log.Interrupted(log, function.Name, e.GetType().Name);
            }

            await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }
    }

    // Enough that a worker never waits for the broker, little enough that a slow function does not hoard.
    private static int PrefetchOf(FunctionDescriptor function) => Math.Clamp(function.Parallelism * 8, 8, 300);

    /// <param name="end">Ends the workers of this subscription; any of them cancels it when the subscription is of no use any more.</param>
    private async Task WorkAsync(IConsumer consumer, CancellationTokenSource end, CancellationToken kill)
    {
        // The channel completes with an error when the subscription breaks; that surfaces at Completion, once.
        while (await MayReadAsync(consumer, end.Token))
        {
            while (!end.IsCancellationRequested && consumer.Deliveries.TryRead(out var delivery))
            {
                try
                {
                    await handle(delivery, kill);
                }
                catch (Exception e)
                {
                    // Not settled. Only the broker, the store of the dead letters or the end of the process leads here.
                    Log.NotSettled(log, function.Name, delivery.Envelope.Id, e.GetType().Name);
                    await GiveBackAsync(delivery, end, kill);
                }
            }
        }
    }

    /// <summary>Nobody else gets what this subscription holds while it lives; a subscription that cannot give back is ended.</summary>
    private async Task GiveBackAsync(Delivery delivery, CancellationTokenSource end, CancellationToken kill)
    {
        await Task.Delay(_firstPause, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (end.IsCancellationRequested)
            return; // the end of the subscription gives it back

        try
        {
            await delivery.ReturnAsync(kill);
        }
        catch
        {
            await end.CancelAsync();
            throw;
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

        [LoggerMessage(Level = LogLevel.Warning, Message = "'{Function}' could not settle message {Id} ({Reason}); it comes back.")]
        public static partial void NotSettled(ILogger logger, string function, MessageId id, string reason);
    }
}

using ClearView.Messaging.Store;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Mail;

/// <summary>
/// From the broker into the inbox: many deliveries in one transaction, acknowledged when it is on disk. Takes nothing more while the inbox
/// holds as much as it may; then the broker keeps it.
/// </summary>
internal sealed partial class Arrivals(
    FunctionDescriptor function, ITransport transport, IInbox inbox, Func<IReadOnlyList<KeptMessage>, Task> accept, ILogger log, TimeProvider clock)
{
    private const int Prefetch = 512;
    private const int MostAtOnce = 256;
    private const long MostBytesAtOnce = 16 << 20;

    /// <summary>What may wait in the inbox for one function. A flood of one tenant must get in, or it would hold up the others outside.</summary>
    internal const int MostWaiting = 250_000;

    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMilliseconds(500);
    private int _sinceCounted = MostWaiting;

    public async Task RunAsync(CancellationToken ct)
    {
        var pause = _firstPause;
        var (isSaid, lostAt) = (false, 0L);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var consumer = await transport.ConsumeAsync(function.Queue, Prefetch, ct);
                var away = clock.GetElapsedTime(lostAt);
                if (isSaid)
                    Log.Resumed(log, function.Name, away);
                (pause, isSaid) = (_firstPause, false);
                await ReceiveAsync(consumer, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
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

            await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
        }
    }

    /// <summary>Until the subscription or the store breaks; what was not acknowledged comes again, and what was kept is not kept twice.</summary>
    private async Task ReceiveAsync(IConsumer consumer, CancellationToken ct)
    {
        var batch = new List<Delivery>(MostAtOnce);
        while (await consumer.Deliveries.WaitToReadAsync(ct))
        {
            await AwaitRoomAsync(ct);
            batch.Clear();
            for (var bytes = 0L; batch.Count < MostAtOnce && bytes < MostBytesAtOnce && consumer.Deliveries.TryRead(out var delivery);)
            {
                if (delivery.Foreign is { } cause)
                {
                    await delivery.DeadLetterAsync(cause, ct);
                    continue;
                }

                batch.Add(delivery);
                bytes += delivery.Body.Length;
            }

            if (batch.Count == 0)
                continue;
            var kept = await KeepAsync(batch, ct);
            _sinceCounted += batch.Count;
            await accept([.. kept.OfType<KeptMessage>()]);
            foreach (var delivery in batch)
                await delivery.AckAsync(ct);
        }

        await consumer.Deliveries.Completion;
    }

    /// <summary>Together. What the store refuses for good must not come back with its neighbours again and again: then one by one, without it.</summary>
    private async Task<IReadOnlyList<KeptMessage?>> KeepAsync(List<Delivery> batch, CancellationToken ct)
    {
        try
        {
            return await inbox.KeepAsync(function, batch, ct);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            var kept = new List<KeptMessage?>(batch.Count);
            foreach (var delivery in batch.ToList())
            {
                try
                {
                    kept.AddRange(await inbox.KeepAsync(function, [delivery], ct));
                }
                catch (Exception refusal) when (IsRefusal(refusal))
                {
                    Log.Refused(log, function.Name, delivery.Envelope.Id, refusal.GetType().Name);
                    var now = clock.GetUtcNow();
                    await delivery.DeadLetterAsync(new FailureCause(
                        "inbox.refused", "The store does not take this message, though it takes others: something of it is not fit to be stored.",
                        refusal.GetType().FullName, null, delivery.Attempt, now, now, function.Name, function.Version), ct);
                    batch.Remove(delivery);
                }
            }

            return kept;
        }
    }

    private static bool IsRefusal(Exception e) => e is not (StoreUnavailableException or BrokerUnavailableException or OperationCanceledException);

    private async Task AwaitRoomAsync(CancellationToken ct)
    {
        // Counting costs by what waits, so it is done seldom; between two counts the bound can be passed by a little.
        while (_sinceCounted > MostWaiting / 50)
        {
            if (await inbox.CountWaitingAsync(function.Name, MostWaiting, ct) < MostWaiting)
            {
                _sinceCounted = 0;
                return;
            }

            Log.Full(log, function.Name, MostWaiting);
            await Task.Delay(_longestPause, clock, ct);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "'{Function}' lost its subscription ({Reason}) and takes it up again.")]
        public static partial void Interrupted(ILogger logger, string function, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "'{Function}' has its subscription again after {Away}.")]
        public static partial void Resumed(ILogger logger, string function, TimeSpan away);

        [LoggerMessage(Level = LogLevel.Error, Message = "'{Function}' cannot keep message {Id} ({Reason}): it becomes a dead letter, and its neighbours go on.")]
        public static partial void Refused(ILogger logger, string function, MessageId id, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox of '{Function}' holds {Most} messages: it takes no more until some are handled.")]
        public static partial void Full(ILogger logger, string function, int most);
    }
}

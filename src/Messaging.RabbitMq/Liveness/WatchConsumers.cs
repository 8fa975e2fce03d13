using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Consuming;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.RabbitMq.Liveness;

/// <summary>
/// Looks from time to time whether each subscription of this process moves, and heals in stages what does not: the subscription with its
/// channel, the connection, the process. Each healing is a line of the log and a count of clearview.heals.
/// </summary>
internal sealed partial class WatchConsumers : IAsyncDisposable
{
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _beyondHelp;
    private readonly StuckQueues _stuck = new();
    private readonly Session _session;
    private readonly TimeSpan _limit;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private Task _watching = Task.CompletedTask;

    private WatchConsumers(Session session, TaskCompletionSource<string> beyondHelp, TimeSpan limit, ILogger log, TimeProvider clock) =>
        (_session, _beyondHelp, _limit, _log, _clock) = (session, beyondHelp, limit, log, clock);

    /// <param name="beyondHelp">Gets the reason when nothing helped.</param>
    /// <param name="limit">For each answer of the broker.</param>
    public static WatchConsumers Start(Session session, TaskCompletionSource<string> beyondHelp, TimeSpan pause, TimeSpan limit, ILogger log, TimeProvider clock)
    {
        var watch = new WatchConsumers(session, beyondHelp, limit, log, clock);
        watch._watching = Task.Run(() => watch.RunAsync(pause));
        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.TriedWithinAsync(_goodbye, _clock);
    }

    private async Task RunAsync(TimeSpan pause)
    {
        while (true)
        {
            await Task.Delay(pause, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested)
                return;
            try
            {
                await LookAsync();
            }
            catch (Exception e)
            {
                // The broker is away, which its connections say; who cannot look heals nothing.
                var reason = e.GetType().Name;
                Log.Blind(_log, reason);
            }
        }
    }

    private async Task LookAsync()
    {
        var queues = _session.Consumers.Keys.ToLookup(c => c.Queue);
        if (queues.Count == 0)
            return;
        _session.Inspecting.StartInBackground();
        var connection = await _session.Inspecting.GetAsync(_limit, _stop.Token);
        await connection.OnChannelAsync(async channel =>
        {
            foreach (var consumers in queues)
            {
                var state = await channel.QueueDeclarePassiveAsync(consumers.Key).WithinAsync(_limit, _clock);
                Heal(consumers.Key, [.. consumers], _stuck.Look(
                    consumers.Key, _session.ProgressOf(consumers.Key).Received, consumers.Any(c => c.HasRoom), state.MessageCount), state.MessageCount);
            }
        });
    }

    private void Heal(string queue, IReadOnlyList<RabbitMqConsumer> consumers, Healing healing, long waiting)
    {
        if (healing == Healing.None)
            return;
        Telemetry.Healed(queue, healing.ToString());
        Log.Healing(_log, waiting, queue, healing);
        if (healing == Healing.Subscription)
        {
            foreach (var consumer in consumers)
                consumer.GiveUp("it delivers nothing though mail waits");
        }
        else if (healing == Healing.Connection)
        {
            _session.Consuming.Live?.Break($"nothing comes from '{queue}' over it, also after another subscription");
        }
        else
        {
            _beyondHelp.TrySetResult($"{waiting} messages wait in '{queue}', and neither another subscription nor another connection to RabbitMQ brought any of them here.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Count} messages wait in '{Queue}' and do not come here. Healed by: {Healing}.")]
        public static partial void Healing(ILogger logger, long count, string queue, Healing healing);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Whether subscriptions move could not be seen: {Reason}.")]
        public static partial void Blind(ILogger logger, string reason);
    }
}

using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>
/// Looks from time to time whether all still stands. A consumer notices by itself that its queue was deleted; nobody reads the parking queue
/// or the delay queues, and a policy that somebody sets tomorrow is no smaller than one of today.
/// </summary>
internal sealed partial class WatchLayout : IAsyncDisposable
{
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly GuardStart _guard;
    private readonly MendLayout _mend;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private Task _watching = Task.CompletedTask;

    private WatchLayout(GuardStart guard, MendLayout mend, ILogger log, TimeProvider clock) => (_guard, _mend, _log, _clock) = (guard, mend, log, clock);

    /// <param name="look">A connection that nothing else needs: a look that hangs breaks it.</param>
    /// <param name="findMissing">A name of the layout that is not there; null when all are.</param>
    public static WatchLayout Start(
        GuardStart guard, MendLayout mend, Func<RabbitLayout> layout, Func<CancellationToken, Task<BrokerConnection>> look,
        Func<BrokerConnection, Task<string?>> findMissing, Func<Task> declare, TimeSpan pause, ILogger log, TimeProvider clock)
    {
        var watch = new WatchLayout(guard, mend, log, clock);
        watch._watching = Task.Run(() => watch.RunAsync(layout, look, findMissing, declare, pause));
        return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.TriedWithinAsync(_goodbye, _clock);
    }

    private async Task RunAsync(
        Func<RabbitLayout> layout, Func<CancellationToken, Task<BrokerConnection>> look, Func<BrokerConnection, Task<string?>> findMissing, Func<Task> declare, TimeSpan pause)
    {
        while (true)
        {
            await Task.Delay(pause, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested)
                return;
            try
            {
                var seen = _mend.Times;
                var connection = await look(_stop.Token);
                var differences = await _guard.LookAsync(connection, layout(), _stop.Token);
                Say(differences);
                if ((await findMissing(connection) ?? differences.FirstOrDefault(d => d.IsMissing)?.Name) is { } missing)
                    await _mend.RunAsync(missing, seen, declare);
            }
            catch (TopologyConflictException e)
            {
                Log.Conflict(_log, e.Message);
            }
            catch (Exception e)
            {
                // The broker is away, which its connections say, or it refuses; the next look sees more.
                var reason = e.GetType().Name;
                Log.Blind(_log, reason);
            }
        }
    }

    /// <summary>Each once, and again when it was away in between.</summary>
    private void Say(IReadOnlyList<Difference> differences)
    {
        var broken = differences.Where(d => d.Weight == Weight.BreaksPromise).ToList();
        _said.IntersectWith(broken.Select(d => d.Text));
        foreach (var difference in broken.Where(d => _said.Add(d.Text)))
            Log.Broken(_log, difference.Promise!.Number, difference.Promise.Words, difference.Text, difference.Remedy!);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Promise {Number} ({Words}) is broken at RabbitMQ: {Difference}. {Remedy}")]
        public static partial void Broken(ILogger logger, int number, string words, string difference, string remedy);

        [LoggerMessage(Level = LogLevel.Error, Message = "What was deleted at RabbitMQ cannot be made again. {Conflict}")]
        public static partial void Conflict(ILogger logger, string conflict);

        [LoggerMessage(Level = LogLevel.Debug, Message = "Whether the topology at RabbitMQ still stands could not be seen: {Reason}.")]
        public static partial void Blind(ILogger logger, string reason);
    }
}

using ClearView.Messaging.History;
using ClearView.Messaging.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Claims;

/// <summary>
/// Removes large bodies that nothing names any more: kept longer ago than history reaches, not named in the store, and gone from every
/// queue. That a queue holds none of them is known only from having seen it empty since; so it looks often, and one that never is empty
/// keeps what may lie in it.
/// </summary>
internal sealed partial class SweepClaims(
    IReadOnlyList<FunctionDescriptor> functions, IClaims? claims, IInbox? inbox, ITransport transport, HistoryOptions history, ILogger<SweepClaims> log, TimeProvider clock) : BackgroundService
{
    private const int MostAtOnce = 25; // of 8 MiB at most
    private const int LooksForASweep = 60;
    private static readonly TimeSpan _every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, DateTimeOffset?> _emptyAt = new(StringComparer.Ordinal);
    private bool _isToldOf;
    private int _looks;

    /// <summary>Which queues are empty now.</summary>
    internal async Task LookAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow();
        foreach (var queue in await transport.InspectAsync(ct))
        {
            if (queue.Ready + queue.InFlight + (queue.Delayed ?? 0) == 0)
                _emptyAt[queue.Queue] = before;
            else
                _emptyAt.TryAdd(queue.Queue, null);
        }
    }

    /// <summary>Tells the store what was seen, and removes what can go. Returns how many went.</summary>
    internal async Task<int> SweepAsync(CancellationToken ct)
    {
        if (claims is null || inbox is null)
            return 0;
        await claims.SawAsync(_emptyAt, ct);
        // One process at a time: to remove twice would harm nothing and help nobody.
        if (await inbox.TryTakeAsync("sweep-claims", ct) is not { } right)
            return 0;
        await using (right)
        {
            var toGo = await claims.RenewAsync(clock.GetUtcNow() - history.Age - history.Margin, ct);
            if (toGo.HeldBy is { } queue)
                Log.HeldBy(log, queue);
            var removed = 0;
            for (int some; toGo.Before is { } before && (some = await claims.RemoveAsync(before, MostAtOnce, ct)) > 0; removed += some)
                await Task.Delay(_between, clock, ct); // others want to write
            return removed;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => claims is null
        ? Task.CompletedTask
        : Recurring.RunAsync(_every, ct => LookAndSweepAsync(claims, ct), reason => Log.Later(log, reason), clock, stoppingToken);

    private async Task LookAndSweepAsync(IClaims kept, CancellationToken ct)
    {
        // Its queues fill also while it does not run, so the store knows of them from the beginning.
        if (!_isToldOf)
            await kept.SawAsync(functions.ToDictionary(f => f.Queue, _ => (DateTimeOffset?)null, StringComparer.Ordinal), ct);
        _isToldOf = true;
        if (await kept.OldestAsync(ct) is not { } oldest || oldest > clock.GetUtcNow() - history.Age)
            return; // nothing will be old enough soon
        try
        {
            await LookAsync(ct);
            if (++_looks % LooksForASweep == 0)
                await SweepAsync(ct);
        }
        catch (BrokerUnavailableException)
        {
            // Nothing was seen; whoever uses the broker says so.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Large bodies that nothing names any more could not be looked for ({Reason}); that is tried again later.")]
        public static partial void Later(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Old large bodies are kept, for they may lie in '{Queue}', which was not seen empty since. See 'Large bodies' in docs/operations.md.")]
        public static partial void HeldBy(ILogger logger, string queue);
    }
}

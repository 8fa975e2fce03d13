using ClearView.Messaging.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.History;

/// <summary>
/// Removes from the inbox what ended longer ago than history reaches, a few rows at a time. What waits or lies among the dead letters stays,
/// however old: nothing that names a message may outlive the note that it was had.
/// </summary>
internal sealed partial class ForgetEnded(IInbox? inbox, HistoryOptions options, ILogger<ForgetEnded> log, TimeProvider clock) : BackgroundService
{
    private const int MostAtOnce = 500;
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(100);

    /// <summary>Looks through all that may be old enough. Returns how many rows went.</summary>
    internal async Task<long> RunOnceAsync(CancellationToken ct)
    {
        if (inbox is null)
            return 0;
        var before = clock.GetUtcNow() - options.Age - options.Margin;
        long removed = 0;
        for (var after = 0L; await inbox.RemoveEndedAsync(before, after, MostAtOnce, ct) is var (reached, count); after = reached)
        {
            removed += count;
            await Task.Delay(_between, clock, ct); // others want to write
        }

        return removed;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Recurring.RunAsync(_every, RunAloneAsync, reason => Log.Later(log, reason), clock, stoppingToken);

    /// <summary>One process at a time: to remove twice would harm nothing and help nobody.</summary>
    private async Task RunAloneAsync(CancellationToken ct)
    {
        if (inbox is null || await inbox.TryTakeAsync("forget-ended", ct) is not { } right)
            return;
        await using (right)
            await RunOnceAsync(ct);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Old rows of the inbox could not be removed ({Reason}); that is tried again later.")]
        public static partial void Later(ILogger logger, string reason);
    }
}

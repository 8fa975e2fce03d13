using System.Collections.Frozen;
using System.Threading.Channels;
using ClearView.Messaging;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.HrSystems;

/// <summary>
/// Polls each HR system, one poll at a time, at its interval or when a webhook hints. A failure of one is waited out, longer each
/// time, and holds up no other.
/// </summary>
public sealed partial class HrPolling(
    IEnumerable<IHrSystem> systems, HrIntake intake, HrSystemStatuses statuses, ILogger<HrPolling> log, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan _shortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(5);

    // One hint more or less makes no difference: the poll that it leads to reads all there is.
    private readonly FrozenDictionary<IHrSystem, Channel<bool>> _hints = systems.ToFrozenDictionary(
        s => s, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));

    /// <summary>Lets a system be polled at once; while it is being polled, once more after that.</summary>
    public void Wake(IHrSystem system) => _hints[system].Writer.TryWrite(true);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(_hints.Keys.Select(system => KeepPollingAsync(system, stoppingToken)));

    private async Task KeepPollingAsync(IHrSystem system, CancellationToken ct)
    {
        await Task.Yield();
        var failures = 0;
        while (!ct.IsCancellationRequested)
        {
            var failure = await PollAsync(system, ct);
            failures = failure is null ? 0 : failures + 1;
            await PauseAsync(system, failure is null ? system.PollEvery : PauseAfter(failures, failure), failure is null, ct);
        }
    }

    /// <summary>One poll; the failure that ended it, if one did.</summary>
    internal async Task<Exception?> PollAsync(IHrSystem system, CancellationToken ct)
    {
        try
        {
            var result = await intake.TakeAsync(system, ct);
            LogNews(system, result);
            statuses.Change(system.Name, s => s with
            {
                LastSuccess = clock.GetUtcNow(),
                CaughtUp = result.Announced == 0 && !result.HasMore,
                LastError = null,
                ErrorText = null,
                NeedsPerson = false,
                Announced = s.Announced + result.Announced,
                Troubles = result.Troubles,
            });
            return null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            var (code, text) = e switch
            {
                TransientFailureException t => (t.Code, t.Message),
                PermanentFailureException p => (p.Code, p.Message),
                _ => (e.GetType().Name, $"{e.GetType().Name} while reading {system.Name}."), // a foreign text may quote a name or a path
            };
            Log.Waits(log, system.Name, code, text);
            statuses.Change(system.Name, s => s with { CaughtUp = false, LastError = code, ErrorText = text, NeedsPerson = e is PermanentFailureException });
            return e;
        }
    }

    /// <summary>What was left out is said once, not at every poll.</summary>
    private void LogNews(IHrSystem system, PollResult result)
    {
        var before = statuses.All.FirstOrDefault(s => s.System == system.Name)?.Troubles ?? [];
        foreach (var trouble in result.Troubles.Except(before))
            Log.LeftOut(log, system.Name, trouble.Code, trouble.Text);
        if (result.Announced > 0)
            Log.Announced(log, system.Name, result.Announced);
    }

    private static TimeSpan PauseAfter(int failures, Exception failure)
    {
        var doubled = _shortestPause * Math.Pow(2, Math.Min(failures - 1, 10));
        var asked = (failure as TransientFailureException)?.After ?? TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Clamp(Math.Max(doubled.Ticks, asked.Ticks), _shortestPause.Ticks, _longestPause.Ticks));
    }

    private async Task PauseAsync(IHrSystem system, TimeSpan pause, bool hintEndsIt, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var time = Task.Delay(pause, clock, ended.Token);
        if (hintEndsIt)
            await Task.WhenAny(time, _hints[system].Reader.WaitToReadAsync(ended.Token).AsTask());
        else
            await time.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ended.CancelAsync();
        _hints[system].Reader.TryRead(out _);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{System}: {Count} new things announced.")]
        public static partial void Announced(ILogger logger, string system, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{System}: left out ({Code}): {Text}")]
        public static partial void LeftOut(ILogger logger, string system, string code, string text);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{System}: polling waits ({Code}): {Text}")]
        public static partial void Waits(ILogger logger, string system, string code, string text);
    }
}

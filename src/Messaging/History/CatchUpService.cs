using ClearView.Messaging.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.History;

/// <summary>
/// Sees which functions of this process are to catch up with history, because their line says so or somebody asked for it, and takes them
/// through it: one process at a time for each function. After a death or a stop it goes on where that was.
/// </summary>
public sealed partial class CatchUpService(
    IReadOnlyList<FunctionDescriptor> functions, ITransport transport, IInbox? inbox, ICatchUpProgress? progress, HistoryOptions options,
    ILogger<CatchUpService> log, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, Task> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (inbox is null || progress is null)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var function in await DueAsync(progress, stoppingToken))
                _running[function.Name] = RunAsync(function, inbox, progress, stoppingToken);
            await Task.Delay(_every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(_running.Values);
    }

    private async Task RunAsync(FunctionDescriptor function, IInbox inbox, ICatchUpProgress progress, CancellationToken ct)
    {
        try
        {
            if (await inbox.TryTakeAsync("catch-up/" + function.Name, ct) is not { } right)
                return;
            await using (right)
            {
                // Only now: the one who had the right before may have come to the end.
                if (await progress.FindAsync(function.Name, ct) is not { } state)
                    await progress.BeginAsync(state = CatchUpState.Begin(function.Name, options.Rate, clock.GetUtcNow()), ct);
                if (state.DoneAt is not null)
                    return;
                Log.Begins(log, function.Name, state.Position);
                await new CatchUp(function, transport, inbox, progress, options, clock).RunAsync(state, ct);
                _said.Remove(function.Name);
                if (await progress.FindAsync(function.Name, ct) is { DoneAt: not null } done)
                    Log.Done(log, function.Name, done.Read, done.Kept);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It goes on with the next start.
        }
        catch (Exception e)
        {
            var reason = e is QueueMissingException ? "the broker keeps no history" : e.GetType().Name;
            if (_said.Add(function.Name))
                Log.Interrupted(log, function.Name, reason);
            await Task.Delay(_every, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One question for all of them.</summary>
    private async Task<IReadOnlyList<FunctionDescriptor>> DueAsync(ICatchUpProgress progress, CancellationToken ct)
    {
        try
        {
            var states = (await progress.AllAsync(ct)).ToDictionary(s => s.Function, StringComparer.Ordinal);
            return
            [
                .. functions.Where(f => f.KeepsState && _running.GetValueOrDefault(f.Name) is not { IsCompleted: false }
                    && (states.TryGetValue(f.Name, out var state) ? state.DoneAt is null : f.From == From.Beginning)),
            ];
        }
        catch (Exception)
        {
            return []; // the store is away, which its other users say
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "'{Function}' catches up with history from offset {Position} on.")]
        public static partial void Begins(ILogger logger, string function, long position);

        [LoggerMessage(Level = LogLevel.Information, Message = "'{Function}' has caught up with history: {Read} messages of its kinds, {Kept} of them new to it.")]
        public static partial void Done(ILogger logger, string function, long read, long kept);

        [LoggerMessage(Level = LogLevel.Warning, Message = "'{Function}' catches up with history and was interrupted ({Reason}); it goes on where it was.")]
        public static partial void Interrupted(ILogger logger, string function, string reason);
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Store.Dead;

/// <summary>
/// Redrives by itself what died because something outside was not well. It begins when the function has handled others since, or after a
/// pause; a canary goes first, and when that fails the group rests, longer each time. No letter is redriven so more than three times.
/// All that it knows is in the store: another process goes on where one was killed, and one at a time does it.
/// </summary>
public sealed partial class AutomaticRedrive(IStoreDatabase database, IReadOnlyList<FunctionDescriptor> functions, ILogger<AutomaticRedrive> log, TimeProvider clock)
    : BackgroundService
{
    private const string Right = "redrive/automatic";
    private const string AskedBy = "the system";
    private const int Rate = 20;
    private const int MostRunning = 100;

    /// <summary>Longer than the ladder of a pure function, whose attempts no store sees.</summary>
    private static readonly TimeSpan _wait = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan _stepEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(30);

    /// <summary>After so many redrives of a group that did not end well, in a row.</summary>
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    private readonly TransientGroups _groups = new(database);
    private readonly Redrives _redrives = new(database, clock);
    private readonly RedriveSteps _steps = new(database, functions, clock);
    private readonly NextLetters _next = new(database);
    private readonly Dictionary<long, string?> _turns = []; // whose tenant had the last one
    private IRight? _right;
    private long _lookedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StepAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Stumbled(log, e.GetType().Name);
            }
            catch (Exception)
            {
                break;
            }

            await Task.Delay(_stepEvery, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_right is not null)
            await _right.DisposeAsync();
    }

    /// <summary>One step of each that is under way; now and then a look for groups whose time has come.</summary>
    internal async Task StepAsync(CancellationToken ct)
    {
        if (!await IsMineAsync(ct))
            return;
        var running = await _redrives.RunningAutomaticAsync(MostRunning, ct);
        foreach (var ended in _turns.Keys.Except(running.Select(r => r.Id)).ToList())
            _turns.Remove(ended);
        foreach (var redrive in running)
            await GoOnAsync(redrive, ct);
        if (_lookedAt != 0 && clock.GetElapsedTime(_lookedAt) < _lookEvery)
            return;
        _lookedAt = clock.GetTimestamp();
        foreach (var group in await _groups.ReadAsync(ct))
        {
            if (functions.FirstOrDefault(f => f.Name == group.Key.Function) is { } function && await IsDueAsync(group, function, ct))
                await BeginAsync(group, ct);
        }
    }

    private async Task<bool> IsMineAsync(CancellationToken ct)
    {
        if (_right is { IsHeld: true })
            return true;
        _right = await database.AskAsync(() => database.TryTakeAsync(Right, ct));
        return _right is not null;
    }

    private async Task<bool> IsDueAsync(TransientGroup group, FunctionDescriptor function, CancellationToken ct)
    {
        var earlier = await _redrives.OfGroupAsync(group.Key, _pauses.Length, ct);
        if (earlier is [{ State: Redrive.Running, Order.IsAutomatic: true }, ..])
            return false;
        var inVain = earlier.TakeWhile(r => r.State != Redrive.Finished).Count();
        // One that somebody began by hand and left is no hindrance: whoever is still at it has the group's right.
        var since = earlier is [var last, ..] && (last.EndedAt ?? last.StartedAt) is var ended && ended > group.FailedAt ? ended : group.FailedAt;
        return clock.GetUtcNow() - since >= _pauses[Math.Min(inVain, _pauses.Length - 1)]
            || (inVain == 0 && await _groups.IsWellSinceAsync(function, since, ct));
    }

    private async Task BeginAsync(TransientGroup group, CancellationToken ct)
    {
        var order = new RedriveOrder(group.Key, null, null, Rate, _wait, AskedBy, IsAutomatic: true);
        if ((await _next.ReadAsync(order, long.MaxValue, 1, null, ct)).Count == 0)
            return; // each had its three
        await using var right = await database.AskAsync(() => database.TryTakeAsync(group.Key.Right, ct));
        if (right is not null && await _redrives.BeginAsync(order, ct) is { } redrive)
            Log.Began(log, redrive.Id, group.Key.Fingerprint, group.Key.Function);
    }

    private async Task GoOnAsync(Redrive redrive, CancellationToken ct)
    {
        // Only for a step: whoever asks for the same group by hand takes its place.
        await using var right = await database.AskAsync(() => database.TryTakeAsync(redrive.Order.Group.Right, ct));
        if (right is null || await _redrives.FindAsync(redrive.Id, ct) is not { State: Redrive.Running } running)
            return;
        var step = functions.Any(f => f.Name == redrive.Order.Group.Function)
            ? await _steps.TakeAsync(running, _turns.GetValueOrDefault(redrive.Id), ct)
            : new RedriveStep(await _redrives.EndAsync(running, Redrive.Stopped, "this version has no such function", ct), null, 0);
        _turns[redrive.Id] = step.After;
        if (step.Redrive.State == Redrive.Running)
            return;
        if (step.Redrive.State == Redrive.Finished)
            Log.Ended(log, redrive.Id, step.Redrive.Done);
        else
            Log.Rests(log, redrive.Id, redrive.Order.Group.Function, step.Redrive.Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Redrive {Redrive} of group {Group} at '{Function}' began by itself: its cause is marked transient.")]
        public static partial void Began(ILogger logger, long redrive, string group, string function);

        [LoggerMessage(Level = LogLevel.Information, Message = "Redrive {Redrive} ended: {Done} dead letters were handled.")]
        public static partial void Ended(ILogger logger, long redrive, long done);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Redrive {Redrive} at '{Function}' stopped ({Reason}). The rest stays among the dead letters and is tried later.")]
        public static partial void Rests(ILogger logger, long redrive, string function, string? reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Dead letters cannot be looked at ({Reason}); it is tried again.")]
        public static partial void Stumbled(ILogger logger, string reason);
    }
}

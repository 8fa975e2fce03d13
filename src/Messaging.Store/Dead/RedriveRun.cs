namespace ClearView.Messaging.Store.Dead;

/// <summary>Redrives to the end, one group at a time and nobody else the same. Ending it in the middle loses nothing: it can be resumed.</summary>
public sealed class RedriveRun(IStoreDatabase database, IReadOnlyList<FunctionDescriptor> functions, TimeProvider clock)
{
    // The running system has a group's right for the moment of a step only.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private readonly Redrives _redrives = new(database, clock);
    private readonly RedriveSteps _steps = new(database, functions, clock);

    /// <summary>Which letters would be put back first, and nothing is changed.</summary>
    /// <exception cref="NotRedrivableException">This version has no such function, or none could ever read them.</exception>
    public async Task<IReadOnlyList<long>> FirstAsync(RedriveOrder order, int most, CancellationToken ct)
    {
        await RefuseAsync(order.Group, ct);
        return await new NextLetters(database).ReadAsync(order, long.MaxValue, most, null, ct);
    }

    /// <summary>Null when there is no such letter.</summary>
    /// <param name="told">After each step.</param>
    /// <exception cref="RedriveBusyException">Somebody else redrives the group.</exception>
    /// <exception cref="NotRedrivableException">This version has no such function, or none could ever read them.</exception>
    public async Task<Redrive?> BeginAsync(RedriveOrder order, Action<Redrive> told, CancellationToken ct)
    {
        await RefuseAsync(order.Group, ct);
        await using var right = await TakeAsync(order.Group, ct);
        return await _redrives.BeginAsync(order, ct) is { } redrive ? await RunAsync(redrive, told, ct) : null;
    }

    /// <summary>One that was killed, or whose results did not come; one that ended is given back as it is.</summary>
    /// <exception cref="RedriveBusyException">Somebody else redrives the group.</exception>
    public async Task<Redrive> ResumeAsync(Redrive redrive, Action<Redrive> told, CancellationToken ct)
    {
        await using var right = await TakeAsync(redrive.Order.Group, ct);
        redrive = (await _redrives.FindAsync(redrive.Id, ct))!;
        if (redrive.State == Redrive.Undecided)
            await _redrives.ReopenAsync(redrive, ct);
        return redrive.State is Redrive.Running or Redrive.Undecided ? await RunAsync((await _redrives.FindAsync(redrive.Id, ct))!, told, ct) : redrive;
    }

    private async Task<Redrive> RunAsync(Redrive redrive, Action<Redrive> told, CancellationToken ct)
    {
        var step = new RedriveStep(redrive, null, 0);
        for (var looks = 0; step.Redrive.State == Redrive.Running; looks++)
        {
            step = await _steps.TakeAsync(step.Redrive, step.After, ct);
            if (step.Moved > 0)
                looks = 0;
            if (step.Moved > 0 || step.Redrive.State != Redrive.Running)
                told(step.Redrive);
            if (step.Redrive.State == Redrive.Running)
                await Task.Delay(RedriveSteps.PauseAfter(step, looks), clock, ct);
        }

        return step.Redrive;
    }

    private async Task RefuseAsync(GroupKey group, CancellationToken ct)
    {
        var codes = await database.ListAsync(
            "SELECT code FROM dead_letters WHERE function = @function AND fingerprint = @fingerprint LIMIT 1",
            command => command.With("@function", group.Function).Add("@fingerprint", group.Fingerprint), row => row.GetString(0), ct);
        if (codes is [FailureCause.Foreign])
            throw new NotRedrivableException("These were not published by ClearView or were damaged, so no function can read them, however often it is tried. Look at one with 'dead show', then discard them.");
        PutBack.FunctionOf(functions, group);
    }

    private async Task<IRight> TakeAsync(GroupKey group, CancellationToken ct)
    {
        for (var since = clock.GetTimestamp(); ; await Task.Delay(_pause, clock, ct))
        {
            if (await database.AskAsync(() => database.TryTakeAsync(group.Right, ct)) is { } right)
                return right;
            if (clock.GetElapsedTime(since) > _patience)
                throw new RedriveBusyException(group);
        }
    }
}

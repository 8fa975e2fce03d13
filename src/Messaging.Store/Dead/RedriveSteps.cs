namespace ClearView.Messaging.Store.Dead;

/// <summary>
/// One step after the other: a canary, then as many as went before, up to the rate, each when the results of the step before are there.
/// Each step reads from the store where it stands, so whoever takes the next one needs to know nothing but the redrive's number.
/// </summary>
internal sealed class RedriveSteps(IStoreDatabase database, IReadOnlyList<FunctionDescriptor> functions, TimeProvider clock)
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private readonly Redrives _redrives = new(database, clock);
    private readonly NextLetters _next = new(database);
    private readonly PutBack _putBack = new(database, functions, clock);
    private readonly Results _results = new(database, functions);

    /// <summary>Takes the next step, or looks for the results of the last one. Whoever calls has the group's right.</summary>
    /// <param name="after">The tenant that had the last turn; the beginning of the next step.</param>
    public async Task<RedriveStep> TakeAsync(Redrive redrive, string? after, CancellationToken ct)
    {
        await _results.CollectAsync(redrive, ct);
        redrive = await FindAsync(redrive, ct);
        if (redrive.State != Redrive.Running)
            return new RedriveStep(redrive, after, 0);
        if (StopRule.ReasonOf(redrive) is { } reason)
            return new RedriveStep(await _redrives.EndAsync(redrive, Redrive.Stopped, await WithCauseAsync(redrive, reason, ct), ct), after, 0);
        if (redrive.UnderWay > 0)
        {
            return await _results.OldestAsync(redrive, ct) is { } oldest && clock.GetUtcNow() - oldest >= redrive.Order.Wait
                ? new RedriveStep(await _redrives.EndAsync(redrive, Redrive.Undecided, await WhyNotAsync(redrive, ct), ct), after, 0)
                : new RedriveStep(redrive, after, 0);
        }

        var size = (int)Math.Clamp(redrive.Moved, 1, redrive.Order.Rate);
        var letters = await _next.ReadAsync(redrive.Order, redrive.UntilLetter, size, after, ct);
        if (letters.Count == 0)
            return new RedriveStep(await _redrives.EndAsync(redrive, Redrive.Finished, null, ct), after, 0);
        after = await _putBack.MoveAsync(redrive, letters, ct) ?? after;
        return new RedriveStep(await FindAsync(redrive, ct), after, letters.Count);
    }

    /// <summary>Until the next look: short at first, and a second at least for as many as the rate allows.</summary>
    public static TimeSpan PauseAfter(RedriveStep step, int looks) =>
        step.Moved >= step.Redrive.Order.Rate ? _second : TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(looks, 5), 2_000));

    private async Task<string> WithCauseAsync(Redrive redrive, string reason, CancellationToken ct) =>
        await _results.CauseAsync(redrive, ct) is { } cause ? $"{reason}: {cause.Code}: {cause.Text}" : reason;

    private async Task<string> WhyNotAsync(Redrive redrive, CancellationToken ct)
    {
        var order = redrive.Order;
        var waited = $"{redrive.UnderWay} of {redrive.Moved} put back were not handled within {order.Wait.TotalSeconds:0} s";
        return PutBack.FunctionOf(functions, order.Group) is { KeepsState: true } || await _results.InOutboxAsync(redrive, ct) == 0
            ? $"{waited}: does the process run that has '{order.Group.Function}'?"
            : $"{waited}: they stand in the outbox. Does a process run, and does its broker answer?";
    }

    private async Task<Redrive> FindAsync(Redrive redrive, CancellationToken ct) => (await _redrives.FindAsync(redrive.Id, ct))!;
}

/// <param name="Redrive">As it stands now.</param>
/// <param name="After">The tenant that had the last turn.</param>
/// <param name="Moved">How many this step put back.</param>
internal sealed record RedriveStep(Redrive Redrive, string? After, int Moved);

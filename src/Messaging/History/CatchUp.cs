using ClearView.Messaging.Store;

namespace ClearView.Messaging.History;

/// <summary>
/// Takes one function through history into its inbox, beside its live mail. No gap: its queue stands before history is read, and history is
/// read up to an offset that was asked for a good while after that. No double: the inbox drops by id what it has. Whoever goes on after a
/// death begins at the offset that was saved, and what was kept beyond it is dropped in the same way.
/// </summary>
internal sealed class CatchUp(FunctionDescriptor function, ITransport transport, IInbox inbox, ICatchUpProgress progress, HistoryOptions options, TimeProvider clock)
{
    private const int MostScannedBetweenSaves = 1_000;
    private const int MostAtOnce = 256;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);
    private readonly HashSet<string> _types = [.. function.WireNames];

    /// <summary>Until it is done, or another run was begun.</summary>
    public async Task RunAsync(CatchUpState state, CancellationToken ct)
    {
        // The transport answers when it has made the function's queue.
        state = state with { End = await transport.EndOfHistoryAsync(ct) };
        var stoodAt = clock.GetTimestamp();
        if (await ReadToEndAsync(state, ct) is not { } once)
            return;

        // What was on its way when the queue was made may have come into history after that end.
        if (options.Overlap - clock.GetElapsedTime(stoodAt) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, clock, ct);
        if (await ReadToEndAsync(once with { End = await transport.EndOfHistoryAsync(ct) }, ct) is { } all)
            await progress.SaveAsync(all with { DoneAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow(), Speed = 0 }, ct);
    }

    /// <summary>Null when another run was begun.</summary>
    private async Task<CatchUpState?> ReadToEndAsync(CatchUpState state, CancellationToken ct)
    {
        var end = state.End ?? throw new InvalidOperationException("The end is asked for first.");
        var budget = new RateBudget(state.Rate, clock);
        var batch = new List<OutgoingMessage>();
        var most = Math.Clamp(Math.Min(options.Window, state.Rate), 1, MostAtOnce);
        var (scanned, meter) = (0, new Meter(state.Position, clock));
        if (!await progress.SaveAsync(state, ct))
            return null;
        await foreach (var (offset, message) in transport.ReadHistoryAsync(state.Position, end, ct))
        {
            state = state with { Position = offset + 1 };
            if (IsWanted(message.Envelope, state))
                batch.Add(message);
            if (batch.Count < most && ++scanned < MostScannedBetweenSaves)
                continue;
            if (await KeepAsync(state, batch, budget, meter, ct) is not { } kept)
                return null;
            (state, scanned) = (kept, 0);
        }

        return await KeepAsync(state with { Position = Math.Max(state.Position, end) }, batch, budget, meter, ct);
    }

    private async Task<CatchUpState?> KeepAsync(CatchUpState state, List<OutgoingMessage> batch, RateBudget budget, Meter meter, CancellationToken ct)
    {
        if (batch.Count > 0)
        {
            await budget.SpendAsync(batch.Count, ct);
            while (await inbox.CountWaitingAsync(function.Name, options.Window, ct) >= options.Window)
                await Task.Delay(_pause, clock, ct);
            state = state with { Read = state.Read + batch.Count, Kept = state.Kept + await inbox.KeepFromHistoryAsync(function, batch, ct) };
            batch.Clear();
        }

        state = state with { UpdatedAt = clock.GetUtcNow(), Speed = meter.At(state.Position) };
        return await progress.SaveAsync(state, ct) ? state : null;
    }

    private bool IsWanted(Envelope envelope, CatchUpState state) =>
        _types.Contains(envelope.Type) && envelope.Time >= clock.GetUtcNow() - options.Age && (state.Since is not { } since || envelope.Time >= since);

    /// <summary>Offsets a second, over the last while.</summary>
    private sealed class Meter(long from, TimeProvider clock)
    {
        private static readonly TimeSpan _while = TimeSpan.FromSeconds(10);
        private (long Position, long At) _since = (from, clock.GetTimestamp());
        private (long Position, long At) _next = (from, clock.GetTimestamp());

        public double At(long position)
        {
            var seconds = clock.GetElapsedTime(_since.At).TotalSeconds;
            var speed = seconds > 0 ? (position - _since.Position) / seconds : 0;
            if (clock.GetElapsedTime(_next.At) > _while)
                (_since, _next) = (_next, (position, clock.GetTimestamp()));
            return Math.Round(speed, 1);
        }
    }
}

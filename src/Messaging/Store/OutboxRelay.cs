using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Store;

/// <summary>
/// Publishes what was committed. A row leaves the outbox only after its confirm; a crash in between publishes it again under the same
/// id, which inboxes skip. A row that fails again and again by itself, while the broker takes others, becomes a dead letter.
/// </summary>
public sealed partial class OutboxRelay(IOutbox outbox, ITransport transport, ILogger<OutboxRelay> log, TimeProvider clock) : BackgroundService
{
    private const int Batch = 256;
    private const int MostAloneAtOnce = 8;

    /// <summary>Failures of a row by itself before it is set aside.</summary>
    internal const int MostFailures = 5;

    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _beatEvery = TimeSpan.FromSeconds(5);
    private readonly Dictionary<long, int> _failures = [];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        RepeatAsync(RelayOrWaitAsync, TimeSpan.Zero, stoppingToken), RepeatAsync(outbox.BeatAsync, _beatEvery, stoppingToken));

    /// <summary>True when something was there to publish.</summary>
    internal async Task<bool> RelayAsync(CancellationToken ct)
    {
        var entries = await outbox.ReadAsync(Batch, ct);
        if (entries.Count == 0)
            return false;

        var refused = await PublishAsync(entries, ct);
        if (refused.Count == 0)
            _failures.Clear();
        else if (await PublishAloneAsync([.. refused.Take(MostAloneAtOnce)], othersGotThrough: refused.Count < entries.Count, ct) is { } failure)
            throw failure;
        return true;
    }

    /// <summary>All at once; returns what was not confirmed.</summary>
    private async Task<IReadOnlyList<OutboxEntry>> PublishAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken ct)
    {
        var sends = entries.Select(e => transport.PublishAsync(e.Message, ct)).ToList();
        await Task.WhenAll(sends).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var confirmed = entries.Where((_, i) => sends[i].IsCompletedSuccessfully).Select(e => e.Position).ToList();
        if (confirmed.Count > 0)
            await outbox.RemoveAsync(confirmed, ct);
        ct.ThrowIfCancellationRequested();
        return [.. entries.Where((_, i) => !sends[i].IsCompletedSuccessfully)];
    }

    /// <summary>
    /// One after the other: a message that makes the broker end the connection fails its neighbours too. Only when another one got through
    /// may a failure be the row's own. Returns the last failure; null when all are gone.
    /// </summary>
    private async Task<Exception?> PublishAloneAsync(IReadOnlyList<OutboxEntry> entries, bool othersGotThrough, CancellationToken ct)
    {
        var failed = new List<(OutboxEntry Entry, Exception Failure)>();
        foreach (var entry in entries)
        {
            try
            {
                await transport.PublishAsync(entry.Message, ct);
                await outbox.RemoveAsync([entry.Position], ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                failed.Add((entry, e));
            }
        }

        othersGotThrough |= failed.Count < entries.Count;
        foreach (var (entry, failure) in failed.Where(f => othersGotThrough || f.Failure is not BrokerUnavailableException))
        {
            var failures = _failures[entry.Position] = _failures.GetValueOrDefault(entry.Position) + 1;
            if (failures < MostFailures)
                continue;
            var now = clock.GetUtcNow();
            await outbox.SetAsideAsync(entry, new FailureCause(
                "outbox.refused", $"The broker took other messages, and not this one in {failures} attempts.",
                failure.GetType().FullName, null, failures, now, now, "outbox", "0"), ct);
            _failures.Remove(entry.Position);
            Log.SetAside(log, entry.Message.Envelope.Id, entry.Message.Envelope.Type, failure.GetType().Name);
        }

        return failed.Count > 0 ? failed[^1].Failure : null;
    }

    private async Task RelayOrWaitAsync(CancellationToken ct)
    {
        if (!await RelayAsync(ct))
            await outbox.WaitAsync(ct);
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work, TimeSpan every, CancellationToken ct)
    {
        await Task.Yield();
        while (!ct.IsCancellationRequested)
        {
            var pause = every;
            try
            {
                await work(ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Log.Waiting(log, e.GetType().Name);
                pause = _pauseAfterFailure;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (pause > TimeSpan.Zero)
                await Task.Delay(pause, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox waits for the broker ({Reason}); nothing is lost, it is published when the broker answers.")]
        public static partial void Waiting(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} of type '{Type}' was set aside as a dead letter: the broker takes others and not this one ({Reason}).")]
        public static partial void SetAside(ILogger logger, MessageId id, string type, string reason);
    }
}

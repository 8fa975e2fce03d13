using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Store;

/// <summary>
/// Publishes what was committed, tenants in turn, many at once. A row leaves the outbox only after its confirm; a crash in between
/// publishes it again under the same id, which inboxes know. What was not confirmed is tried again and holds up what follows under its
/// key; nothing else waits for it. A row that fails again and again by itself, while the broker takes others, becomes a dead letter.
/// </summary>
public sealed partial class OutboxRelay(IOutbox outbox, ITransport transport, TenantShares shares, ILogger<OutboxRelay> log, TimeProvider clock) : BackgroundService
{
    private const int MostInFlight = 1_024;
    private const int MostRefused = 2_048;
    private const int MostBehindTheirKey = 2_048;
    private const int MostRemovedAtOnce = 512;

    /// <summary>Failures of a row by itself before it is set aside.</summary>
    internal const int MostFailures = 5;

    private static readonly TimeSpan _creditEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromSeconds(1);

    // Longer than a queue is without a leader.
    private static readonly TimeSpan _longestRefusal = TimeSpan.FromMinutes(1);

    // A queue that lost its leader has another in a moment; a broker that is away is asked once a second.
    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(50);

    private readonly Channel<Answer> _answers = Channel.CreateUnbounded<Answer>(); // bounded by what is in flight
    private readonly OutboxTurns _turns = new(outbox, shares, clock);
    private readonly RefusedEntries _refused = new();
    private readonly KeysUnderWay _keys = new();
    private readonly HashSet<long> _known = [];
    private readonly List<long> _confirmed = [];
    private Task<IReadOnlyList<long>> _removing = Task.FromResult<IReadOnlyList<long>>([]);
    private Refused? _alone;
    private bool _othersGotThrough;
    private long _refusedAt;
    private TimeSpan _pause = _firstPause;
    private int _inFlight;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SendNewAsync(stoppingToken);
                SendOneRefused(stoppingToken);
                await WaitAsync(stoppingToken);
                await HearAsync(stoppingToken);
                await RemoveAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Stumbled(log, e.GetType().Name);
                await Task.Delay(_pauseAfterFailure, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool HasRoom => _inFlight < MostInFlight && _refused.Count < MostRefused && _keys.Waiting < MostBehindTheirKey;

    private async Task SendNewAsync(CancellationToken ct)
    {
        while (HasRoom && await _turns.NextAsync(_known, ct) is { } next)
        {
            _known.Add(next.Position);
            var entry = new Refused(next);
            if (_refused.Holds(entry))
                _refused.Add(entry);
            else if (_keys.MayGo(entry))
                Send(entry, ct);
        }
    }

    private void SendOneRefused(CancellationToken ct)
    {
        if (_alone is not null || _refused.Count == 0 || clock.GetElapsedTime(_refusedAt) < _pause || _refused.Next() is not { } next)
            return;
        _alone = next;
        next.Tries++;
        Send(next, ct);
    }

    private void Send(Refused entry, CancellationToken ct)
    {
        _inFlight++;
        _turns.Began(entry.Entry.Message.Envelope.Tenant);
        _ = SendAsync(entry, ct);
    }

    private async Task SendAsync(Refused entry, CancellationToken ct)
    {
        Exception? failure = null;
        try
        {
            await (entry.Entry.Queue is { } queue ? transport.SendAsync(queue, entry.Entry.Message, ct) : transport.PublishAsync(entry.Entry.Message, ct));
        }
        catch (Exception e)
        {
            failure = e;
        }

        _answers.Writer.TryWrite(new Answer(entry, failure));
    }

    /// <summary>Until there is an answer, a commit, or a refused one to be tried again.</summary>
    private async Task WaitAsync(CancellationToken ct)
    {
        if (_answers.Reader.TryPeek(out _))
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var waits = new List<Task> { _answers.Reader.WaitToReadAsync(either.Token).AsTask() };
        var committed = HasRoom ? outbox.WaitAsync(either.Token) : null;
        if (committed is not null)
            waits.Add(committed);
        if (_turns.AwaitsCredit)
            waits.Add(Task.Delay(_creditEvery, clock, either.Token));
        if (_refused.Count > 0 && _alone is null)
            waits.Add(Task.Delay(_pause, clock, either.Token));
        await Task.WhenAny(waits);
        await either.CancelAsync();
        await Task.WhenAll(waits).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        if (committed is { IsCompletedSuccessfully: true })
            _turns.Look();
    }

    private async Task HearAsync(CancellationToken ct)
    {
        while (_answers.Reader.TryRead(out var answer))
        {
            _inFlight--;
            _turns.Ended(answer.Entry.Entry.Message.Envelope.Tenant);
            var wasAlone = answer.Entry == _alone;
            if (wasAlone)
                _alone = null;
            if (answer.Failure is null)
                Confirmed(answer.Entry, wasAlone, ct);
            else if (!ct.IsCancellationRequested)
                await NotTakenAsync(answer.Entry, answer.Failure, wasAlone, ct);
        }
    }

    private void Confirmed(Refused entry, bool wasAlone, CancellationToken ct)
    {
        _othersGotThrough = true;
        _refused.Remove(entry);
        _confirmed.Add(entry.Entry.Position);
        if (_keys.Confirmed(entry) is { } next)
            Send(next, ct);
        if (!wasAlone)
            return;
        // It takes messages again: the next one at once, and all together that only failed beside others.
        (_refusedAt, _pause) = (0, _firstPause);
        foreach (var innocent in _refused.TakeInnocent())
        {
            if (_keys.MayGo(innocent))
                Send(innocent, ct);
        }
    }

    private async Task NotTakenAsync(Refused entry, Exception failure, bool wasAlone, CancellationToken ct)
    {
        if (_refused.Count == 0)
            Log.Waiting(log, failure.GetType().Name);
        _refusedAt = clock.GetTimestamp();
        entry.FirstRefusedAt ??= _refusedAt;
        if (!wasAlone)
        {
            entry.FailuresBeside++;
            _refused.Add(entry);
            foreach (var behind in _keys.NotTaken(entry))
                _refused.Add(behind);
            return;
        }

        _pause = _pause * 2 < _pauseAfterFailure ? _pause * 2 : _pauseAfterFailure;
        // Only when another one got through may the failure be its own, unless it never came as far as the broker.
        if (_othersGotThrough || failure is not BrokerUnavailableException)
            entry.FailuresAlone++;
        _othersGotThrough = false;
        if (entry.FailuresAlone < MostFailures || clock.GetElapsedTime(entry.FirstRefusedAt.Value) < _longestRefusal)
            return;
        var now = clock.GetUtcNow();
        await outbox.SetAsideAsync(entry.Entry, new FailureCause(
            "outbox.refused", $"The broker took other messages, and not this one in {entry.FailuresAlone} attempts.",
            failure.GetType().FullName, null, entry.FailuresAlone, now, now, FunctionOf(entry.Entry), "0"), ct);
        _refused.Remove(entry);
        _known.Remove(entry.Entry.Position);
        Log.SetAside(log, entry.Entry.Message.Envelope.Id, entry.Entry.Message.Envelope.Type, failure.GetType().Name);
    }

    /// <summary>What was on its way back to one function is that function's dead letter again; what was for all is nobody's but the outbox's.</summary>
    private static string FunctionOf(OutboxEntry entry) => entry.Queue is { } queue ? FunctionDescriptor.NameOf(queue) : "outbox";

    /// <summary>One removal at a time, beside the publishing; what is confirmed meanwhile goes with the next.</summary>
    private async Task RemoveAsync(CancellationToken ct)
    {
        if (!_removing.IsCompleted && _confirmed.Count < MostRemovedAtOnce)
            return;
        // Whatever could not be removed is read and published again, under its id.
        _known.ExceptWith(await _removing);
        _removing = RemoveAsync([.. _confirmed], ct);
        _confirmed.Clear();
    }

    private async Task<IReadOnlyList<long>> RemoveAsync(long[] positions, CancellationToken ct)
    {
        if (positions.Length == 0)
            return positions;
        try
        {
            await outbox.RemoveAsync(positions, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.Stumbled(log, e.GetType().Name);
        }

        return positions;
    }

    private sealed record Answer(Refused Entry, Exception? Failure);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox waits for the broker ({Reason}); nothing is lost, it is published when the broker answers.")]
        public static partial void Waiting(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox cannot be read or cleared ({Reason}) and is tried again.")]
        public static partial void Stumbled(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Message {Id} of type '{Type}' was set aside as a dead letter: the broker takes others and not this one ({Reason}).")]
        public static partial void SetAside(ILogger logger, MessageId id, string type, string reason);
    }
}

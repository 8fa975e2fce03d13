using System.Threading.Channels;
using ClearView.Messaging.Store;
using Microsoft.Extensions.Logging;

namespace ClearView.Messaging.Mail;

/// <summary>
/// The mail of one function with a store, in this process. What the broker delivers is kept in the inbox and acknowledged; what the inbox
/// holds in the parts that this process owns is handed out, lane by lane. So a message waits in one place, whatever it waits for: its turn,
/// its key, its next attempt. The broker may be away meanwhile, and a part passes to another process when this one ends.
/// </summary>
internal sealed partial class FunctionMail : IConsumer
{
    // In memory for each part: enough that workers never wait for the store.
    private const int Window = 64;
    private const int MostLive = 2_048;
    private const int MostParked = 4_096;

    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _lookAtMostEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _recheckEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(500);

    private readonly FunctionDescriptor _function;
    private readonly IInbox _inbox;
    private readonly ILogger _log;
    private readonly TimeProvider _clock;
    private readonly OwnedParts _owned;
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>(); // bounded by _places
    private readonly SemaphoreSlim _work = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Lanes _lanes;
    private readonly PartCursors _cursors = new();
    private readonly HashSet<long> _fresh = [];
    private readonly int[] _inHand = new int[InboxPart.Count];
    private readonly Places _places;
    private readonly Func<TenantId, bool> _mayTake;
    private readonly IDisposable _listening;
    private readonly Task _running;
    private HashSet<long> _missing = [];
    private volatile bool _wasRung;
    private volatile bool _shouldRecheck;
    private long _lookedAt;
    private long _recheckedAt;

    public FunctionMail(FunctionDescriptor function, ITransport transport, IInbox inbox, TenantShares shares, ILogger log, TimeProvider clock)
    {
        _lanes = new Lanes(MostParked, shares);
        (_function, _inbox, _log, _clock) = (function, inbox, log, clock);
        _places = new Places(function.Parallelism, clock);
        _mayTake = _places.MayTake;
        _owned = new OwnedParts(function, inbox.TryTakeAsync, clock);
        var arrivals = new Arrivals(function, transport, inbox, AcceptAsync, log, clock);
        _listening = inbox.Listen(function.Name, HearBell);
        _running = Task.WhenAll(Task.Run(() => arrivals.RunAsync(_stop.Token)), Task.Run(RunAsync));
    }

    /// <summary>Parts of tenants that are asked about.</summary>
    internal int KnownParts => Cursors().Count;

    public ChannelReader<Delivery> Deliveries => _deliveries.Reader;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listening.Dispose();
        _deliveries.Writer.TryComplete();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _owned.DisposeAsync();
    }

    /// <summary>It ended in its function's transaction.</summary>
    public Task ForgetAsync(KeptMessage message)
    {
        Release(message, static (lanes, m, now) => lanes.End(m, now));
        return Task.CompletedTask;
    }

    public async Task EndAsync(KeptMessage message, InboxState state, CancellationToken ct)
    {
        await _inbox.EndAsync(message, state, ct);
        await ForgetAsync(message);
    }

    public async Task BuryAsync(KeptMessage message, FailureCause cause, CancellationToken ct)
    {
        await _inbox.BuryAsync(message, cause, ct);
        await ForgetAsync(message);
    }

    public async Task PostponeAsync(KeptMessage message, TimeSpan after, FailureCause cause, CancellationToken ct)
    {
        var due = _clock.GetUtcNow() + after;
        await _inbox.PostponeAsync(message, due, cause, ct);
        Release(message, (lanes, m, _) => lanes.Postpone(m, m with { Attempt = m.Attempt + 1, Due = due, LastFailure = cause }));
    }

    public Task PutBackAsync(KeptMessage message)
    {
        Release(message, static (lanes, m, _) => lanes.PutBack(m));
        return Task.CompletedTask;
    }

    /// <summary>What the inbox has just kept: handed on from here when nothing of its part still lies before it in the store.</summary>
    private Task AcceptAsync(IReadOnlyList<KeptMessage> kept)
    {
        var isForOthers = false;
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            foreach (var message in kept)
            {
                if (!_owned.Has(message.Part.Number))
                {
                    isForOthers = true; // its owner finds it
                    continue;
                }

                var cursor = _cursors.Of(message.Part);
                cursor.Arrivals++;
                if (message.Position <= cursor.Position)
                    continue; // it was read from the store just now
                // Beside others what they have just kept may lie before it: then all is read from the store, in its order.
                if (_owned.IsAlone && !cursor.MayHaveMore && HasRoomLocked(message.Part))
                {
                    _lanes.Add(message, now);
                    cursor.Position = message.Position;
                }
                else
                {
                    cursor.MayHaveMore = true;
                    if (_fresh.Count < MostParked)
                        _fresh.Add(message.Position);
                }
            }

            HandOutLocked(now);
        }

        if (isForOthers)
            _inbox.Ring(_function.Name);
        Wake();
        return Task.CompletedTask;
    }

    /// <summary>Another process has put something into the inbox; this one rings only when there is another.</summary>
    private void HearBell()
    {
        if (_owned.IsAlone)
        {
            _owned.IsNotAlone();
            _shouldRecheck = true; // what the other kept so far may have been passed
        }

        _wasRung = true;
        Wake();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _owned.ClaimAsync(InHandOf, Forget, _stop.Token);
                await LookAsync(_stop.Token);
                await FillAsync(_stop.Token);
                await WakeLanesAsync(_stop.Token);
                await WaitAsync(_stop.Token);
            }
            catch (Exception e) when (!_stop.IsCancellationRequested)
            {
                Log.StoreAway(_log, _function.Name, e.GetType().Name);
                await Task.Delay(_pause, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    /// <summary>It was rung a moment after the last look, or something may have been passed.</summary>
    private bool MustLookSoon => _wasRung || _missing.Count > 0;

    /// <summary>Finds what others put into the inbox: another process that receives for this function, a redrive, an earlier owner.</summary>
    private async Task LookAsync(CancellationToken ct)
    {
        if (_lookedAt != 0 && _clock.GetElapsedTime(_lookedAt) < (MustLookSoon ? _lookAtMostEvery : _lookEvery))
            return;
        _wasRung = false;
        _lookedAt = _clock.GetTimestamp();
        var rechecks = _recheckedAt == 0 || _shouldRecheck || _missing.Count > 0 || _clock.GetElapsedTime(_recheckedAt) >= _recheckEvery;
        if (rechecks)
        {
            lock (_gate)
                _cursors.NoteArrivals();
        }

        var parts = await _inbox.PartsAsync(_function.Name, ct);
        lock (_gate)
        {
            foreach (var part in parts.Where(p => _owned.Has(p.Number)))
                _cursors.Of(part).MayHaveMore = true;
            if (rechecks)
                _cursors.ForgetEmpty(parts, _lanes.LiveIn);
        }

        if (!rechecks)
            return;
        _shouldRecheck = false;
        _recheckedAt = _clock.GetTimestamp();
        await RecheckAsync(ct);
    }

    /// <summary>
    /// Two processes that write at once may be seen in another order than that of their positions: the cursor then has passed one of them.
    /// Only what is missing twice is missing: what was read may have been handled before it is looked for.
    /// </summary>
    private async Task RecheckAsync(CancellationToken ct)
    {
        var missing = new HashSet<long>();
        foreach (var (part, cursor) in Cursors())
        {
            var first = await _inbox.ReadAsync(_function.Name, part, 0, Window, ct);
            lock (_gate)
            {
                foreach (var message in first)
                {
                    if (message.Position > cursor.Position || _lanes.Knows(message) || !_owned.Has(part.Number))
                        continue;
                    if (_missing.Contains(message.Position))
                        _lanes.Add(message, _clock.GetUtcNow());
                    else
                        missing.Add(message.Position);
                }
            }
        }

        _missing = missing;
    }

    private async Task FillAsync(CancellationToken ct)
    {
        foreach (var (part, cursor) in Cursors())
        {
            long arrivals, position;
            lock (_gate)
            {
                if (!cursor.MayHaveMore || !HasRoomLocked(part))
                    continue;
                (arrivals, position) = (cursor.Arrivals, cursor.Position);
            }

            var messages = await _inbox.ReadAsync(_function.Name, part, position, Window, ct);
            lock (_gate)
            {
                if (!_cursors.IsStill(part, cursor))
                    continue; // it went to another process meanwhile
                var now = _clock.GetUtcNow();
                foreach (var message in messages)
                    _lanes.Add(_fresh.Remove(message.Position) ? message with { IsFresh = true } : message, now);
                if (messages.Count > 0)
                    cursor.Position = messages[^1].Position;
                cursor.MayHaveMore = messages.Count == Window || cursor.Arrivals != arrivals;
                HandOutLocked(now);
            }
        }
    }

    private async Task WakeLanesAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            _lanes.Wake(_clock.GetUtcNow());
            HandOutLocked(_clock.GetUtcNow());
        }

        while (FirstDry() is { } lane)
        {
            var messages = lane.Key.OrderKey is { } orderKey
                ? await _inbox.ReadLaneAsync(_function.Name, lane.Key.Tenant, orderKey, lane.After, Window, ct)
                : await _inbox.FindAsync(lane.After + 1, ct) is { } one ? [one] : [];
            lock (_gate)
            {
                _lanes.Resume(lane, messages, isAll: messages.Count < Window, _clock.GetUtcNow());
                HandOutLocked(_clock.GetUtcNow());
            }
        }
    }

    private LaneToRead? FirstDry()
    {
        lock (_gate)
            return _lanes.FirstDry();
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        TimeSpan wait;
        lock (_gate)
        {
            if (_cursors.Any((part, cursor) => cursor.MayHaveMore && HasRoomLocked(part)))
                return;
            wait = _lanes.NextDue is { } due && due - _clock.GetUtcNow() is var left && left < _lookEvery ? left : _lookEvery;
            if (MustLookSoon && wait > _lookAtMostEvery)
                wait = _lookAtMostEvery;
        }

        if (wait <= TimeSpan.Zero)
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var signal = _work.WaitAsync(either.Token);
        await Task.WhenAny(signal, Task.Delay(wait, _clock, either.Token));
        await either.CancelAsync();
        await signal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Release(KeptMessage message, Action<Lanes, KeptMessage, DateTimeOffset> then)
    {
        lock (_gate)
        {
            _places.Release(message.Envelope.Tenant);
            _inHand[message.Part.Number]--;
            var now = _clock.GetUtcNow();
            then(_lanes, message, now);
            HandOutLocked(now);
        }

        Wake();
    }

    private void HandOutLocked(DateTimeOffset now)
    {
        while (_places.AreLeft && !_stop.IsCancellationRequested && _lanes.Take(_mayTake) is { } message)
        {
            _places.Take(message.Envelope.Tenant);
            _inHand[message.Part.Number]++;
            _deliveries.Writer.TryWrite(new KeptDelivery(this, message)
            {
                Envelope = message.Envelope,
                Body = message.Body,
                Attempt = message.Attempt,
                LastFailure = message.LastFailure,
                Kept = message,
                Returns = message.IsFresh ? 0 : 1,
            });
        }
    }

    private bool HasRoomLocked(InboxPart part) => _lanes.LiveIn(part) < Window && (_lanes.Live < MostLive || _lanes.LiveIn(part) == 0);

    private int InHandOf(int part)
    {
        lock (_gate)
            return _inHand[part];
    }

    private void Forget(int part)
    {
        lock (_gate)
        {
            _lanes.Forget(part);
            _cursors.Forget(part);
        }
    }

    private List<KeyValuePair<InboxPart, Cursor>> Cursors()
    {
        lock (_gate)
            return _cursors.Snapshot();
    }

    private void Wake()
    {
        lock (_work)
        {
            if (_work.CurrentCount == 0)
                _work.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "'{Function}' cannot read its inbox ({Reason}) and tries again; what it holds is handled meanwhile.")]
        public static partial void StoreAway(ILogger logger, string function, string reason);
    }
}

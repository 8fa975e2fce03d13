namespace ClearView.Messaging.RabbitMq.Publishing;

/// <summary>
/// The first moments of a channel to publish on. Before a channel's first message to a quorum queue the broker registers the sender with the
/// queue's leader, and the whole channel stands still meanwhile: for the network's tick time and five seconds (65 s by default) when it asked
/// a leader that has just died. A new channel answers in milliseconds once there is another leader, so one that is silent is left soon.
/// </summary>
internal sealed class Probation(ProbationPatience patience, TimeProvider clock)
{
    /// <summary>Long enough that each queue of a failed node has another leader.</summary>
    private static readonly TimeSpan _lasts = TimeSpan.FromSeconds(1);

    /// <summary>A refusal comes at once, so less is waited for it than for silence.</summary>
    private const int RefusedSooner = 4;

    private readonly long _openedAt = clock.GetTimestamp();
    private long _firstAnswerAt;
    private long _lastAnswerAt;
    private volatile bool _isOver;
    private volatile bool _wasRefused;

    public bool IsOver => _isOver;

    public void Answered()
    {
        var now = clock.GetTimestamp();
        Volatile.Write(ref _lastAnswerAt, now);
        Interlocked.CompareExchange(ref _firstAnswerAt, now, 0);
    }

    /// <summary>Ends the probation when its time is over; true when it did just now.</summary>
    public bool EndsNow()
    {
        if (_isOver || Volatile.Read(ref _firstAnswerAt) is var first && (first == 0 || clock.GetElapsedTime(first) < _lasts))
            return false;
        _isOver = true;
        if (!_wasRefused)
            patience.Passed();
        return true;
    }

    /// <summary>
    /// Whether a channel on which a queue refused a message is to be left for another one, on probation or not. A channel that first published to a queue
    /// while that had no leader asks, on RabbitMQ 3.10, the dead node for the leader ever after, and refuses everything for the queue until that
    /// node is back; a new channel knows the leader of its day. Not at once, for an election takes its time too.
    /// </summary>
    public bool EndsRefused()
    {
        _wasRefused = true;
        if (clock.GetElapsedTime(_openedAt) < patience.OfTheNext / RefusedSooner)
            return false;
        patience.Failed();
        return true;
    }

    /// <summary>How long it has been silent when that is too long; else null.</summary>
    /// <param name="oldestWaits">How long the oldest message has waited for its answer.</param>
    public TimeSpan? FailedAfter(TimeSpan oldestWaits)
    {
        var silent = Volatile.Read(ref _lastAnswerAt) is var last and not 0 && clock.GetElapsedTime(last) is var since && since < oldestWaits ? since : oldestWaits;
        if (_isOver || silent <= patience.Now)
            return null;
        patience.Failed();
        return silent;
    }
}

/// <summary>
/// How long a new channel may be silent. It grows when one after the other fails, for then the broker is slow and not one channel stuck. The
/// first of all gets all there is: that a process starts beside much else is likelier than that a leader died this moment, and whoever
/// publishes for the first time has nothing to publish again with.
/// </summary>
/// <param name="longest">Beyond it nothing is waited for.</param>
internal sealed class ProbationPatience(TimeSpan longest)
{
    private const int FailuresInSmallSteps = 4;
    private static readonly TimeSpan _small = TimeSpan.FromMilliseconds(200);
    private volatile int _failures;
    private volatile bool _isFirst = true;

    /// <summary>For how long the next channel that opens may be silent.</summary>
    public TimeSpan Now => _isFirst ? longest : OfTheNext;

    /// <summary>What a channel after the first gets. Refusals are measured by it alone: a broker that refuses is not slow.</summary>
    public TimeSpan OfTheNext =>
        _failures < FailuresInSmallSteps ? Shorter(_small, longest) : Shorter(_small * (1 << Math.Min(_failures - FailuresInSmallSteps + 1, 16)), longest);

    public void Failed()
    {
        _isFirst = false;
        Interlocked.Increment(ref _failures);
    }

    public void Passed()
    {
        _isFirst = false;
        _failures = 0;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

namespace ClearView.Messaging.RabbitMq.Liveness;

/// <summary>
/// Which queues are stuck: mail waits there, this process would take it, and from look to look nothing comes. A connection that is open and
/// a consumer that the broker counts prove nothing; a queue that came out of an election has forgotten its consumers before.
/// </summary>
internal sealed class StuckQueues
{
    /// <summary>What waits at one look may be on its way to us; at the second it would have come.</summary>
    private const int LooksUntilHealed = 2;

    private readonly Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>One look at a queue to which this process is subscribed; more is done each time that the last did not help.</summary>
    /// <param name="received">Deliveries that ever came.</param>
    /// <param name="hasRoom">The prefetch would let another one come.</param>
    /// <param name="waits">Messages that the broker could deliver now.</param>
    public Healing Look(string queue, long received, bool hasRoom, long waits)
    {
        if (!_seen.TryGetValue(queue, out var seen) || seen.Received != received)
        {
            _seen[queue] = new Seen(received);
            return Healing.None;
        }

        if (!hasRoom || waits == 0)
        {
            seen.Looks = 0;
            return Healing.None;
        }

        if (++seen.Looks < LooksUntilHealed)
            return Healing.None;
        seen.Looks = 0;
        return seen.Last = seen.Last < Healing.Process ? seen.Last + 1 : Healing.Process;
    }

    private sealed class Seen(long received)
    {
        public long Received { get; } = received;

        public int Looks { get; set; }

        public Healing Last { get; set; }
    }
}

using ClearView.Messaging.Store;

namespace ClearView.Messaging.Mail;

/// <summary>
/// Who is next, among the messages of one function that are in memory: those of one key one after the other, different keys side by
/// side, tenants in turn and each with as many at once as its share. A message that waits for its next attempt holds up its own key and nobody else. Not safe for several threads.
/// </summary>
/// <param name="mostParked">Messages that may wait for their time in memory; beyond that they are read again when it has come.</param>
internal sealed class Lanes(int mostParked, TenantShares shares)
{
    private readonly Dictionary<LaneKey, Lane> _lanes = [];
    private readonly Dictionary<TenantId, Queue<KeptMessage>> _ready = [];
    private readonly Queue<TenantId> _turns = [];
    private readonly PriorityQueue<Lane, long> _parked = new();
    private readonly List<Lane> _dry = [];
    private readonly Dictionary<InboxPart, int> _live = [];
    private readonly HashSet<long> _positions = [];
    private int _parkedMessages;
    private int _takenInTurn;

    /// <summary>Messages that can be taken now.</summary>
    public int Ready { get; private set; }

    /// <summary>Messages in memory that wait for nothing but their turn.</summary>
    public int Live { get; private set; }

    /// <summary>When the first that waits for its time is due.</summary>
    public DateTimeOffset? NextDue => _parked.TryPeek(out var lane, out _) ? lane.Due : null;

    /// <summary>Whether it is in memory, or will be read with its lane.</summary>
    public bool Knows(KeptMessage message) =>
        _positions.Contains(message.Position) || (_lanes.TryGetValue(LaneKey.Of(message), out var lane) && lane.HasMore);

    public int LiveIn(InboxPart part) => _live.GetValueOrDefault(part);

    /// <summary>Appends a message to its lane. It came after all of that key that were added before.</summary>
    public void Add(KeptMessage message, DateTimeOffset now)
    {
        var lane = LaneOf(message);
        if (lane.HasMore || (lane.IsParked && _parkedMessages >= mostParked))
        {
            lane.HasMore = lane.MissedSome = true; // it is read with the rest
            return;
        }

        Append(lane, message);
        if (lane.IsParked)
            _parkedMessages++;
        else if (lane.Messages.Count == 1 && message.Due > now)
            Park(lane, message.Due);
        else
            Count(lane, 1);
        if (lane is { IsParked: false, Messages.Count: 1 })
            EnqueueReady(message);
    }

    /// <summary>The next one to be handled, tenants in turn; null when none is ready.</summary>
    public KeptMessage? Take() => Take(static _ => true);

    /// <param name="mayTake">Whose turn may come; the others' comes later.</param>
    public KeptMessage? Take(Func<TenantId, bool> mayTake)
    {
        for (var passedOver = 0; passedOver < _turns.Count; passedOver++)
        {
            var tenant = _turns.Peek();
            if (mayTake(tenant))
                return TakeOf(tenant);
            EndTurn(comesAgain: true);
        }

        return null;
    }

    /// <summary>It was taken and not handled: it can be taken again.</summary>
    public void PutBack(KeptMessage message)
    {
        if (HeadIs(message) is { } lane)
            EnqueueReady(lane.Messages.First!.Value = message with { IsFresh = false });
    }

    /// <summary>It ended; the next one of its lane may come.</summary>
    public void End(KeptMessage message, DateTimeOffset now)
    {
        if (HeadIs(message) is not { } lane)
            return;
        lane.Messages.RemoveFirst();
        _positions.Remove(message.Position);
        Count(lane, -1);
        GoOn(lane, now);
    }

    /// <summary>It is tried again later, as <paramref name="again"/>, and its lane waits for it.</summary>
    public void Postpone(KeptMessage message, KeptMessage again)
    {
        if (HeadIs(message) is not { } lane)
            return;
        lane.Messages.First!.Value = again;
        Count(lane, -lane.Messages.Count);
        Park(lane, again.Due);
    }

    /// <summary>Lets those go on whose time has come.</summary>
    public void Wake(DateTimeOffset now)
    {
        while (_parked.TryPeek(out var lane, out _) && (lane.Due <= now || !lane.IsParked))
        {
            _parked.Dequeue();
            if (!lane.IsParked)
                continue; // forgotten meanwhile
            lane.IsParked = false;
            _parkedMessages -= lane.Messages.Count;
            Count(lane, lane.Messages.Count);
            GoOn(lane, now);
        }
    }

    /// <summary>
    /// The first lane that has more in the store and nothing in memory; null when there is none. It stays the first until it was read and
    /// <see cref="Resume"/>d, so that one that cannot be read now is read another time.
    /// </summary>
    public LaneToRead? FirstDry() => _dry.Count == 0 ? null : _dry[0].ToRead();

    /// <summary>What was read of a lane.</summary>
    /// <param name="isAll">Nothing further of it was in the store when it was read.</param>
    public void Resume(LaneToRead read, IReadOnlyList<KeptMessage> messages, bool isAll, DateTimeOffset now)
    {
        if (!_lanes.TryGetValue(read.Key, out var lane) || lane != read.Lane)
            return; // forgotten meanwhile
        _dry.Remove(lane);
        lane.HasMore = !isAll || lane.MissedSome;
        foreach (var message in messages)
            Append(lane, message);
        Count(lane, messages.Count);
        GoOn(lane, now);
    }

    /// <summary>Another process takes over that part of every tenant: all of it is forgotten, and what is in somebody's hands too.</summary>
    public void Forget(int part)
    {
        foreach (var lane in _lanes.Values.Where(l => l.Part.Number == part).ToList())
        {
            if (lane.IsParked)
                _parkedMessages -= lane.Messages.Count;
            else
                Count(lane, -lane.Messages.Count);
            lane.IsParked = false;
            _positions.ExceptWith(lane.Messages.Select(m => m.Position));
            _lanes.Remove(lane.Key);
        }

        _dry.RemoveAll(l => l.Part.Number == part);
        List<KeptMessage> kept = [.. _ready.Values.SelectMany(q => q).Where(m => m.Part.Number != part)];
        _ready.Clear();
        _turns.Clear();
        (Ready, _takenInTurn) = (0, 0);
        foreach (var message in kept)
            EnqueueReady(message);
    }

    private KeptMessage TakeOf(TenantId tenant)
    {
        var queue = _ready[tenant];
        var message = queue.Dequeue();
        Ready--;
        if (queue.Count == 0)
            _ready.Remove(tenant);
        if (queue.Count == 0 || ++_takenInTurn >= shares.Of(tenant))
            EndTurn(comesAgain: queue.Count > 0);
        return message;
    }

    private void EndTurn(bool comesAgain)
    {
        var tenant = _turns.Dequeue();
        _takenInTurn = 0;
        if (comesAgain)
            _turns.Enqueue(tenant);
    }

    private void GoOn(Lane lane, DateTimeOffset now)
    {
        if (lane.Messages.First is { } first)
        {
            if (first.Value.Due <= now)
            {
                EnqueueReady(first.Value);
                return;
            }

            Count(lane, -lane.Messages.Count);
            Park(lane, first.Value.Due);
        }
        else if (lane.HasMore)
        {
            _dry.Add(lane);
        }
        else
        {
            _lanes.Remove(lane.Key);
        }
    }

    /// <summary>What is parked counts for nobody's share of the memory: it must not keep others out.</summary>
    private void Park(Lane lane, DateTimeOffset due)
    {
        if (_parkedMessages + lane.Messages.Count > mostParked)
        {
            _positions.ExceptWith(lane.Messages.Select(m => m.Position));
            lane.LeaveInStore();
        }

        lane.Due = due;
        lane.IsParked = true;
        _parkedMessages += lane.Messages.Count;
        _parked.Enqueue(lane, due.UtcTicks);
    }

    private void Append(Lane lane, KeptMessage message)
    {
        lane.Append(message);
        _positions.Add(message.Position);
    }

    private void EnqueueReady(KeptMessage message)
    {
        var tenant = message.Envelope.Tenant;
        if (!_ready.TryGetValue(tenant, out var queue))
            _ready.Add(tenant, queue = new Queue<KeptMessage>());
        if (queue.Count == 0)
            _turns.Enqueue(tenant);
        queue.Enqueue(message);
        Ready++;
    }

    private void Count(Lane lane, int by)
    {
        Live += by;
        var live = _live.GetValueOrDefault(lane.Part) + by;
        if (live == 0)
            _live.Remove(lane.Part);
        else
            _live[lane.Part] = live;
    }

    private Lane LaneOf(KeptMessage message)
    {
        var key = LaneKey.Of(message);
        if (!_lanes.TryGetValue(key, out var lane))
            _lanes.Add(key, lane = new Lane(key, message.Part));
        return lane;
    }

    /// <summary>Null when its part was forgotten meanwhile.</summary>
    private Lane? HeadIs(KeptMessage message) =>
        _lanes.TryGetValue(LaneKey.Of(message), out var lane) && lane.Messages.First?.Value.Position == message.Position ? lane : null;

    private sealed class Lane(LaneKey key, InboxPart part)
    {
        private long _last;

        public LaneKey Key => key;

        public InboxPart Part => part;

        /// <summary>The first is the one that is ready, in somebody's hands or waits for its time.</summary>
        public LinkedList<KeptMessage> Messages { get; } = [];

        public bool IsParked { get; set; }

        public DateTimeOffset Due { get; set; }

        /// <summary>Further messages are in the store only.</summary>
        public bool HasMore { get; set; }

        /// <summary>Some came since it was last read.</summary>
        public bool MissedSome { get; set; }

        public void Append(KeptMessage message)
        {
            Messages.AddLast(message);
            _last = message.Position;
        }

        public void LeaveInStore()
        {
            _last = Messages.First!.Value.Position - 1;
            Messages.Clear();
            HasMore = true;
        }

        public LaneToRead ToRead()
        {
            MissedSome = false;
            return new(key, _last, this);
        }
    }
}

/// <param name="OrderKey">Null when the message has none: it is a lane of its own.</param>
internal readonly record struct LaneKey(TenantId Tenant, string? OrderKey, MessageId? Alone)
{
    public static LaneKey Of(KeptMessage message) =>
        new(message.Envelope.Tenant, message.Envelope.OrderKey, message.Envelope.OrderKey is null ? message.Envelope.Id : null);
}

/// <param name="After">What is in the store only comes after this position; a message that is alone is at the next.</param>
/// <param name="Lane">Whoever asked.</param>
internal sealed record LaneToRead(LaneKey Key, long After, object Lane);

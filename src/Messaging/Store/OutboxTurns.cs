namespace ClearView.Messaging.Store;

/// <summary>
/// Which entry is published next: of each tenant as many in turn as its share says, each tenant's in the order of their commits. Beside others
/// none has more than its credit under way, of which a larger share has more: what stands unconfirmed on the line stands before what the others send next.
/// Who has used up his credit goes on in groups: sent one by one, each costs a commit, a confirm and a waking of its own, here, at the broker and at who takes it.
/// </summary>
internal sealed class OutboxTurns(IOutbox outbox, TenantShares shares, TimeProvider clock)
{
    /// <summary>What goes at once of a tenant with a share of 1 that had used up its credit.</summary>
    internal const int Group = TenantPace.Credit / 2;

    private const int Page = 256;
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(500);

    // Several transactions may commit in another order than that of their positions: the beginning is read again now and then.
    private static readonly TimeSpan _rewindEvery = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<OutboxSource, Reader> _readers = [];
    private readonly Queue<Reader> _turns = [];
    private readonly Dictionary<TenantId, int> _underWay = [];
    private readonly HashSet<TenantId> _heldBack = [];
    private readonly TenantPace _pace = new(shares, clock);
    private int _givenInTurn;
    private long _lookedAt;
    private bool _mayHaveMore = true;

    /// <summary>Something may have been committed since.</summary>
    public void Look() => _mayHaveMore = true;

    /// <summary>Null when there is none.</summary>
    /// <param name="known">Positions that were given before and are not removed yet.</param>
    public async Task<OutboxEntry?> NextAsync(IReadOnlySet<long> known, CancellationToken ct)
    {
        if (_mayHaveMore || _lookedAt == 0 || clock.GetElapsedTime(_lookedAt) > _lookEvery)
            await LookAsync(ct);
        AwaitsCredit = false;
        for (var passedOver = 0; passedOver < _turns.Count;)
        {
            var reader = _turns.Peek();
            if (!HasCredit(reader.Tenant))
            {
                EndTurn(comesAgain: true);
                passedOver++;
                AwaitsCredit = true;
            }
            else if (await reader.NextAsync(known, ct) is { } entry)
            {
                if (++_givenInTurn >= shares.Of(reader.Tenant))
                    EndTurn(comesAgain: true);
                return entry;
            }
            else
            {
                EndTurn(comesAgain: false);
                reader.IsInTurn = false; // until something is seen again
            }
        }

        return null;
    }

    /// <summary>Somebody may send on in a while though nothing happens.</summary>
    public bool AwaitsCredit { get; private set; }

    /// <summary>An entry of this tenant is on its way to the broker.</summary>
    public void Began(TenantId tenant)
    {
        _pace.Spend(tenant);
        _underWay[tenant] = _underWay.GetValueOrDefault(tenant) + 1;
    }

    /// <summary>The broker answered, whatever it said.</summary>
    public void Ended(TenantId tenant)
    {
        if (--_underWay[tenant] == 0)
            _underWay.Remove(tenant);
    }

    private void EndTurn(bool comesAgain)
    {
        var reader = _turns.Dequeue();
        _givenInTurn = 0;
        if (comesAgain)
            _turns.Enqueue(reader);
    }

    private bool HasCredit(TenantId tenant)
    {
        var left = _pace.CreditOf(tenant) - Math.Max(_underWay.GetValueOrDefault(tenant), _pace.OwedBy(tenant));
        if (left < 1)
            _heldBack.Add(tenant);
        else if (left >= Group * shares.Of(tenant))
            _heldBack.Remove(tenant);
        return !_heldBack.Contains(tenant) || !_pace.IsBesideOthers(tenant);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        _mayHaveMore = false;
        _lookedAt = clock.GetTimestamp();
        var sources = await outbox.SourcesAsync(ct);
        foreach (var gone in _readers.Keys.Except(sources).ToList())
            _readers.Remove(gone);
        _heldBack.IntersectWith(sources.Select(s => s.Tenant));
        foreach (var source in sources)
        {
            if (!_readers.TryGetValue(source, out var reader))
                _readers.Add(source, reader = new Reader(outbox, source, clock));
            reader.MayHaveMore = true;
            if (!reader.IsInTurn)
                _turns.Enqueue(reader);
            reader.IsInTurn = true;
        }
    }

    private sealed class Reader(IOutbox outbox, OutboxSource source, TimeProvider clock)
    {
        private readonly Queue<OutboxEntry> _page = [];
        private long _after;
        private long _rewoundAt = clock.GetTimestamp();

        public TenantId Tenant => source.Tenant;

        public bool MayHaveMore { get; set; } = true;

        public bool IsInTurn { get; set; }

        public async Task<OutboxEntry?> NextAsync(IReadOnlySet<long> known, CancellationToken ct)
        {
            while (true)
            {
                while (_page.TryDequeue(out var entry))
                {
                    if (!known.Contains(entry.Position))
                        return entry;
                }

                if (!MayHaveMore)
                    return null;
                if (clock.GetElapsedTime(_rewoundAt) > _rewindEvery)
                    (_after, _rewoundAt) = (0, clock.GetTimestamp());
                var read = await outbox.ReadAsync(source, _after, Page, ct);
                MayHaveMore = read.Count > 0;
                foreach (var entry in read)
                    _page.Enqueue(entry);
                if (read.Count > 0)
                    _after = read[^1].Position;
            }
        }
    }
}

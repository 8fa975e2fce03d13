namespace ClearView.Messaging.Store;

/// <summary>Which entry is published next: of each tenant one in turn, each tenant's in the order of their commits.</summary>
internal sealed class OutboxTurns(IOutbox outbox, TimeProvider clock)
{
    private const int Page = 256;
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(500);

    // Several transactions may commit in another order than that of their positions: the beginning is read again now and then.
    private static readonly TimeSpan _rewindEvery = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<OutboxSource, Reader> _readers = [];
    private readonly Queue<Reader> _turns = [];
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
        while (_turns.TryDequeue(out var reader))
        {
            if (await reader.NextAsync(known, ct) is { } entry)
            {
                _turns.Enqueue(reader);
                return entry;
            }

            reader.IsInTurn = false; // until something is seen again
        }

        return null;
    }

    private async Task LookAsync(CancellationToken ct)
    {
        _mayHaveMore = false;
        _lookedAt = clock.GetTimestamp();
        var sources = await outbox.SourcesAsync(ct);
        foreach (var gone in _readers.Keys.Except(sources).ToList())
            _readers.Remove(gone);
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

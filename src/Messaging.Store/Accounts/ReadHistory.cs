namespace ClearView.Messaging.Store.Accounts;

/// <summary>
/// Reads history in groups. What the inbox of a function with a store knows is counted at once; the rest is noted as open, and so are the messages
/// by which a function without a store shows what it handled.
/// </summary>
/// <param name="oldest">What is older is left out: the inbox may have forgotten it.</param>
internal sealed class ReadHistory(
    ITransport transport, Notebook notebook, StoredStates store, Tally tally, Owed owed, IReadOnlyList<AccountedFunction> functions, DateTimeOffset now, DateTimeOffset oldest)
{
    // Of a receiver that has just begun, the rows are not all there yet.
    private static readonly TimeSpan _longAgo = TimeSpan.FromSeconds(10);
    private readonly ILookup<string, AccountedFunction> _takers = functions.SelectMany(f => f.Types.Distinct(StringComparer.Ordinal).Select(type => (type, f))).ToLookup(t => t.type, t => t.f, StringComparer.Ordinal);
    private readonly HashSet<string> _withoutStore = functions.Where(f => !f.HasStore).Select(f => f.Source).ToHashSet(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _arrivedUpTo = new(StringComparer.Ordinal);

    /// <summary>When the first message was published that is counted; null while there is none.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>The place in history up to which a function has received what came to its queue.</summary>
    public long ArrivedUpTo(string function) => _arrivedUpTo.GetValueOrDefault(function);

    public async Task RunAsync(long end, IProgress<AccountProgress>? progress, CancellationToken ct)
    {
        var group = new List<(long Place, Envelope Envelope)>(StoredStates.MostAtOnce);
        var (read, first) = (0L, (long?)null);
        await foreach (var (place, message) in transport.ReadHistoryAsync(0, end, ct))
        {
            first ??= place;
            group.Add((place, message.Envelope)); // and not its body
            if (group.Count < StoredStates.MostAtOnce)
                continue;
            await TakeAsync(group, ct);
            progress?.Report(new AccountProgress(read += group.Count, (double)(place - first.Value) / Math.Max(1, end - first.Value)));
            group.Clear();
        }

        await TakeAsync(group, ct);
    }

    /// <summary>What came later is not counted, but it may show what became of that which is.</summary>
    public async Task ReadResultsAsync(long from, long to, CancellationToken ct)
    {
        var group = new List<(long Place, Envelope Envelope)>(StoredStates.MostAtOnce);
        await foreach (var (place, message) in transport.ReadHistoryAsync(from, to, ct))
        {
            group.Add((place, message.Envelope));
            if (group.Count < StoredStates.MostAtOnce)
                continue;
            Note(group);
            group.Clear();
        }

        Note(group);

        void Note(List<(long Place, Envelope Envelope)> later) => notebook.Together(() =>
        {
            foreach (var (place, envelope) in later)
            {
                NoteResult(envelope);
                notebook.SeeAgain(envelope.Id, place);
            }
        });
    }

    /// <summary>What no history has: it waits in the outbox, or the outbox has set it aside.</summary>
    public void CountUnpublished()
    {
        foreach (var message in notebook.Unpublished())
        {
            var takers = TakersOf(message.Type);
            tally.Publish(takers, message.Tenant, message.Time);
            foreach (var function in takers)
                tally.Find(function.Name, message.State, message.Tenant, message.Time);
        }
    }

    private async Task TakeAsync(List<(long Place, Envelope Envelope)> group, CancellationToken ct)
    {
        var fresh = new List<(long Place, Envelope Envelope)>(group.Count);
        notebook.Together(() =>
        {
            foreach (var (place, envelope) in group)
            {
                NoteResult(envelope);
                if (envelope.Time < oldest)
                    continue;
                if (notebook.See(envelope.Id, place))
                    fresh.Add((place, envelope));
                else
                    notebook.SeeAgain(envelope.Id, place);
            }
        });
        foreach (var (_, envelope) in fresh)
        {
            First ??= envelope.Time;
            tally.Publish(TakersOf(envelope.Type), envelope.Tenant.Value, envelope.Time);
        }

        foreach (var function in functions)
        {
            var its = fresh.Where(m => _takers[m.Envelope.Type].Contains(function)).ToList();
            if (its.Count > 0)
                Note(function, its, function.HasStore ? await store.InboxAsync(function.Name, [.. its.Select(m => m.Envelope.Id)], ct) : new Dictionary<MessageId, InboxRow>());
        }
    }

    private void Note(AccountedFunction function, List<(long Place, Envelope Envelope)> messages, IReadOnlyDictionary<MessageId, InboxRow> inbox) => notebook.Together(() =>
    {
        foreach (var (place, envelope) in messages)
        {
            if (inbox.TryGetValue(envelope.Id, out var row))
            {
                owed.Had(function.Name, envelope.Type, place);
                if (row.CameByQueue && row.KeptAt < now - _longAgo)
                    _arrivedUpTo[function.Name] = Math.Max(place, _arrivedUpTo.GetValueOrDefault(function.Name));
                if (FindStates.Of(row, now) is { } state)
                {
                    tally.Find(function.Name, state, envelope.Tenant.Value, envelope.Time);
                    continue;
                }
            }

            notebook.Add(function.Name, envelope);
        }
    });

    private void NoteResult(Envelope envelope)
    {
        if (envelope.CausationId is { } cause && _withoutStore.Contains(envelope.Source))
            notebook.NoteResult(envelope.Source, cause);
    }

    private IReadOnlyList<AccountedFunction> TakersOf(string type) => [.. _takers[type]];
}

namespace ClearView.Messaging.Sqlite;

/// <summary>
/// What was published, for functions that come later; kept in the commit that keeps the message. The oldest goes by age and by size, a few
/// at each commit. Used by the writing thread alone.
/// </summary>
internal sealed class History(HistoryTable table, SqliteTransportOptions options, TimeProvider clock)
{
    private const int MostRead = 256;
    private const int MostTrimmed = 512;
    private const long MostBytesRead = 4 << 20;
    private HistoryPlace? _first;
    private HistoryPlace? _last;

    /// <summary>None: nothing is kept.</summary>
    public IReadOnlySet<string> Types { get; set; } = new HashSet<string>();

    public long LastSeq => _last?.Seq ?? 0;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void RefuseWithout(BrokerInfo broker)
    {
        if (Types.Count == 0)
            throw new QueueMissingException(Topology.History, broker);
    }

    public void Load()
    {
        _first = table.First(1) is [var first] ? first : null;
        _last = table.Last();
    }

    public void Keep(long seq, string type, ReadOnlySpan<byte> envelope, ReadOnlySpan<byte> body)
    {
        if (!Types.Contains(type))
            return;
        var place = new HistoryPlace(seq, Now, (_last?.Sum ?? 0) + envelope.Length + body.Length);
        table.Insert(seq, place.KeptAt, place.Sum, envelope, body);
        _last = place;
        _first ??= place;
    }

    public (IReadOnlyList<HistoryEntry> Entries, long? Next) Read(long from, long to)
    {
        var entries = new List<HistoryEntry>();
        var (bytes, rows) = (0L, 0);
        foreach (var (seq, message) in table.Read(from, to, MostRead))
        {
            rows++;
            if (message is not null)
                entries.Add(new HistoryEntry(seq, message));
            bytes += message?.Body.Length ?? 0;
            if (rows == MostRead || bytes > MostBytesRead)
                return (entries, seq + 1);
        }

        return (entries, null);
    }

    /// <summary>The last one stays: its place is the highest that was given.</summary>
    public void Trim()
    {
        if (_first is not { } first || _last is not { } last || !IsTooMuch(first, last))
            return;
        var places = table.First(MostTrimmed + 1);
        var gone = places.TakeWhile(place => place.Seq != last.Seq && IsTooMuch(place, last)).Take(MostTrimmed).Count();
        if (gone == 0)
            return;
        table.DeleteUpTo(places[gone - 1].Seq);
        _first = places[gone];
    }

    private bool IsTooMuch(HistoryPlace place, HistoryPlace last) =>
        place.Seq != last.Seq && (last.Sum - place.Sum > options.HistoryBytes || place.KeptAt < Now - (long)options.HistoryAge.TotalMilliseconds);
}

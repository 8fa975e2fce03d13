namespace ClearView.Messaging.Sqlite;

/// <summary>
/// The rows that may be handed out next, in their order: every ready row up to a place that nobody holds. Bounded; what lies behind that
/// place stays in the table until it is needed.
/// </summary>
internal sealed class ReadAhead
{
    public const int MostRows = 512;
    private const long MostBytes = 4 << 20;
    private readonly SortedSet<QueuedRow> _rows = new(Comparer<QueuedRow>.Create((a, b) => a.Seq.CompareTo(b.Seq)));
    private long _bytes;

    /// <summary>What was read of the table; long.MaxValue when that is all.</summary>
    public long UpTo { get; private set; }

    /// <summary>Nothing is here, but the table may have more.</summary>
    public bool IsDry => _rows.Count == 0 && UpTo != long.MaxValue;

    /// <summary>Whether a newcomer may go straight in: there is nothing in the table that is not here.</summary>
    public bool TakesNewcomers => UpTo == long.MaxValue && _rows.Count < MostRows && _bytes < MostBytes;

    public bool Covers(long seq) => seq <= UpTo;

    /// <summary>Adds a row that became ready. One that lies behind what was read is left to the table.</summary>
    public void Offer(QueuedRow row)
    {
        if (!Covers(row.Seq))
            return;
        Add(row);
        while (_rows.Count > MostRows || (_bytes > MostBytes && _rows.Count > 1))
            Forget(_rows.Max!);
    }

    /// <summary>A row arrived that was not offered.</summary>
    public void Miss(long seq) => UpTo = Math.Min(UpTo, seq - 1);

    public QueuedRow? TakeFirst()
    {
        if (_rows.Min is not { } first)
            return null;
        Remove(first);
        return first;
    }

    /// <param name="rows">The table's ready rows after <see cref="UpTo"/>, at most <see cref="MostRows"/>; null for what is not to be handed out.</param>
    public void Fill(IEnumerable<(long Seq, QueuedRow? Row)> rows)
    {
        var read = 0;
        foreach (var (seq, row) in rows)
        {
            read++;
            UpTo = seq;
            if (row is not null)
                Add(row);
            if (_bytes > MostBytes)
                return;
        }

        if (read < MostRows)
            UpTo = long.MaxValue;
    }

    public void Clear()
    {
        _rows.Clear();
        _bytes = 0;
        UpTo = 0;
    }

    private void Add(QueuedRow row)
    {
        if (_rows.Add(row))
            _bytes += row.Body.Length;
    }

    private void Remove(QueuedRow row)
    {
        _rows.Remove(row);
        _bytes -= row.Body.Length;
    }

    private void Forget(QueuedRow row)
    {
        Remove(row);
        Miss(row.Seq);
    }
}

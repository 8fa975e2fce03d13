using ClearView.Messaging.Store;

namespace ClearView.Messaging.Mail;

/// <summary>How far each part of the inbox was read that something was seen of. Not safe for several threads.</summary>
internal sealed class PartCursors
{
    private readonly Dictionary<InboxPart, Cursor> _parts = [];

    public int Count => _parts.Count;

    /// <summary>As they are now: they may be changed while it is gone through.</summary>
    public List<KeyValuePair<InboxPart, Cursor>> Snapshot() => [.. _parts];

    public Cursor Of(InboxPart part)
    {
        if (!_parts.TryGetValue(part, out var cursor))
            _parts.Add(part, cursor = new Cursor());
        return cursor;
    }

    /// <summary>False when it went to another process meanwhile.</summary>
    public bool IsStill(InboxPart part, Cursor cursor) => _parts.TryGetValue(part, out var still) && still == cursor;

    public bool Any(Func<InboxPart, Cursor, bool> holds)
    {
        foreach (var (part, cursor) in _parts)
        {
            if (holds(part, cursor))
                return true;
        }

        return false;
    }

    /// <summary>Before the inbox is asked in which parts something waits.</summary>
    public void NoteArrivals()
    {
        foreach (var cursor in _parts.Values)
            cursor.Noted = cursor.Arrivals;
    }

    /// <summary>
    /// Who had nothing in the inbox, and got nothing since that was asked, is asked about no more until something comes: tenants come and go, and
    /// each would cost a question every few seconds for good.
    /// </summary>
    /// <param name="waiting">Where something waits.</param>
    /// <param name="live">How much of a part is in memory.</param>
    public void ForgetEmpty(IReadOnlyCollection<InboxPart> waiting, Func<InboxPart, int> live)
    {
        var isWaiting = waiting.ToHashSet();
        foreach (var (part, cursor) in _parts)
        {
            if (cursor.Noted == cursor.Arrivals && !isWaiting.Contains(part) && live(part) == 0)
                _parts.Remove(part); // allowed while a dictionary is gone through
        }
    }

    /// <summary>Another process takes over that part of every tenant.</summary>
    public void Forget(int number)
    {
        foreach (var part in _parts.Keys)
        {
            if (part.Number == number)
                _parts.Remove(part);
        }
    }
}

/// <summary>How far one part was read.</summary>
internal sealed class Cursor
{
    public long Position { get; set; }

    /// <summary>Something after the position may be in the store.</summary>
    public bool MayHaveMore { get; set; } = true;

    /// <summary>Grows with each arrival, so that one that comes during a read is not taken for read.</summary>
    public long Arrivals { get; set; }

    /// <summary>How many there were when the inbox was last asked; less than any number before.</summary>
    public long Noted { get; set; } = -1;
}

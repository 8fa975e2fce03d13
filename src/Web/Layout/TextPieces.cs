namespace ClearView.Web.Layout;

/// <summary>A text cut where something begins or ends, so that pages can mark and point at parts of it.</summary>
internal static class TextPieces
{
    /// <summary>
    /// Cuts at the ends of every mark and every quote. Positions come from messages: those outside the text, or inside a character, are
    /// drawn to the next place that exists. Of overlapping marks the first one counts.
    /// </summary>
    public static IReadOnlyList<TextPiece> Of(string text, IEnumerable<TextMark> marks, IEnumerable<(int Start, int End)> quotes)
    {
        var kept = Apart(text, marks);
        var quoted = quotes.Select(q => (Start: Inside(text, q.Start), End: Inside(text, q.End))).Where(q => q.End > q.Start).ToList();
        var cuts = new SortedSet<int> { 0, text.Length };
        foreach (var (start, end) in kept.Select(m => (m.Start, m.End)).Concat(quoted))
        {
            cuts.Add(start);
            cuts.Add(end);
        }

        var starts = quoted.Select(q => q.Start).ToHashSet();
        var pieces = new List<TextPiece>();
        var next = 0;
        foreach (var (from, to) in cuts.Zip(cuts.Skip(1)))
        {
            while (next < kept.Count && kept[next].End <= from)
                next++;
            var mark = next < kept.Count && kept[next].Start <= from ? kept[next] : null;
            pieces.Add(new TextPiece(from, to, text[from..to], mark, starts.Contains(from)));
        }

        return pieces;
    }

    private static List<TextMark> Apart(string text, IEnumerable<TextMark> marks)
    {
        var apart = new List<TextMark>();
        foreach (var mark in marks.OrderBy(m => m.Start).ThenByDescending(m => m.End))
        {
            var start = Math.Max(Inside(text, mark.Start), apart.Count > 0 ? apart[^1].End : 0);
            var end = Inside(text, mark.End);
            if (end > start)
                apart.Add(mark with { Start = start, End = end });
        }

        return apart;
    }

    private static int Inside(string text, int position)
    {
        position = Math.Clamp(position, 0, text.Length);
        return position > 0 && position < text.Length && char.IsSurrogatePair(text[position - 1], text[position]) ? position + 1 : position;
    }
}

/// <param name="Family">Chooses the colour.</param>
/// <param name="Label">What it is, in words.</param>
public sealed record TextMark(int Start, int End, string Family, string Label);

/// <param name="IsQuoted">Something on the page quotes the text from here on.</param>
public sealed record TextPiece(int Start, int End, string Text, TextMark? Mark, bool IsQuoted);

using UglyToad.PdfPig.Content;

namespace ClearView.AiTool.Documents;

/// <summary>Groups letters by their baseline into rows, and a row's letters into parts and words.</summary>
internal static class PdfRows
{
    private readonly record struct Glyph(string Value, double X, double End, double Y, double Size)
    {
        public bool IsSpace => string.IsNullOrWhiteSpace(Value);
    }

    // A gap as wide as this many letters' height parts two columns, or a title from its date.
    private const double PartGap = 1.6;
    private const double WordGap = 0.2;

    public static List<PdfRow> Of(IReadOnlyList<Letter> letters)
    {
        var glyphs = Glyphs(letters);
        glyphs.Sort((a, b) => b.Y.CompareTo(a.Y));

        var rows = new List<PdfRow>();
        for (var start = 0; start < glyphs.Count;)
        {
            var end = start + 1;
            // Superscripts and mixed sizes sit a little off the baseline.
            while (end < glyphs.Count && glyphs[start].Y - glyphs[end].Y < 0.35 * Math.Max(glyphs[start].Size, glyphs[end].Size))
                end++;
            var line = glyphs.GetRange(start, end - start);
            line.Sort((a, b) => a.X.CompareTo(b.X));
            var parts = Parts(line);
            if (parts.Count > 0)
                rows.Add(new PdfRow(glyphs[start].Y, line[line.Count / 2].Size, parts));
            start = end;
        }
        return rows;
    }

    private static List<Glyph> Glyphs(IReadOnlyList<Letter> letters)
    {
        var glyphs = new List<Glyph>(letters.Count);
        var seen = new Dictionary<(string, long, long), (double X, double Y)>();
        foreach (var letter in letters)
        {
            if (string.IsNullOrEmpty(letter.Value) || letter.TextOrientation is not (TextOrientation.Horizontal or TextOrientation.Other))
                continue;
            var size = letter.PointSize is > 0.5 and < 400 ? letter.PointSize : Math.Max(1, letter.BoundingBox.Height);
            var x = letter.StartBaseLine.X;
            var y = letter.StartBaseLine.Y;
            if (!double.IsFinite(x) || !double.IsFinite(y) || Math.Abs(x) > 1e6 || Math.Abs(y) > 1e6)
                continue;
            // Fake bold draws a letter twice, a hair apart.
            if (!IsNew(seen, letter.Value, x, y, Math.Max(0.2, 0.1 * Math.Min(size, 4 * letter.Width))))
                continue;
            glyphs.Add(new Glyph(letter.Value, x, Math.Max(x, letter.EndBaseLine.X), y, size));
        }
        return glyphs;
    }

    private static bool IsNew(Dictionary<(string, long, long), (double X, double Y)> seen, string value, double x, double y, double hair)
    {
        // Cells of one size for all letters, so that a neighbour is never farther than the next cell.
        const double Cell = 4;
        hair = Math.Min(hair, Cell);
        var (column, row) = ((long)Math.Floor(x / Cell), (long)Math.Floor(y / Cell));
        for (var dx = -1; dx <= 1; dx++)
            for (var dy = -1; dy <= 1; dy++)
                if (seen.TryGetValue((value, column + dx, row + dy), out var other) && Math.Abs(other.X - x) < hair && Math.Abs(other.Y - y) < hair) return false;
        seen[(value, column, row)] = (x, y);
        return true;
    }

    private static List<PdfPart> Parts(List<Glyph> line)
    {
        var parts = new List<PdfPart>();
        var start = 0;
        for (var i = 1; i <= line.Count; i++)
        {
            if (i < line.Count && GapBefore(line, i) <= PartGap * line[i].Size)
                continue;
            var text = Words(line.GetRange(start, i - start)).Trim();
            if (text.Length > 0)
                parts.Add(PdfPart.Of(line[start].X, line[i - 1].End, text));
            start = i;
        }
        return parts;
    }

    // Spaces are drawn like letters; a gap counts from the last thing that shows.
    private static double GapBefore(List<Glyph> line, int index)
    {
        if (line[index].IsSpace)
            return 0;
        var last = index - 1;
        while (last > 0 && line[last].IsSpace)
            last--;
        return line[index].X - line[last].End;
    }

    private static string Words(List<Glyph> part)
    {
        var shown = part.Where(g => !g.IsSpace).ToList();
        if (shown.Count == 0)
            return "";
        var threshold = WordGap * shown[0].Size;
        var spaced = IsLetterSpaced(part, shown, out var usual);
        if (spaced)
            threshold = Math.Max(threshold, usual * 1.7);

        var text = new System.Text.StringBuilder(part.Count + 8);
        var drawnSpace = false;
        for (var i = 0; i < part.Count; i++)
        {
            if (part[i].IsSpace)
            {
                drawnSpace = true;
                continue;
            }
            if (text.Length > 0 && (GapBefore(part, i) > threshold || (drawnSpace && !spaced)))
                text.Append(' ');
            text.Append(part[i].Value);
            drawnSpace = false;
        }
        return text.ToString();
    }

    // "J A N E   D O E": nearly every letter stands alone, so the usual gap is no space and only a wider one is.
    private static bool IsLetterSpaced(List<Glyph> part, List<Glyph> shown, out double usual)
    {
        usual = 0;
        if (shown.Count < 4)
            return false;
        var gaps = new List<double>(shown.Count);
        for (var i = 1; i < shown.Count; i++)
            gaps.Add(shown[i].X - shown[i - 1].End);
        gaps.Sort();
        usual = gaps[gaps.Count / 2];
        var alone = gaps.Count(g => g > WordGap * shown[0].Size);
        return usual > 0 && alone >= gaps.Count * 0.8 && part.TrueForAll(g => g.Value.Length == 1);
    }
}

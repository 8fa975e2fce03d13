namespace ClearView.AiTool.Documents;

/// <summary>
/// Finds pages, or stretches of a page, that are set in two columns and reads the left one before the right one.
/// A row of a title and its date, or of a skill and its level, is no pair of columns: it is read across.
/// </summary>
internal static class PdfColumns
{
    private const int FewestRows = 5;
    private const double NarrowestGutter = 8;

    public static IEnumerable<PdfRow> InReadingOrder(IReadOnlyList<PdfRow> rows, double pageWidth)
    {
        if (Best(rows, pageWidth) is not { } columns)
            return rows;
        var inside = rows.Skip(columns.Start).Take(columns.Count).ToList();
        return
        [
            .. InReadingOrder([.. rows.Take(columns.Start)], pageWidth),
            .. Side(inside, p => p.Right <= columns.Gutter),
            .. Side(inside, p => p.Right > columns.Gutter),
            .. InReadingOrder([.. rows.Skip(columns.Start + columns.Count)], pageWidth),
        ];
    }

    private sealed record Columns(double Gutter, int Start, int Count, int Weight);

    private static Columns? Best(IReadOnlyList<PdfRow> rows, double pageWidth)
    {
        if (rows.Count < FewestRows)
            return null;
        Columns? best = null;
        for (var gutter = pageWidth * 0.2; gutter <= pageWidth * 0.8; gutter += 4)
        {
            for (var start = 0; start < rows.Count;)
            {
                if (Crosses(rows[start], gutter))
                {
                    start++;
                    continue;
                }
                var end = start + 1;
                while (end < rows.Count && !Crosses(rows[end], gutter))
                    end++;
                if (end - start >= FewestRows && Judge(rows, start, end, gutter) is { } found && found.Weight > (best?.Weight ?? 0))
                    best = found;
                start = end;
            }
        }
        return best;
    }

    private static bool Crosses(PdfRow row, double gutter)
    {
        foreach (var part in row.Parts)
            if (part.Left < gutter + NarrowestGutter / 2 && part.Right > gutter - NarrowestGutter / 2) return true;
        return false;
    }

    private static Columns? Judge(IReadOnlyList<PdfRow> rows, int start, int end, double gutter)
    {
        int left = 0, right = 0, both = 0, dates = 0, leftLetters = 0, rightLetters = 0;
        for (var i = start; i < end; i++)
        {
            var leftLength = 0;
            var rightLength = 0;
            foreach (var part in rows[i].Parts)
            {
                if (part.Right <= gutter) leftLength += part.Text.Length;
                else
                {
                    rightLength += part.Text.Length;
                    if (part.IsDate) dates++;
                }
            }
            if (leftLength > 0) left++;
            if (rightLength > 0) right++;
            if (leftLength > 0 && rightLength > 0) both++;
            leftLetters += leftLength;
            rightLetters += rightLength;
        }
        var fewer = Math.Min(left, right);
        if (fewer < FewestRows - 2 || dates * 2 > right)
            return null;
        // Text of its own on both sides: either their lines do not stand at the same heights, or both sides hold whole lines.
        var shared = (double)both / fewer;
        var isProse = leftLetters / left >= 22 && rightLetters / right >= 22;
        return shared <= 0.7 || isProse ? new Columns(gutter, start, end - start, Math.Min(leftLetters, rightLetters)) : null;
    }

    private static IEnumerable<PdfRow> Side(List<PdfRow> rows, Func<PdfPart, bool> isHere) =>
        rows.Select(r => r with { Parts = [.. r.Parts.Where(isHere)] }).Where(r => r.Parts.Count > 0);
}

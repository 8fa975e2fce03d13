namespace ClearView.AiTool.Text;

/// <summary>Finds the dated jobs of a résumé, whether the dates stand before, behind, below or between title and employer.</summary>
internal static class Entries
{
    private const int MostEntries = 100;
    private const int LongestHead = 16;
    private const int LinesOfTop = 6;

    public static List<Entry> Find(string text, List<Line> lines, List<DateRange> ranges)
    {
        var sections = lines.Any(line => line.Section == SectionKind.Experience && !line.Heading)
            ? (Func<SectionKind, bool>)(section => section is SectionKind.Experience)
            : section => section is SectionKind.Top or SectionKind.Summary or SectionKind.Other;

        var heads = new List<(int FirstLine, int DatedLine, DateRange Dates)>();
        var next = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            while (next < ranges.Count && ranges[next].Start < line.Start)
                next++;
            for (; next < ranges.Count && ranges[next].Start < line.End; next++)
            {
                if (line.Heading || !sections(line.Section) || heads.Count == MostEntries || !IsHead(text, line, ranges[next]) || (i < LinesOfTop && IsResidence(text, line, ranges[next])))
                    continue;
                var sharesLine = heads.Count > 0 && heads[^1].DatedLine == i;
                heads.Add((sharesLine ? i : FirstLineOfHead(text, lines, i, heads.Count > 0 ? heads[^1].DatedLine : -1), i, ranges[next]));
            }
        }
        return [.. heads.Select((head, at) => Between(lines, heads, at))];
    }

    private static Entry Between(List<Line> lines, List<(int FirstLine, int DatedLine, DateRange Dates)> heads, int at)
    {
        var (firstLine, datedLine, dates) = heads[at];
        var endLine = datedLine + 1;
        var limit = at + 1 < heads.Count ? heads[at + 1].FirstLine : lines.Count;
        var section = lines[datedLine].Section;
        while (endLine < limit && !lines[endLine].Heading && (lines[endLine].Section == section || IsLabelWithin(lines, endLine, limit, section)))
            endLine++;
        var start = at > 0 && heads[at - 1].DatedLine == datedLine ? dates.Start : lines[firstLine].Start;
        var end = at + 1 < heads.Count && heads[at + 1].DatedLine == datedLine ? heads[at + 1].Dates.Start : lines[endLine - 1].End;
        return new Entry(firstLine, datedLine, endLine, start, end, dates);
    }

    // "Project: hospital billing" between the lines of a job.
    private static bool IsLabelWithin(List<Line> lines, int at, int limit, SectionKind section) =>
        at + 1 < limit && lines[at].Section is SectionKind.Projects or SectionKind.Skills or SectionKind.Other
        && lines[at + 1] is { Heading: false } next && next.Section == section;

    // Dates inside a sentence tell of something that happened during a job; those that head a job stand at an edge.
    private static bool IsHead(string text, Line line, DateRange range)
    {
        var isSingle = !range.Ongoing && range.Last <= range.First;
        if (range.Start - line.Body <= 1)
            return !isSingle || line.Words > 1 || range.ToTheMonth;
        var isLast = line.End - range.End <= 2;
        if (isLast && IsSetOff(text, range.Start, line.Body))
            return true;
        return !line.Bulleted && !isSingle && line.Words <= LongestHead && text[line.End - 1] != '.';
    }

    // "[a town] (since 2022)" below the name: where somebody lives.
    private static bool IsResidence(string text, Line line, DateRange range)
    {
        var place = text.AsSpan(line.Body, range.Start - line.Body).Trim(" (,-|:\u2013\u00b7");
        return range.Ongoing && line.Section == SectionKind.Top && place is "[a town]" or "[a country]" or "[a region]" or "[a state]" or "[address]";
    }

    // Behind a comma, a bar, a bracket, a dash or wide space.
    private static bool IsSetOff(string text, int start, int body)
    {
        var i = start - 1;
        var spaces = 0;
        for (; i >= body && text[i] is ' ' or '\t' or '\u00a0'; i--)
            spaces += text[i] == '\t' ? 2 : 1;
        return spaces >= 2 || (i >= body && text[i] is ',' or '|' or '(' or '-' or '\u2013' or '\u2014' or '\u00b7' or '\u2022' or '/' or ':');
    }

    private static int FirstLineOfHead(string text, List<Line> lines, int dated, int lastDated)
    {
        var first = dated;
        if (lines[dated].AfterBlank || lines[dated].Bulleted)
            return first;
        for (var above = dated - 1; above > lastDated && above >= dated - 2 && CanHead(text, lines[above], lines[dated]); above--)
        {
            if (lines[above].AfterBlank)
                return above;
            if (above > 0 && lines[above - 1] is { Heading: false } before && (before.Bulleted || before.Indent > lines[above].Indent) && above == dated - 1)
                return above;
        }
        return first;
    }

    private static bool CanHead(string text, Line line, Line dated) =>
        !line.Heading && !line.Bulleted && line.Section == dated.Section && line.Indent <= dated.Indent && line.Words <= 12
        && text[line.End - 1] is not ('.' or ',' or ';') && (char.IsUpper(text[line.Body]) || text[line.Body] == '[');
}

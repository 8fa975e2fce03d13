namespace ClearView.AiTool.Text;

/// <summary>Splits a résumé into lines, each with its bullet, indent and section.</summary>
internal static class LineReader
{
    public static List<Line> Read(string text, List<Word> words)
    {
        var lines = new List<Line>();
        var broken = LineBreaks.Restored(text);
        var section = SectionKind.Top;
        // A label such as "Languages: English" counts up to the next empty line; then the section above goes on. Among jobs
        // ("Project: hospital billing", and below it what was done) it counts for its own line.
        SectionKind? labelled = null;
        var afterBlank = true;
        var word = 0;
        for (var from = 0; from < text.Length;)
        {
            var to = broken.AsSpan(from).IndexOfAny('\n', '\f', '\v') is var at and >= 0 ? from + at : text.Length;
            var (start, end) = Trimmed(text, from, to);
            var indent = start - from;
            from = to + 1;
            if (start == end)
            {
                afterBlank = true;
                labelled = null;
                continue;
            }
            var body = Bullets.After(text, start, end, indent);
            while (word < words.Count && words[word].Start < body)
                word++;
            var first = word;
            while (word < words.Count && words[word].Start < end)
                word++;

            var isRule = first == word && !HasPlaceholder(text, body, end);
            var isHeading = false;
            if (!isRule && Headings.Of(text, body, end, words, first, word) is { } heading)
            {
                isHeading = heading.Content >= end;
                if (isHeading)
                    (section, labelled) = (heading.Kind, null);
                else
                    (labelled, body) = (heading.Kind, heading.Content);
                while (first < word && words[first].Start < body)
                    first++;
            }
            lines.Add(new Line(start, body, end, indent, first, word, body > start && !isHeading && labelled is null, afterBlank, isHeading || isRule, labelled ?? section));
            afterBlank = isHeading || isRule;
            if (section == SectionKind.Experience && labelled is SectionKind.Projects or SectionKind.Skills or SectionKind.Other)
                labelled = null;
        }
        return lines;
    }

    private static (int Start, int End) Trimmed(string text, int from, int to)
    {
        while (from < to && IsSpace(text[from]))
            from++;
        while (to > from && IsSpace(text[to - 1]))
            to--;
        return (from, to);
    }

    private static bool HasPlaceholder(string text, int from, int to)
    {
        var open = text.IndexOf('[', from, to - from);
        return open >= 0 && WordReader.AfterPlaceholder(text, open) > open + 1;
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '\ufeff' or '\u200b' or '\u200e' or '\u200f' or '\u00ad';
}

using System.Collections.Frozen;

namespace ClearView.AiTool.Text;

/// <summary>Puts wrapped lines together and splits them into sentences.</summary>
internal static class Statements
{
    private const int WideLine = 50;
    private const int WidestWrap = 140;
    private const int Around = 12;
    private const int Ragged = 12;
    private const int FullLines = 3;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Abbreviations =
        new[] { "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "approx", "ca", "e.g", "i.e", "eg", "ie", "etc", "vs", "incl", "inc", "ltd", "co", "dept", "max", "min", "avg", "hrs", "jr", "sr", "fig", "p", "a.m", "p.m", "tel" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static List<Statement> Find(string text, List<Word> words, List<Line> lines, List<Entry> entries)
    {
        var statements = new List<Statement>();
        var entry = 0;
        for (var i = 0; i < lines.Count;)
        {
            while (entry < entries.Count && entries[entry].EndLine <= i)
                entry++;
            var inside = entry < entries.Count && entries[entry].FirstLine <= i ? entry : -1;
            var isHead = inside >= 0 && i <= entries[inside].DatedLine;
            if (lines[i].Heading || isHead)
            {
                i++;
                continue;
            }
            var first = i++;
            while (i < lines.Count && Continues(text, words, lines, first, i) && !(entry < entries.Count && i >= entries[entry].FirstLine && i <= entries[entry].DatedLine)
                   && !(entry + 1 < entries.Count && i >= entries[entry + 1].FirstLine))
                i++;
            AddSentences(text, words, lines[first], lines[i - 1], inside, statements);
        }
        return statements;
    }

    private static bool Continues(string text, List<Word> words, List<Line> lines, int first, int i)
    {
        var line = lines[i];
        var before = lines[i - 1];
        if (line.Bulleted || line.Heading || line.AfterBlank || line.Section != lines[first].Section || line.Body != line.Start || Hostile.IsStuffed(text, words, line.FirstWord, line.EndWord))
            return false;
        var endsOpen = text[before.End - 1] is not ('.' or '!' or '?' or ':');
        var startsSmall = char.IsLower(text[line.Start]);
        if (lines[first].Bulleted)
            return line.Indent > lines[first].Indent || startsSmall || (endsOpen && before.Length >= WideLine + 15);
        if (startsSmall)
            return before.Length >= WideLine;
        return before.Length >= WideLine && line.Indent == before.Indent && !OpensAnew(text, words, lines, first, i);
    }

    // A capital opens something new where the writer, not the width of the page, ended the line above.
    private static bool OpensAnew(string text, List<Word> words, List<Line> lines, int first, int i)
    {
        if (!char.IsUpper(text[lines[i].Start]) || EndsOpen(text, words, lines[i - 1]))
            return false;
        return HadRoom(text, lines, first, i) || !IsWrapped(lines, first, i) || OpensWithDeed(text, words, lines[i]);
    }

    // "Handled the stock": no sentence goes on with a past tense that has a capital.
    private static bool OpensWithDeed(string text, List<Word> words, Line line) =>
        line.Words > 2 && words[line.FirstWord].Start == line.Start && char.IsLower(text[line.Start + 1]) && Verbs.Of(words[line.FirstWord].In(text)) is { Form: VerbForm.Past };

    // "moved the shop to", "Docker and", "for ten,": the sentence goes on.
    private static bool EndsOpen(string text, List<Word> words, Line line)
    {
        if (text[line.End - 1] is ',' or '-' or '/' or '&' or '(')
            return true;
        return line.EndWord > line.FirstWord && words[line.EndWord - 1].In(text) is "and" or "or" or "the" or "a" or "an" or "of" or "to" or "in" or "on" or "at" or "by" or "for" or "from" or "with" or "into" or "as" or "than" or "over" or "between";
    }

    // A text that was wrapped has several lines as wide as its page; one wide line is only a long one.
    private static bool IsWrapped(List<Line> lines, int first, int i)
    {
        var full = 0;
        for (var k = Math.Max(0, first - Around); k < Math.Min(lines.Count, i + Around); k++)
            full += Math.Abs(lines[k].Length - lines[i - 1].Length) <= Ragged ? 1 : 0;
        return full >= FullLines && lines[i - 1].Length <= WidestWrap;
    }

    // Whether the next word would have fitted into the line above.
    private static bool HadRoom(string text, List<Line> lines, int first, int i)
    {
        var widest = 0;
        for (var k = Math.Max(0, first - Around); k < Math.Min(lines.Count, i + Around); k++)
        {
            // A paragraph of a document without wrapped lines is no width.
            if (lines[k].Section == lines[i].Section && lines[k].Length <= WidestWrap)
                widest = Math.Max(widest, lines[k].Length);
        }
        var word = text.AsSpan(lines[i].Start, lines[i].Length).IndexOf(' ') is var space and >= 0 ? space : lines[i].Length;
        return lines[i - 1].Length + 1 + word < widest - 1;
    }

    private static void AddSentences(string text, List<Word> words, Line first, Line last, int entry, List<Statement> statements)
    {
        var start = first.Body;
        var firstWord = first.FirstWord;
        var isFirst = true;
        for (var w = first.FirstWord; w < last.EndWord; w++)
        {
            var next = w + 1 < last.EndWord ? words[w + 1].Start : last.End;
            var stop = SentenceEnd(text, words[w], next, w + 1 == last.EndWord);
            if (stop < 0)
                continue;
            statements.Add(new Statement(start, stop, firstWord, w + 1, entry, first.Section, isFirst));
            isFirst = false;
            start = stop;
            while (start < last.End && (char.IsWhiteSpace(text[start]) || text[start] is ')' or '"'))
                start++;
            firstWord = w + 1;
        }
        if (start < last.End && firstWord < last.EndWord)
            statements.Add(new Statement(start, last.End, firstWord, last.EndWord, entry, first.Section, isFirst));
    }

    // A full stop, a question mark or an exclamation mark with white space and no small letter behind it.
    private static int SentenceEnd(string text, Word word, int next, bool isLast)
    {
        if (isLast)
            return -1;
        for (var i = word.End; i < next; i++)
        {
            if (text[i] is not ('.' or '!' or '?') || i + 1 >= text.Length)
                continue;
            var after = i + 1;
            if (after < next && text[after] is ')' or '"' or '\u201d' or '\'')
                after++;
            if (after >= text.Length || !char.IsWhiteSpace(text[after]) || char.IsLower(text[next]))
                continue;
            if (text[i] == '.' && (word.Length == 1 || Abbreviations.Contains(word.In(text))))
                continue;
            return after;
        }
        return -1;
    }
}

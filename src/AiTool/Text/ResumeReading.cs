namespace ClearView.AiTool.Text;

/// <summary>An anonymous résumé, read once: words, lines, date ranges, dated jobs and statements.</summary>
/// <remarks>Positions are those of the text; what stands behind the first <see cref="MostCharacters"/> is not read.</remarks>
internal sealed class ResumeReading
{
    public const int MostCharacters = 200_000;

    private ResumeReading(string text)
    {
        Text = text;
        Words = WordReader.Read(text);
        Lines = LineReader.Read(text, Words);
        Ranges = DateRanges.Find(text, Words);
        Entries = Text.Length == 0 ? [] : ClearView.AiTool.Text.Entries.Find(text, Lines, Ranges);
        Statements = ClearView.AiTool.Text.Statements.Find(text, Words, Lines, Entries);
    }

    public string Text { get; }

    public List<Word> Words { get; }

    public List<Line> Lines { get; }

    public List<DateRange> Ranges { get; }

    public List<Entry> Entries { get; }

    public List<Statement> Statements { get; }

    /// <summary>Whether a line opens a statement, rather than go on with the one above.</summary>
    public bool StartsStatement(int line)
    {
        var start = Lines[line].Body;
        var (low, high) = (0, Statements.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Statements[middle].Start == start)
                return true;
            (low, high) = Statements[middle].Start < start ? (middle + 1, high) : (low, middle - 1);
        }
        return IsHead(line);
    }

    private bool IsHead(int line) => Entries.Exists(entry => entry.FirstLine <= line && line <= entry.DatedLine);

    public static ResumeReading Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ResumeReading(text.Length <= MostCharacters ? text : text[..MostCharacters]);
    }
}

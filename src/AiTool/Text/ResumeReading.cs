namespace ClearView.AiTool.Text;

/// <summary>An anonymous résumé, read once: words, lines, date ranges, dated jobs and statements.</summary>
/// <remarks>Positions are those of the text; what stands behind the first <see cref="MostCharacters"/> is not read.</remarks>
internal sealed class ResumeReading
{
    public const int MostCharacters = 200_000;

    private const int MostHostile = 200;

    /// <summary>Of longer texts, which are rare, nothing is kept for the next stage: a reading takes ten times the memory of its text.</summary>
    public const int LongestKept = 20_000;

    private static readonly LastMade<string, ResumeReading> _last = new(32, text => new ResumeReading(text));

    private readonly List<(int Start, int End)> _hostile;

    private ResumeReading(string text)
    {
        Text = text;
        Words = WordReader.Read(text);
        Lines = LineReader.Read(text, Words);
        Ranges = DateRanges.Find(text, Words);
        Entries = Text.Length == 0 ? [] : ClearView.AiTool.Text.Entries.Find(text, Lines, Ranges);
        Statements = ClearView.AiTool.Text.Statements.Find(text, Words, Lines, Entries);
        _hostile = HostileParagraphs();
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

    /// <summary>Whether a stretch lies in a paragraph that speaks to the machine: it earns nothing, whatever it names.</summary>
    public bool SpeaksToMachine(int start, int end) => _hostile.Exists(paragraph => paragraph.Start <= start && end <= paragraph.End);

    /// <summary>Whether a statement is the line that names the employer of its job.</summary>
    public bool NamesEmployer(Statement statement) =>
        statement.Entry >= 0 && EmployerLine(Entries[statement.Entry]) is { } line && Lines[line].Body <= statement.Start && statement.Start < Lines[line].End;

    /// <summary>The line below a job's dates that names its employer; null when none does.</summary>
    public int? EmployerLine(Entry entry) => Employers.LineOf(Text, Words, Lines, entry);

    // Only the first ones are looked for: with more, the text is no résumé.
    private List<(int Start, int End)> HostileParagraphs()
    {
        var found = new List<(int Start, int End)>();
        for (var i = 0; i < Statements.Count && found.Count < MostHostile;)
        {
            var (start, isHostile) = (Statements[i].Start, false);
            do
                isHostile |= Hostile.IsIn(Text, Words, Statements[i].FirstWord, Statements[i].EndWord);
            while (++i < Statements.Count && !Statements[i].First);
            if (isHostile)
                found.Add((start, Statements[i - 1].End));
        }
        foreach (var line in Lines.Where(line => Hostile.IsStuffed(Text, Words, line.FirstWord, line.EndWord)).Take(MostHostile))
            found.Add((line.Body, line.End));
        return found;
    }

    private bool IsHead(int line) => Entries.Exists(entry => entry.FirstLine <= line && line <= entry.DatedLine);

    public static ResumeReading Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongestKept)
            return _last.Of(text);
        return new ResumeReading(text.Length <= MostCharacters ? text : text[..MostCharacters]);
    }
}

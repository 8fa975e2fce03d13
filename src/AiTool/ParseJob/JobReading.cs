using ClearView.AiTool.Text;

namespace ClearView.AiTool.ParseJob;

/// <summary>A posting, read once: words, and clauses with their sections.</summary>
internal sealed class JobReading
{
    public const int MostCharacters = 100_000;

    private JobReading(string text)
    {
        Text = text;
        Words = WordReader.Read(text);
        Clauses = ReadClauses();
        HasRequirements = Clauses.Exists(clause => clause.Section == JobSection.Required);
    }

    public string Text { get; }

    public List<Word> Words { get; }

    public List<JobClause> Clauses { get; }

    /// <summary>Whether a part of the posting is headed as required; otherwise all that it says of the work is.</summary>
    public bool HasRequirements { get; }

    public static JobReading Of(string text) => new(text.Length <= MostCharacters ? text : text[..MostCharacters]);

    private List<JobClause> ReadClauses()
    {
        var lines = LineReader.Read(Text, Words);
        var section = JobSection.Unknown;
        var sections = new JobSection[lines.Count];
        var headings = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            // LineReader knows the headings of résumés; a posting's are others, so a label it took off is put back.
            var line = lines[i] = Whole(lines[i]);
            if (JobHeadings.Of(Text, line, Words) is { } heading)
            {
                section = heading.Section;
                headings[i] = heading.Content >= line.End;
            }
            sections[i] = section;
            lines[i] = line with { Heading = headings[i] || line.Words == 0, Section = SectionKind.Other };
        }

        var clauses = new List<JobClause>();
        var at = 0;
        foreach (var statement in Statements.Find(Text, Words, lines, []))
        {
            while (at + 1 < lines.Count && lines[at + 1].Start <= statement.Start)
                at++;
            clauses.Add(new JobClause(statement.Start, statement.End, statement.FirstWord, statement.EndWord, sections[at],
                CompanyTalk.Asks(Text, Words, statement.FirstWord, statement.EndWord, sections[at])));
        }
        return clauses;
    }

    private Line Whole(Line line)
    {
        if (line.Bulleted)
            return line;
        var first = line.FirstWord;
        while (first > 0 && Words[first - 1].Start >= line.Start)
            first--;
        return line with { FirstWord = first, Body = line.Start };
    }
}

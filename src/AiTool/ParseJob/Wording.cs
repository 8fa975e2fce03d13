using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ParseJob;

/// <summary>Wording that may keep people away, from wording.txt: kind | phrases | why | what to write instead.</summary>
internal static class Wording
{
    private const int MostFindings = 50;

    private static readonly List<(string Kind, string Why, string Instead)> Entries = [];
    private static readonly PhraseTable Table = Read();

    public static IReadOnlyList<WordingFinding> Find(JobReading job)
    {
        var findings = new List<WordingFinding>();
        foreach (var clause in job.Clauses)
        {
            foreach (var match in Table.Find(job.Text, job.Words, clause.FirstWord, clause.EndWord))
            {
                if (findings.Count == MostFindings)
                    return findings;
                var (kind, why, instead) = Entries[match.Value];
                var (start, end) = (job.Words[match.FirstWord].Start, job.Words[match.EndWord - 1].End);
                findings.Add(new WordingFinding(kind, new Quote(start, end, job.Text[start..end]), why, instead));
            }
        }
        return findings;
    }

    internal static int Count => Entries.Count;

    private static PhraseTable Read()
    {
        var phrases = new List<(string, int)>();
        foreach (var line in EmbeddedLines.Read("ParseJob.wording.txt"))
        {
            var fields = line.Split('|', StringSplitOptions.TrimEntries);
            if (fields.Length != 4)
                throw new InvalidDataException($"wording.txt: expected 'kind | phrases | why | instead', found '{line}'.");
            phrases.AddRange(fields[1].Split(';', StringSplitOptions.TrimEntries).Select(phrase => (phrase, Entries.Count)));
            Entries.Add((fields[0], fields[2], fields[3]));
        }
        return new PhraseTable(phrases);
    }
}

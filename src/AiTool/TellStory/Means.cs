using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>The skills that a person showed in a job, as the résumé writes them.</summary>
/// <param name="InJob">Whether they are shown in the job that the story is about; otherwise they are listed elsewhere.</param>
internal sealed record Means(IReadOnlyList<Quote> Skills, bool InJob)
{
    private const int Most = 4;

    public static Means Of(ResumeReading resume, CandidateFeatures features, int entry, Quote? title)
    {
        var taxonomy = Taxonomy.Default;
        var place = entry >= 0 ? resume.Entries[entry] : default;
        var inJob = new List<(int Months, Quote Quote)>();
        var elsewhere = new List<(int Months, Quote Quote)>();
        foreach (var skill in features.Skills)
        {
            if (taxonomy.IndexOf(skill.Skill) is not { } index || taxonomy.Skills[index].SpokenLanguage || skill.Evidence.Count == 0)
                continue;
            if (skill.Evidence.Where(quote => !NamesPerson(quote.Text)).ToList() is not { Count: > 0 } evidence)
                continue;
            var quote = entry < 0 ? null : evidence.FirstOrDefault(quote => quote.Start >= place.Start && quote.End <= place.End && !IsInHead(resume, place, quote));
            if (quote is not null)
                inJob.Add((skill.Months, quote));
            else
                elsewhere.Add((skill.Months, evidence[0]));
        }
        return inJob.Count > 0 ? new Means(Chosen(inJob, title), true) : new Means(Chosen(elsewhere, title), false);
    }

    // "Electricians" and "Software Engineer" say who, not by what means.
    private static bool NamesPerson(string quote)
    {
        foreach (var word in quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Titles.Nouns.Contains(word) || (word.EndsWith('s') && Titles.Nouns.Contains(word.AsSpan(0, word.Length - 1))))
                return true;
        }
        return false;
    }

    // A title names the job; what the person did there shows the skill.
    private static bool IsInHead(ResumeReading resume, Entry entry, Quote quote) => quote.Start < resume.Lines[entry.DatedLine].End;

    private static List<Quote> Chosen(List<(int Months, Quote Quote)> skills, Quote? title)
    {
        var chosen = new List<Quote>();
        foreach (var (_, quote) in skills.OrderByDescending(skill => skill.Months).ThenBy(skill => skill.Quote.Start))
        {
            var said = chosen.Exists(other => other.Text.Equals(quote.Text, StringComparison.OrdinalIgnoreCase) || (other.Start < quote.End && quote.Start < other.End));
            said |= title is not null && title.Text.Contains(quote.Text, StringComparison.OrdinalIgnoreCase);
            if (!said && quote.Text.Length <= 40 && chosen.Count < Most)
                chosen.Add(quote);
        }
        return chosen;
    }
}

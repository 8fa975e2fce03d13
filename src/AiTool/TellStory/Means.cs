using System.Collections.Frozen;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>The skills that a person showed in a job, as the résumé writes them.</summary>
/// <param name="InJob">Whether they are shown in the job that the story is about; otherwise they are listed elsewhere.</param>
internal sealed record Means(IReadOnlyList<Quote> Skills, bool InJob)
{
    private const int Most = 4;
    private const int LongestAcronym = 5;

    public static Means Of(ResumeReading resume, CandidateFeatures features, int entry, Quote? title)
    {
        var taxonomy = Taxonomy.Default;
        var place = entry >= 0 ? resume.Entries[entry] : default;
        var inJob = new List<Shown>();
        var elsewhere = new List<Shown>();
        foreach (var skill in features.Skills)
        {
            if (taxonomy.IndexOf(skill.Skill) is not { } index || taxonomy.Skills[index].SpokenLanguage || skill.Evidence.Count == 0)
                continue;
            if (skill.Evidence.Where(quote => !NamesPerson(quote.Text) && !IsClause(quote.Text) && !IsSubject(resume, quote)).ToList() is not { Count: > 0 } evidence)
                continue;
            var there = entry < 0 ? [] : evidence.FindAll(quote => quote.Start >= place.Start && quote.End <= place.End && !IsInHead(resume, place, quote));
            if (there.Count > 0)
                inJob.Add(Clearest(resume, there, skill));
            else
                elsewhere.Add(Clearest(resume, evidence, skill));
        }
        return inJob.Count > 0 ? new Means(Chosen(inJob, title), true) : new Means(Chosen(elsewhere, title), false);
    }

    /// <param name="IsName">Whether the quote alone tells the skill.</param>
    private readonly record struct Shown(int Months, Quote Quote, bool IsName);

    private static Shown Clearest(ResumeReading resume, List<Quote> evidence, SkillShown skill)
    {
        var name = evidence.Find(quote => IsName(resume.Text, quote, skill.Name));
        return new Shown(skill.Months, name ?? evidence[0], name is not null);
    }

    // "Food cost", "Kafka", "EKS" and "coaching" tell a skill by themselves; "guest", "stock" and "taught" hint at one.
    private static bool IsName(string text, Quote quote, string skill)
    {
        if (quote.Text.Equals(skill, StringComparison.OrdinalIgnoreCase) || quote.Text.AsSpan().ContainsAny(' ', '-', '/') || quote.Text.EndsWith("ing", StringComparison.OrdinalIgnoreCase))
            return true;
        // GA4, EKS, GitHub; but not a word of a heading in capitals.
        if (quote.Text.AsSpan(1).ContainsAnyExceptInRange('a', 'z'))
            return quote.Text.Length <= LongestAcronym || quote.Text.Any(char.IsLower);
        // A capital inside a sentence is a name's.
        var before = quote.Start - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
            before--;
        return char.IsUpper(quote.Text[0]) && before >= 0 && (char.IsLower(text[before]) || text[before] is ',' or '/' or '(');
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

    // "Led a shift" and "calls a day" tell of work, and name no means of it.
    private static bool IsClause(string quote)
    {
        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1 && (words.Skip(1).Any(word => word is "a" or "an" or "per" or "the") || Verbs.Of(words[0]) is { Form: VerbForm.Past, Adjective: false });
    }

    // "A guide to winter driving", "a report of 30 pages on vaccination": what was written of is no means either.
    private static bool IsSubject(ResumeReading resume, Quote quote)
    {
        var words = resume.Words;
        var at = words.BinarySearch(new Word(quote.Start, quote.End, 0), Comparer<Word>.Create((a, b) => a.Start.CompareTo(b.Start)));
        var about = -1;
        for (var i = at - 1; i >= 0 && i >= at - MostWordsToWriting; i--)
        {
            if (resume.Text.AsSpan(words[i].End, words[i + 1].Start - words[i].End).ContainsAny(",.;:\n"))
                return false;
            if (about >= 0 && Writings.Contains(words[i].Form))
                return true;
            if (about < 0 && words[i].In(resume.Text) is "on" or "to" or "about")
                about = i;
            else if (about < 0 && (i <= at - MostWordsBetween || words[i].In(resume.Text) is "in" or "with" or "using" or "by" or "for" or "and"))
                return false;
        }
        return false;
    }

    private const int MostWordsToWriting = 8;
    private const int MostWordsBetween = 2;

    private static readonly FrozenSet<ulong> Writings = WordForm.Set("guide report article book paper leaflet brochure post chapter story survey thesis dissertation essay column");

    // A title names the job; what the person did there shows the skill.
    private static bool IsInHead(ResumeReading resume, Entry entry, Quote quote)
    {
        var last = resume.EmployerLine(entry) ?? entry.DatedLine;
        return quote.Start < resume.Lines[last].End;
    }

    private static List<Quote> Chosen(List<Shown> skills, Quote? title)
    {
        var chosen = new List<Quote>();
        // What only hints at a skill is told when nothing names one.
        var names = skills.FindAll(skill => skill.IsName);
        foreach (var (_, quote, _) in (names.Count > 0 ? names : skills).OrderByDescending(skill => skill.Months).ThenBy(skill => skill.Quote.Start))
        {
            var said = chosen.Exists(other => other.Text.Equals(quote.Text, StringComparison.OrdinalIgnoreCase) || (other.Start < quote.End && quote.Start < other.End));
            said |= title is not null && title.Text.Contains(quote.Text, StringComparison.OrdinalIgnoreCase);
            if (!said && quote.Text.Length <= 40 && chosen.Count < Most)
                chosen.Add(quote);
        }
        return chosen;
    }
}

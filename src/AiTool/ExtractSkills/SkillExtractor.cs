using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>Reads what an anonymous résumé shows of a person's skills, work, level and education.</summary>
public static class SkillExtractor
{
    public const string Version = "skills-6";

    private const int MostEvidence = 5;
    private const int MostWorkEvidence = 40;
    private const int MostSkills = 200;

    // Skills, story and tips of one résumé are three stages that begin with the same features.
    private static readonly LastMade<Asked, CandidateFeatures> _last = new(32, asked => Read(asked));

    /// <param name="version">Version of the source that the text follows from; handed on.</param>
    /// <param name="text">An anonymous résumé; characters behind the first 200,000 are not read.</param>
    /// <param name="asOf">The day that "present" means.</param>
    /// <returns>The same for the same input, always. Each quote's text stands in <paramref name="text"/> at its place; skills are in ordinal order of their ids.</returns>
    public static CandidateFeatures Extract(CandidateId candidate, long version, string text, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(text);
        var asked = new Asked(candidate, version, text, asOf);
        return text.Length <= ResumeReading.LongestKept ? _last.Of(asked) : Read(asked);
    }

    private static CandidateFeatures Read(Asked asked)
    {
        var resume = ResumeReading.Of(asked.Text);
        var work = resume.Entries.Select(entry => entry.Dates.Until(asked.AsOf)).ToList();
        var workMonths = Months.Union([.. work]);
        var level = Levels.Of(resume, workMonths, asked.AsOf);
        var education = Educations.Of(resume);
        var denied = new List<(int First, int End)>();
        var skills = Skills(resume, work, denied);
        return new CandidateFeatures(
            asked.Candidate, asked.Version, skills, workMonths,
            [.. resume.Entries.Where((_, at) => work[at].To > work[at].From).Take(MostWorkEvidence).Select(entry => entry.Dates.In(resume.Text))],
            level.Level, level.Evidence, education.Level, education.Evidence, TermsOf(resume, denied));
    }

    private static List<SkillShown> Skills(ResumeReading resume, List<(int From, int To)> work, List<(int First, int End)> denied)
    {
        var places = new SortedDictionary<string, List<SkillFound>>(StringComparer.Ordinal);
        var finder = SkillFinder.Default;
        foreach (var found in ResumeSkills.Find(resume, finder, denied))
        {
            if (resume.SpeaksToMachine(found.Start, found.End))
                continue;
            var id = finder.Taxonomy.Skills[found.Skill].Id;
            if (places.TryGetValue(id, out var list))
                list.Add(found);
            else if (places.Count < MostSkills)
                places.Add(id, [found]);
        }
        var shown = new List<SkillShown>(places.Count);
        foreach (var (id, found) in places)
        {
            shown.Add(new SkillShown(
                id, finder.Taxonomy.Skills[found[0].Skill].Name, Months.Union(WorkIn(resume.Entries, work, found)),
                [.. found.Take(MostEvidence).Select(place => new Quote(place.Start, place.End, resume.Text[place.Start..place.End]))]));
        }
        return shown;
    }

    // Both lists are in order of the text.
    private static List<(int From, int To)> WorkIn(List<Entry> entries, List<(int From, int To)> work, List<SkillFound> found)
    {
        var months = new List<(int From, int To)>();
        var at = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            while (at < found.Count && found[at].Start < entries[i].Start)
                at++;
            if (at < found.Count && found[at].Start < entries[i].End)
                months.Add(work[i]);
        }
        return months;
    }

    // Heads of jobs and schools name employers, places and years; none of these may weigh, but what somebody was does.
    private static IReadOnlyList<TermCount> TermsOf(ResumeReading resume, List<(int First, int End)> denied)
    {
        var terms = new Terms();
        foreach (var entry in resume.Entries)
        {
            var (first, end) = Levels.Head(resume, entry);
            foreach (var title in OccupationWords.Titles(resume.Text, resume.Words, first, end))
            {
                if (!resume.SpeaksToMachine(resume.Words[title.First].Start, resume.Words[title.End - 1].End))
                    terms.Add(resume.Text, resume.Words, title.First, title.End);
            }
        }
        var next = 0;
        foreach (var statement in resume.Statements)
        {
            if (!ResumeSkills.TellsOfWork(statement.Section) || resume.SpeaksToMachine(statement.Start, statement.End))
                continue;
            var first = statement.FirstWord;
            for (; next < denied.Count && denied[next].First < statement.EndWord; next++)
            {
                terms.Add(resume.Text, resume.Words, first, denied[next].First);
                first = Math.Max(first, denied[next].End);
            }
            terms.Add(resume.Text, resume.Words, first, statement.EndWord);
        }
        return terms.ToList();
    }

    private readonly record struct Asked(CandidateId Candidate, long Version, string Text, DateOnly AsOf);
}

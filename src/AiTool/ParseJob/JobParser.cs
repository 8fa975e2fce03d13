using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ParseJob;

/// <summary>Reads what a posting asks for, and finds wording that may keep people away.</summary>
public static class JobParser
{
    public const string Version = "jobs-5";

    /// <param name="text">The posting; quotes stand in it at their places. Characters behind the first 100,000 are not read.</param>
    /// <returns>The same for the same input, always.</returns>
    public static JobParsed Parse(JobId id, long version, string title, string text)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(text);
        var job = JobReading.Of(text);
        var (months, monthsEvidence) = Months(job);
        var (level, levelEvidence) = JobLevel.Of(job, title);
        var (education, educationEvidence) = Education(job);
        var features = new JobFeatures(
            id, version, title, SkillsAsked.Find(job, title), months, monthsEvidence, level, levelEvidence, education, educationEvidence, TermsOf(job, title));
        return new JobParsed(id, features, Wording.Find(job), Version);
    }

    // The most that any requirement asks for; what the company says of its own age is no requirement.
    private static (int Months, Quote? Evidence) Months(JobReading job)
    {
        (int Months, Quote? Evidence) most = (0, null);
        foreach (var clause in job.Clauses)
        {
            if (clause.Section is JobSection.About or JobSection.Preferred || (clause.Section != JobSection.Required && job.HasRequirements))
                continue;
            if (!SkillsAsked.IsRequired(job, clause))
                continue;
            foreach (var years in YearsAsked.In(job.Text, job.Words, clause.FirstWord, clause.EndWord))
            {
                if (years.Months > most.Months)
                    most = (years.Months, new Quote(years.Start, years.End, job.Text[years.Start..years.End]));
            }
        }
        return most;
    }

    private static (int Level, Quote? Evidence) Education(JobReading job)
    {
        (int Level, int Start, int End)? asked = null;
        foreach (var clause in job.Clauses)
        {
            if (clause.Section is JobSection.About or JobSection.Duties || !SkillsAsked.IsRequired(job, clause))
                continue;
            // "A degree or three years of practice": who has the years needs no degree.
            if (YearsAsked.In(job.Text, job.Words, clause.FirstWord, clause.EndWord).Count > 0)
                continue;
            var found = EducationWords.Lowest(job.Text, job.Words, clause.FirstWord, clause.EndWord);
            if (found is not null && (asked is null || found.Value.Level > asked.Value.Level))
                asked = found;
        }
        return asked is { } held ? (held.Level, new Quote(held.Start, held.End, job.Text[held.Start..held.End])) : (0, null);
    }

    private static IReadOnlyList<TermCount> TermsOf(JobReading job, string title)
    {
        var terms = new Terms();
        var words = WordReader.Read(title);
        terms.Add(title, words, 0, Math.Min(words.Count, 40), quotes: false);
        foreach (var clause in job.Clauses)
        {
            if (clause.Asks)
                terms.Add(job.Text, job.Words, clause.FirstWord, clause.EndWord);
        }
        return terms.ToList();
    }
}

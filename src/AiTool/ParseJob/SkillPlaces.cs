using ClearView.AiTool.ExtractSkills;

namespace ClearView.AiTool.ParseJob;

/// <summary>Where a posting names skills.</summary>
internal static class SkillPlaces
{
    /// <summary>In order of the text, without those that only name somebody's occupation.</summary>
    public static List<(int Start, int End)> In(string text)
    {
        var job = JobReading.Of(text);
        var places = new List<(int, int)>();
        foreach (var clause in job.Clauses)
        {
            foreach (var found in In(job, clause, []))
            {
                if (Taxonomy.Default.Skills[found.Skill].IsGeneral || !OccupationWords.Name(job.Text, job.Words, found, clause.EndWord))
                    places.Add((found.Start, found.End));
            }
        }
        return places;
    }

    /// <summary>In one clause. What the company says of itself is not asked for.</summary>
    /// <param name="denied">Gets the words that say what is not asked for, as first word and end.</param>
    public static List<SkillFound> In(JobReading job, JobClause clause, List<(int First, int End)> denied)
    {
        var found = new List<SkillFound>();
        var asks = clause.Section is JobSection.Required or JobSection.Preferred;
        if (!clause.Asks)
            return found;
        SkillFinder.Default.Find(job.Text, job.Words, clause.FirstWord, clause.EndWord, inList: asks, ofLanguages: asks, found);
        Denials.Take(job.Text, job.Words, clause.FirstWord, clause.EndWord, ofPost: true, found, 0, denied);
        return found;
    }
}

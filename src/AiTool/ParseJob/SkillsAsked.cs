using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ParseJob;

/// <summary>Finds the skills that a posting asks for, whether they must or may be there, and for how long.</summary>
/// <remarks>
/// Skills that any one of will do ("RabbitMQ, Kafka or Azure Service Bus") share one quote, the whole list;
/// a skill that is asked for by itself has a quote of its own.
/// </remarks>
internal static class SkillsAsked
{
    private const int MostSkills = 60;

    private static readonly PhraseTable Softeners = new(LevelWords.Of(1,
        "nice to have; a plus; plus; preferred; preferably; ideally; desirable; bonus; an advantage; advantageous; advantage; would help; helps; an asset; asset; welcome; helpful; not required; not essential; good to have; or the wish to learn; or the readiness; a bonus; optional; beneficial; a benefit; useful"));

    public static List<SkillAsked> Find(JobReading job, string title)
    {
        var asked = new List<SkillAsked>();
        var at = new Dictionary<int, int>();
        var taxonomy = Taxonomy.Default;
        foreach (var clause in job.Clauses)
        {
            var denied = new List<(int First, int End)>();
            var found = SkillPlaces.In(job, clause, denied);
            if (found.Count == 0)
                continue;
            var required = IsRequired(job, clause, denied);
            var years = YearsAsked.In(job.Text, job.Words, clause.FirstWord, clause.EndWord);
            foreach (var group in Alternatives.Of(job.Text, job.Words, found, clause.FirstWord, clause.EndWord))
            {
                foreach (var skill in group.Skills)
                {
                    var months = MonthsFor(skill, years);
                    var known = taxonomy.Skills[skill.Skill];
                    var quote = new Quote(group.Start, group.End, job.Text[group.Start..group.End]);
                    if (!at.TryGetValue(skill.Skill, out var before))
                    {
                        if (asked.Count == MostSkills)
                            continue;
                        at.Add(skill.Skill, asked.Count);
                        asked.Add(new SkillAsked(known.Id, known.Name, required, months, quote));
                    }
                    else if ((required && !asked[before].Required) || months > asked[before].MinMonths)
                    {
                        asked[before] = new SkillAsked(known.Id, known.Name, required || asked[before].Required, Math.Max(months, asked[before].MinMonths), quote);
                    }
                }
            }
        }
        return asked;
    }

    internal static bool IsRequired(JobReading job, JobClause clause) => IsRequired(job, clause, []);

    // "Kubernetes not required" softens nothing else: "Java, Kubernetes not required".
    private static bool IsRequired(JobReading job, JobClause clause, List<(int First, int End)> denied)
    {
        if (clause.Section == JobSection.Preferred
            || Softeners.Find(job.Text, job.Words, clause.FirstWord, clause.EndWord).Exists(soft => !denied.Exists(range => range.First <= soft.FirstWord && soft.FirstWord < range.End)))
            return false;
        return clause.Section == JobSection.Required || !job.HasRequirements;
    }

    // Years belong to the skills that follow them in the same clause, up to the next number of years.
    private static int MonthsFor(SkillFound skill, List<YearsAsked.Found> years)
    {
        var months = 0;
        foreach (var asked in years)
        {
            if (asked.End <= skill.Start)
                months = asked.Months;
        }
        return months;
    }
}

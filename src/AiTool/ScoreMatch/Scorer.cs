using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>
/// Scores how well a candidate's anonymous features fit a job: whole numbers from a fixed table, added up.
/// The same pair has the same score on every machine, in any order, for ever (of one <see cref="Version"/>).
/// A score never falls when a skill, a month of work, a level, an education or a word is added to a candidate.
/// </summary>
public static class Scorer
{
    public const string Version = "points-3";

    /// <summary>Years, level, education, words.</summary>
    private const int OtherItems = 4;

    public static MatchScored Score(CandidateFeatures candidate, JobFeatures job) => Score(new PreparedCandidate(candidate), new PreparedJob(job));

    /// <summary>The score with its points itemised; for many pairs, prepare each side once.</summary>
    public static MatchScored Score(PreparedCandidate candidate, PreparedJob job)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(job);
        Span<int> points = stackalloc int[Weights.MostRequired + Weights.MostPreferred + OtherItems];
        points = points[..job.Possible.Length];
        var score = Points(candidate, job, points);
        return new MatchScored(
            candidate.Features.Candidate, candidate.Features.Version, job.Features.Job, job.Features.Version, score,
            Explanation.Of(candidate, job, points), Changes.Of(candidate, job, points), Version);
    }

    /// <summary>The score alone; allocates nothing.</summary>
    public static int Total(PreparedCandidate candidate, PreparedJob job)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(job);
        Span<int> points = stackalloc int[Weights.MostRequired + Weights.MostPreferred + OtherItems];
        return Points(candidate, job, points[..job.Possible.Length]);
    }

    private static int Points(PreparedCandidate candidate, PreparedJob job, Span<int> points)
    {
        var possible = job.Possible;
        var features = candidate.Features;
        var inField = SkillPoints(candidate, job, points);
        var words = WordCredit(candidate, job);
        var fit = inField ?? words;
        var relevance = Math.Min(100, fit * 100 / Weights.EnoughSkills);

        points[job.YearsAt] = Share(possible[job.YearsAt], YearsCredit(features.WorkMonths, job.Features.MinMonths), relevance);
        points[job.LevelAt] = Share(possible[job.LevelAt], LevelCredit(features.Level, job.Features.Level), relevance);
        points[job.EducationAt] = Share(possible[job.EducationAt], EducationCredit(features.Education, job.Features.Education), relevance);
        points[job.WordsAt] = Share(possible[job.WordsAt], words, 100);

        var score = 0;
        foreach (var given in points)
            score += given;
        return score;
    }

    /// <returns>How far the skills of the field are shown, in percent: the required ones, or the preferred where none is required; null where the job names none.</returns>
    private static int? SkillPoints(PreparedCandidate candidate, PreparedJob job, Span<int> points)
    {
        Span<int> credited = [0, 0];
        Span<int> weights = [0, 0];
        for (var i = 0; i < job.Items.Length; i++)
        {
            var item = job.Items[i];
            var (credit, inField, isLanguage) = (0, 0, true);
            foreach (ref readonly var asked in item.AnyOf.AsSpan())
            {
                credit = Math.Max(credit, candidate.Credit(asked));
                inField = Math.Max(inField, candidate.CreditInField(asked));
                isLanguage &= asked.SpokenLanguage;
            }
            points[i] = Share(job.Possible[i], credit, 100);
            if (isLanguage)
                continue;
            var part = item.Required ? 0 : 1;
            credited[part] += inField * item.Weight;
            weights[part] += item.Weight;
        }
        return weights[0] > 0 ? credited[0] / weights[0] : weights[1] > 0 ? credited[1] / weights[1] : null;
    }

    // Rounded to the nearest, halves up.
    private static int Share(int possible, int credit, int relevance) => (possible * credit * relevance + 5000) / 10000;

    internal static int YearsCredit(int months, int asked) => asked == 0 ? 0 : 100 * Math.Min(months, asked) / asked;

    internal static int LevelCredit(int level, int asked) => level == 0 ? 0 : (asked - level) switch
    {
        <= 0 => 100,
        1 => Weights.OneLevelLess,
        2 => Weights.TwoLevelsLess,
        _ => 0,
    };

    internal static int EducationCredit(int education, int asked) => education == 0 ? 0 : (asked - education) switch
    {
        <= 0 => 100,
        1 => Weights.OneEducationLess,
        _ => 0,
    };

    private static int WordCredit(PreparedCandidate candidate, PreparedJob job) =>
        job.TermWeight == 0 ? 0 : Math.Min(100, candidate.Terms.WeightOf(job.Terms) * 10000 / (Weights.EnoughWords * job.TermWeight));
}

using ClearView.AiTool.ExtractSkills;
using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>Says of each item what gave its points, with quotes from both sides.</summary>
internal static class Explanation
{
    private const int MostQuotes = 3;

    public static IReadOnlyList<ScorePoint> Of(PreparedCandidate candidate, PreparedJob job, ReadOnlySpan<int> points)
    {
        var features = candidate.Features;
        var explained = new List<ScorePoint>(points.Length);
        for (var i = 0; i < job.Items.Length; i++)
            explained.Add(Skill(candidate, job.Items[i], points[i], job.Possible[i]));
        Add("Years of work: " + Names.Duration(job.Features.MinMonths) + " asked for, " + (features.WorkMonths == 0 ? "none dated" : Names.Duration(features.WorkMonths) + " shown"),
            job.YearsAt, [.. features.WorkEvidence.Take(MostQuotes)], One(job.Features.MinMonthsEvidence), points);
        Add($"Level: {Names.Level(job.Features.Level)} asked for, {Names.Level(features.Level)} shown",
            job.LevelAt, One(features.LevelEvidence), One(job.Features.LevelEvidence), points);
        Add($"Education: {Names.Education(job.Features.Education)} asked for, {Names.Education(features.Education)} shown",
            job.EducationAt, One(features.EducationEvidence), One(job.Features.EducationEvidence), points);
        var shared = SharedTerms.Of(features.Terms, job.Features.Terms);
        Add($"Words of the posting that the résumé uses: {shared.Count} of {job.Terms.Length}", job.WordsAt,
            [.. shared.Select(term => term.Resume).OfType<Quote>().Take(MostQuotes)], [.. shared.Select(term => term.Job).OfType<Quote>().Take(MostQuotes)], points);
        return explained;

        void Add(string what, int at, IReadOnlyList<Quote> fromResume, IReadOnlyList<Quote> fromJob, ReadOnlySpan<int> given)
        {
            if (job.Possible[at] > 0)
                explained.Add(new ScorePoint(what, given[at], job.Possible[at], given[at] > 0 ? fromResume : [], fromJob));
        }
    }

    private static ScorePoint Skill(PreparedCandidate candidate, AskedItem item, int points, int possible)
    {
        var kind = item.Required ? "Required" : "Preferred";
        AskedSkill? best = null;
        var credit = 0;
        foreach (var asked in item.AnyOf)
        {
            if (candidate.Credit(asked) is var own && own > credit)
                (best, credit) = (asked, own);
        }
        // What earns no point is no reason.
        if (points == 0 || best is not { } met || Source(candidate, met) is not { } source)
            return new ScorePoint($"{kind}: {Names.AnyOf(item)}", points, possible, [], [item.Evidence]);
        var what = $"{kind}: {Names.AnyOf(item)}";
        if (source.Skill != met.Asked.Skill)
            what += $", by {source.Name}";
        else if (item.AnyOf.Length > 1)
            what += $", met by {source.Name}";
        if (met.MinMonths > 0)
            what += $" ({Names.Duration(met.MinMonths)} asked for, {(source.Months == 0 ? "none dated" : Names.Duration(source.Months) + " shown")})";
        else if (source.Months == 0 && !met.SpokenLanguage)
            what += ", listed without dated work";
        return new ScorePoint(what, points, possible, [.. source.Evidence.Take(MostQuotes)], [item.Evidence]);
    }

    // The skill that gave the credit, looked for in the order of what each can give.
    private static SkillShown? Source(PreparedCandidate candidate, AskedSkill asked)
    {
        var taxonomy = Taxonomy.Default;
        SkillShown? own = null, narrower = null, related = null, broader = null;
        foreach (var shown in candidate.Features.Skills)
        {
            if (taxonomy.IndexOf(shown.Skill) is not { } index)
                continue;
            if (index == asked.Index)
                own = shown;
            else if (taxonomy.Skills[index].Parents.Contains(asked.Index) && (narrower is null || shown.Months > narrower.Months))
                narrower = shown;
            else if (taxonomy.Skills[index].Related.Contains(asked.Index))
                related ??= shown;
            else if (asked.Broader.Contains(index))
                broader ??= shown;
        }
        if (own is not null && narrower is not null && narrower.Months > 0 && own.Months == 0)
            return narrower;
        return own ?? narrower ?? related ?? broader;
    }

    private static Quote[] One(Quote? quote) => quote is null ? [] : [quote];
}

using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>A job's features with the points that each item can give, laid out for scoring. Thread-safe.</summary>
public sealed class PreparedJob
{
    public PreparedJob(JobFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        Features = features;
        Items = ItemsOf(features);
        RequiredItems = Items.Count(item => item.Required);
        Terms = [.. features.Terms.Select(term => TermSet.Number(term.Term))];
        Possible = Share();
    }

    public JobFeatures Features { get; }

    /// <summary>The most that each item can give: skills first, then years, level, education and words. Adds up to 100, or is all 0 for a job that names nothing.</summary>
    internal int[] Possible { get; }

    /// <summary>Required ones first.</summary>
    internal AskedItem[] Items { get; }

    internal int RequiredItems { get; }

    internal ulong[] Terms { get; }

    internal int YearsAt => Items.Length;

    internal int LevelAt => Items.Length + 1;

    internal int EducationAt => Items.Length + 2;

    internal int WordsAt => Items.Length + 3;

    // First among the parts that the posting names, then within the two parts that hold skills.
    private int[] Share()
    {
        var preferredItems = Items.Length - RequiredItems;
        var required = Math.Min(Weights.Required, RequiredItems * Weights.MostPerRequired);
        var preferred = Math.Min(Weights.Preferred, preferredItems * Weights.MostPerPreferred);
        var leftByFewSkills = (RequiredItems > 0 ? Weights.Required - required : 0) + (preferredItems > 0 ? Weights.Preferred - preferred : 0);
        var parts = Spread.Over(Weights.Whole,
        [
            required,
            preferred,
            Features.MinMonths > 0 ? Weights.Years : 0,
            Features.Level > 0 ? Weights.Level : 0,
            Features.Education > 0 ? Weights.Education : 0,
            Terms.Length > 0 ? Weights.Words + leftByFewSkills : 0,
        ]);
        return
        [
            .. Spread.Over(parts[0], [.. Items.Take(RequiredItems).Select(item => item.Weight)]),
            .. Spread.Over(parts[1], [.. Items.Skip(RequiredItems).Select(item => item.Weight)]),
            .. parts[2..],
        ];
    }

    private static AskedItem[] ItemsOf(JobFeatures features)
    {
        var inTitle = new List<SkillFound>();
        var words = WordReader.Read(features.Title);
        SkillFinder.Default.Find(features.Title, words, 0, words.Count, inList: true, ofLanguages: true, inTitle);

        var items = new List<AskedItem>();
        // Skills that share one quote are alternatives.
        foreach (var group in features.Skills.GroupBy(skill => (skill.Evidence.Start, skill.Evidence.End)))
        {
            var anyOf = group.Select(Known).ToArray();
            var stressed = anyOf.Any(skill => skill.MinMonths > 0 || inTitle.Exists(found => found.Skill == skill.Index));
            items.Add(new AskedItem(group.Any(skill => skill.Required), stressed ? Weights.Stressed : 1, anyOf, group.First().Evidence));
        }
        return [.. items.Where(item => item.Required).Take(Weights.MostRequired), .. items.Where(item => !item.Required).Take(Weights.MostPreferred)];
    }

    private static AskedSkill Known(SkillAsked asked)
    {
        var taxonomy = Taxonomy.Default;
        return taxonomy.IndexOf(asked.Skill) is { } index
            ? new AskedSkill(index, asked.MinMonths, taxonomy.Skills[index].Broader, taxonomy.Skills[index].SpokenLanguage, asked)
            : new AskedSkill(-1, asked.MinMonths, [], false, asked);
    }
}

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
        var inTitle = TermsIn(features.Title);
        Terms = [.. features.Terms.Select(term => new WeighedTerm(TermSet.Number(term.Term), TermWeights.Of(term.Term) * (inTitle.Contains(term.Term) ? Weights.TermInTitle : 1)))];
        TermWeight = Terms.Sum(term => term.Weight);
        Possible = Share();
    }

    public JobFeatures Features { get; }

    /// <summary>The most that each item can give: skills first, then years, level, education and words. Adds up to 100, or is all 0 for a job that names nothing.</summary>
    internal int[] Possible { get; }

    /// <summary>Required ones first.</summary>
    internal AskedItem[] Items { get; }

    internal int RequiredItems { get; }

    internal WeighedTerm[] Terms { get; }

    /// <summary>What all terms weigh together.</summary>
    internal int TermWeight { get; }

    internal int YearsAt => Items.Length;

    internal int LevelAt => Items.Length + 1;

    internal int EducationAt => Items.Length + 2;

    internal int WordsAt => Items.Length + 3;

    // First among the parts that the posting names, then within the two parts that hold skills.
    private int[] Share()
    {
        var (requiredItems, preferredItems) = (Items[..RequiredItems], Items[RequiredItems..]);
        var required = Math.Min(Weights.Required, Capacity(requiredItems, Weights.MostPerRequired));
        var preferred = Math.Min(Weights.Preferred, Capacity(preferredItems, Weights.MostPerPreferred));
        var leftByFewSkills = (requiredItems.Length > 0 ? Weights.Required - required : 0) + (preferredItems.Length > 0 ? Weights.Preferred - preferred : 0);
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
            .. Spread.Over(parts[0], [.. requiredItems.Select(item => item.Weight)]),
            .. Spread.Over(parts[1], [.. preferredItems.Select(item => item.Weight)]),
            .. parts[2..],
        ];
    }

    private static HashSet<string> TermsIn(string title)
    {
        var terms = new Terms();
        var words = WordReader.Read(title);
        terms.Add(title, words, 0, words.Count, quotes: false);
        return [.. terms.ToList().Select(term => term.Term)];
    }

    private static int Capacity(AskedItem[] items, int mostPerItem) => items.Sum(item => Math.Min(item.Weight, Weights.Specific)) * mostPerItem / Weights.Specific;

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
            var isGeneral = anyOf.All(skill => skill.IsGeneral);
            items.Add(new AskedItem(group.Any(skill => skill.Required), isGeneral ? Weights.General : stressed ? Weights.Stressed : Weights.Specific, anyOf, group.First().Evidence));
        }
        // Where there are too many, what nearly every posting asks for gives way.
        items = [.. items.OrderBy(item => item.Weight == Weights.General)];
        return [.. items.Where(item => item.Required).Take(Weights.MostRequired), .. items.Where(item => !item.Required).Take(Weights.MostPreferred)];
    }

    private static AskedSkill Known(SkillAsked asked)
    {
        var taxonomy = Taxonomy.Default;
        return taxonomy.IndexOf(asked.Skill) is { } index
            ? new AskedSkill(index, asked.MinMonths, taxonomy.Skills[index].Broader, taxonomy.Skills[index].SpokenLanguage, taxonomy.Skills[index].IsGeneral, asked)
            : new AskedSkill(-1, asked.MinMonths, [], false, false, asked);
    }
}

using ClearView.AiTool.ExtractSkills;
using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>A candidate's features, laid out so that a pair is scored without searching or allocating. Thread-safe.</summary>
public sealed class PreparedCandidate
{
    internal const short NotShown = -1;

    private readonly short[] _own;
    private readonly short[] _narrower;
    private readonly short[] _related;

    public PreparedCandidate(CandidateFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        Features = features;
        Terms = new TermSet(features.Terms);
        var taxonomy = Taxonomy.Default;
        _own = new short[taxonomy.Skills.Count];
        _narrower = new short[taxonomy.Skills.Count];
        _related = new short[taxonomy.Skills.Count];
        Array.Fill(_own, NotShown);
        Array.Fill(_narrower, NotShown);
        Array.Fill(_related, NotShown);
        foreach (var shown in features.Skills)
        {
            // A skill that this version's taxonomy does not know cannot be asked for by it either.
            if (taxonomy.IndexOf(shown.Skill) is not { } index)
                continue;
            var months = (short)Math.Clamp(shown.Months, 0, short.MaxValue);
            _own[index] = Math.Max(_own[index], months);
            foreach (var parent in taxonomy.Skills[index].Parents)
                _narrower[parent] = Math.Max(_narrower[parent], months);
            foreach (var near in taxonomy.Skills[index].Related)
                _related[near] = Math.Max(_related[near], months);
        }
    }

    public CandidateFeatures Features { get; }

    internal TermSet Terms { get; }

    /// <summary>How far a skill that is asked for is shown, in percent; 0 to 100.</summary>
    internal int Credit(in AskedSkill asked) => Best(asked, Weights.Whole);

    /// <summary>The same, where what is only listed counts as <see cref="Weights.ListedInField"/> percent: a list tells of no years in a field.</summary>
    internal int CreditInField(in AskedSkill asked) => Best(asked, Weights.ListedInField);

    private int Best(in AskedSkill asked, int listed)
    {
        if (asked.Index < 0)
            return 0;
        var best = 0;
        if (_own[asked.Index] is var own && own != NotShown)
            best = Counted(asked.SpokenLanguage && asked.MinMonths == 0 ? 100 : InFull(own, asked.MinMonths), own, listed);
        if (_narrower[asked.Index] is var narrower && narrower != NotShown)
            best = Math.Max(best, Counted(InFull(narrower, asked.MinMonths) * Weights.ByNarrower / 100, narrower, listed));
        if (_related[asked.Index] is var related && related != NotShown)
            best = Math.Max(best, Counted(Weights.ByRelated, related, listed));
        foreach (var skill in asked.Broader)
        {
            if (_own[skill] is var broader && broader != NotShown)
                best = Math.Max(best, Counted(Weights.ByBroader, broader, listed));
        }
        return best;
    }

    private static int Counted(int credit, int months, int listed) => months > 0 ? credit : credit * listed / 100;

    private static int InFull(int months, int asked) => asked == 0
        ? (months > 0 ? 100 : Weights.OnlyListed)
        : Weights.WithoutMonths + (100 - Weights.WithoutMonths) * Math.Min(months, asked) / asked;
}

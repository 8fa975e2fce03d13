using ClearView.AiTool.ExtractSkills;
using ClearView.Contracts;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>A candidate's features, laid out so that a pair is scored without searching or allocating. Thread-safe.</summary>
public sealed class PreparedCandidate
{
    internal const short NotShown = -1;

    private readonly short[] _own;
    private readonly short[] _narrower;
    private readonly bool[] _related;

    public PreparedCandidate(CandidateFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        Features = features;
        Terms = new TermSet(features.Terms);
        var taxonomy = Taxonomy.Default;
        _own = new short[taxonomy.Skills.Count];
        _narrower = new short[taxonomy.Skills.Count];
        _related = new bool[taxonomy.Skills.Count];
        Array.Fill(_own, NotShown);
        Array.Fill(_narrower, NotShown);
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
                _related[near] = true;
        }
    }

    public CandidateFeatures Features { get; }

    internal TermSet Terms { get; }

    /// <summary>How far a skill that is asked for is shown, in percent; 0 to 100.</summary>
    internal int Credit(in AskedSkill asked)
    {
        if (asked.Index < 0)
            return 0;
        var credit = _own[asked.Index] is var own && own != NotShown ? InFull(own, asked.MinMonths) : 0;
        if (_narrower[asked.Index] is var narrower && narrower != NotShown)
            credit = Math.Max(credit, InFull(narrower, asked.MinMonths) * Weights.ByNarrower / 100);
        if (credit < Weights.ByRelated && _related[asked.Index])
            credit = Weights.ByRelated;
        if (credit < Weights.ByBroader && ShowsAny(asked.Parents))
            credit = Weights.ByBroader;
        return credit;
    }

    private static int InFull(int months, int asked) => asked == 0
        ? (months > 0 ? 100 : Weights.OnlyListed)
        : Weights.WithoutMonths + (100 - Weights.WithoutMonths) * Math.Min(months, asked) / asked;

    private bool ShowsAny(int[] skills)
    {
        foreach (var skill in skills)
        {
            if (_own[skill] != NotShown)
                return true;
        }
        return false;
    }
}

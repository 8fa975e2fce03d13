using System.Collections.Frozen;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>A term of a posting by its <see cref="TermSet.Number"/>.</summary>
internal readonly record struct WeighedTerm(ulong Number, int Weight);

/// <summary>
/// How much a word tells of a field: one that few skills are named by tells most, one that names many or none tells little.
/// Frozen with the taxonomy, and so the same for every posting and on every machine.
/// </summary>
internal static class TermWeights
{
    private const int Plain = 1;
    private const int OfManySkills = 2;
    private const int OfFewSkills = 4;
    private const int Few = 8;

    private static readonly FrozenDictionary<string, int> Weights = Read();

    public static int Of(string term) => Weights.GetValueOrDefault(term, Plain);

    private static FrozenDictionary<string, int> Read()
    {
        var named = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var name in Taxonomy.Default.Names)
        {
            if (Taxonomy.Default.Skills[name.Skill].IsGeneral)
                continue;
            var terms = new Terms();
            var words = WordReader.Read(name.Text);
            terms.Add(name.Text, words, 0, words.Count, quotes: false);
            foreach (var term in terms.ToList())
            {
                if (!named.TryGetValue(term.Term, out var skills))
                    named.Add(term.Term, skills = []);
                skills.Add(name.Skill);
            }
        }
        return named.ToFrozenDictionary(term => term.Key, term => term.Value.Count <= Few ? OfFewSkills : OfManySkills, StringComparer.Ordinal);
    }
}

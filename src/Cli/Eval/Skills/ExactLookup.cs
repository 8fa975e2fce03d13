using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.Text;

namespace ClearView.Cli.Eval.Skills;

/// <summary>What finding must beat: every name of the taxonomy, letter by letter but for case, as whole words, longest first.</summary>
internal sealed class ExactLookup
{
    private const int MostWords = 10;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names =
        Taxonomy.Default.Names.Select(name => name.Text).ToHashSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public List<(int Start, int End)> Find(string text)
    {
        var found = new List<(int, int)>();
        var words = WordReader.Read(text);
        for (var first = 0; first < words.Count;)
        {
            var end = Math.Min(first + MostWords, words.Count);
            while (end > first && !_names.Contains(text.AsSpan(words[first].Start, words[end - 1].End - words[first].Start)))
                end--;
            if (end > first)
                found.Add((words[first].Start, words[end - 1].End));
            first = Math.Max(end, first + 1);
        }
        return found;
    }
}

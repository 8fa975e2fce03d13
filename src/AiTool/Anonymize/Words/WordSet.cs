using System.Collections.Frozen;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>Sets of folded words, asked without making strings.</summary>
internal static class WordSet
{
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Of(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}

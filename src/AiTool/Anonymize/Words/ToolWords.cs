using ClearView.AiTool.ExtractSkills;

namespace ClearView.AiTool.Anonymize.Words;

/// <summary>Skills of the taxonomy that are called by one word: who is called so is in a list of names.</summary>
internal static class ToolWords
{
    private const int Shortest = 4;

    public static IReadOnlyCollection<string> All => field ??= Taxonomy.Default.Names
        .Where(name => name.Text.Length >= Shortest && name.Text.All(char.IsAsciiLetter))
        .Select(name => name.Text.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
}

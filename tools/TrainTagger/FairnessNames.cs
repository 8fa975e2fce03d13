using ClearView.AiTool.Documents;

namespace ClearView.TrainTagger;

/// <summary>The names that `./clearview eval fairness` measures with, folded: nothing is learnt of them.</summary>
internal static class FairnessNames
{
    public static HashSet<string> All()
    {
        using var resource = typeof(FairnessNames).Assembly.GetManifestResourceStream("name-groups.txt")
            ?? throw new InvalidOperationException("The assembly lacks the names of the fairness evaluation.");
        using var reader = new StreamReader(resource);
        return [.. reader.ReadToEnd().Split('\n').Where(l => l.Contains('|', StringComparison.Ordinal) && !l.StartsWith('#'))
            .SelectMany(l => l.Split('|')[2].Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
            .Select(n => string.Concat(n.Where(char.IsLetter).Select(Letters.Fold)))];
    }
}

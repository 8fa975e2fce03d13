namespace ClearView.Cli.Eval.Fairness;

/// <summary>People who share an origin and a gender by their names.</summary>
internal sealed record NameGroup(string Name, IReadOnlyList<string> Given, IReadOnlyList<string> Surnames);

/// <summary>The groups of name-groups.txt, which states its sources.</summary>
internal static class NameGroups
{
    public static IReadOnlyList<NameGroup> All { get; } = Read();

    private static List<NameGroup> Read()
    {
        using var resource = typeof(NameGroups).Assembly.GetManifestResourceStream("Eval.name-groups.txt")
            ?? throw new InvalidOperationException("The assembly lacks its name groups.");
        using var reader = new StreamReader(resource);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#'))
            .Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Select(f => (Origin: f[0], Sort: f[1], Names: f[2].Split(' '))).ToList();
        return [.. from row in rows
                   where row.Sort != "surnames"
                   select new NameGroup($"{row.Origin} {row.Sort}", row.Names, rows.Single(r => r.Origin == row.Origin && r.Sort == "surnames").Names)];
    }
}

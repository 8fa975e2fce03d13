using ClearView.AiTool.ExtractSkills;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>A kind of work that pairs are invented of, from occupations.txt.</summary>
internal sealed record Occupation(string Field, IReadOnlyList<string> Titles, IReadOnlyList<int> Core, IReadOnlyList<int> Further, IReadOnlyList<string> Duties)
{
    /// <summary>What postings say of the work. Résumés tell of the same work in other words, so they take the rest.</summary>
    public IReadOnlyList<string> AskedDuties => [.. Duties.Take(Duties.Count / 2)];

    public IReadOnlyList<string> ToldDuties => [.. Duties.Skip(Duties.Count / 2)];

    public static IReadOnlyList<Occupation> All { get; } = Read();

    private static List<Occupation> Read()
    {
        using var resource = typeof(Occupation).Assembly.GetManifestResourceStream("Eval.occupations.txt")
            ?? throw new InvalidOperationException("The assembly lacks its occupations.");
        using var reader = new StreamReader(resource);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(fields => new Occupation(fields[0], List(fields[1]), Skills(fields[2]), Skills(fields[3]), List(fields[4])))];
    }

    private static string[] List(string field) => field.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static List<int> Skills(string field) => [.. List(field).Select(id => Taxonomy.Default.IndexOf(id)
        ?? throw new InvalidDataException($"occupations.txt: the taxonomy has no skill '{id}'."))];
}

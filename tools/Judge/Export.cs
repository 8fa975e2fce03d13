using System.Text.Json;

namespace ClearView.Judge;

/// <summary>What came out.</summary>
/// <param name="DeadLetters">One line each: function, type, subject, code: text.</param>
/// <param name="WrittenBack">One line each: system, candidate, job, marker.</param>
internal sealed record Export(
    IReadOnlyList<ExportedCandidate> Candidates, IReadOnlyDictionary<string, string> JobSourceIds, IReadOnlyList<string> DeadLetters,
    IReadOnlyList<string> WrittenBack)
{
    public static Export Read(string directory) => new(
        [.. Directory.EnumerateDirectories(Path.Combine(directory, "candidates")).Order(StringComparer.Ordinal).Select(ReadCandidate)],
        Directory.EnumerateDirectories(Path.Combine(directory, "jobs")).ToDictionary(j => Path.GetFileName(j), j => SourceId(Path.Combine(j, "job.txt"))),
        File.ReadAllLines(Path.Combine(directory, "dead-letters.txt")),
        File.ReadAllLines(Path.Combine(directory, "written-back.txt")));

    private static ExportedCandidate ReadCandidate(string folder)
    {
        var matches = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "match-*.json"))
        {
            using var match = JsonDocument.Parse(File.ReadAllText(file));
            matches.Add(Path.GetFileNameWithoutExtension(file)["match-".Length..], match.RootElement.GetProperty("score").GetInt32());
        }

        bool Has(string file) => File.Exists(Path.Combine(folder, file));
        return new ExportedCandidate(
            Path.GetFileName(folder), SourceId(Path.Combine(folder, "candidate.txt")), Has("resume.json"), Has("held.json"), Has("story.json"),
            Has("tips.json"), Has("skills.json"), matches);
    }

    private static string SourceId(string file) =>
        File.ReadLines(file).First(l => l.StartsWith("source id ", StringComparison.Ordinal))["source id ".Length..];
}

/// <param name="Matches">Job's id in ClearView to the score.</param>
internal sealed record ExportedCandidate(
    string Id, string SourceId, bool Anonymous, bool Held, bool Story, bool Tips, bool Skills, IReadOnlyDictionary<string, int> Matches);

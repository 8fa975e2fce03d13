using System.Text.Json;

namespace ClearView.Judge;

/// <summary>What went in.</summary>
internal sealed record Inputs(IReadOnlyList<Candidate> Candidates, IReadOnlyList<string> Jobs)
{
    public static Inputs Read(string directory)
    {
        using var candidates = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "candidates.json")));
        using var jobs = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "jobs.json")));
        return new Inputs(
            [
                .. candidates.RootElement.EnumerateArray().Select(c => new Candidate(
                    c.GetProperty("id").ToString(),
                    // What has no text must end as a dead letter, the rest must not.
                    c.GetProperty("kind").GetString() is "readable" or "injection",
                    [.. c.GetProperty("applications").EnumerateArray().Select(a => new Application(a.GetProperty("id").ToString(), a.GetProperty("jobId").ToString()))])),
            ],
            [.. jobs.RootElement.EnumerateArray().Select(j => j.GetProperty("id").ToString())]);
    }
}

internal sealed record Candidate(string Id, bool Readable, IReadOnlyList<Application> Applications);

internal sealed record Application(string Id, string Job);

using System.Text.Json;

namespace ClearView.Platform.Tests.Web.Browser;

/// <summary>Every page, by name, with data on it.</summary>
internal static class DemoPages
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "overview", "candidates", "candidates that could not be read", "ready candidate", "held candidate", "refused candidate", "unreadable candidate",
        "jobs", "job", "job form", "reviews", "review", "operations", "lost",
    ];

    public static async Task<string> PathAsync(HttpClient http, string name) => name switch
    {
        "overview" => "/",
        "candidates" => "/candidates",
        "candidates that could not be read" => "/candidates?state=dead",
        "ready candidate" => "/candidates/" + await CandidateAsync(http, "anonymous"),
        "held candidate" => "/candidates/" + await CandidateAsync(http, "held"),
        "refused candidate" => "/candidates/" + await CandidateAsync(http, "refused"),
        "unreadable candidate" => "/candidates/" + await CandidateAsync(http, "dead"),
        "jobs" => "/jobs",
        "job" => "/jobs/" + (await http.GetJsonAsync("/api/v1/jobs")).EnumerateArray().First(j => j.Text("title").Contains("manager", StringComparison.OrdinalIgnoreCase)).Text("id"),
        "job form" => "/jobs/new",
        "reviews" => "/reviews",
        "review" => "/reviews/" + await CandidateAsync(http, "held"),
        "operations" => "/operations",
        "lost" => "/nowhere",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such page."),
    };

    /// <summary>The first candidate in a state; of those that are ready, the best.</summary>
    public static async Task<string> CandidateAsync(HttpClient http, string state)
    {
        var all = (await http.GetJsonAsync("/api/v1/candidates")).GetProperty("candidates").EnumerateArray().Where(c => c.Text("state") == state);
        return all.OrderByDescending(c => c.GetProperty("bestScore") is { ValueKind: JsonValueKind.Number } score ? score.GetInt32() : -1).First().Text("id");
    }
}

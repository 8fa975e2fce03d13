using System.CommandLine;
using System.Text.Json;
using ClearView.Cli.Node;

namespace ClearView.Cli.Verbs;

/// <summary>What a running installation says of itself. Only the process that holds the embedded broker can tell, so it is asked over HTTP.</summary>
internal static class StatusVerb
{
    private static readonly (string Name, string Path)[] _parts =
        [("queues", "/api/v1/queues"), ("account", "/api/v1/account"), ("hrSystems", "/api/v1/hr-systems")];

    public static Command Command()
    {
        var data = new Option<string>("--data") { Description = "The installation's folder.", DefaultValueFactory = _ => "data" };
        var json = new Option<bool>("--json") { Description = "Print the queues, the account and the HR systems as one JSON object." };
        var command = new Command("status", "Show the queues, the account and the HR systems of a running installation. Exit code 1 when none runs, or a part cannot be told.") { data, json };
        command.SetAction(async (parsed, ct) =>
        {
            var folder = new DataFolder(parsed.GetValue(data)!);
            if (EndpointFile.Read(folder.Endpoint) is not { } endpoint)
            {
                await Console.Error.WriteLineAsync($"clearview: nothing runs on '{folder.Path}'. Start it with './clearview up --data {parsed.GetValue(data)}'.");
                return ExitCode.Failed;
            }

            // Longer than it waits for its own store and broker: what it says then is better than silence.
            using var http = new HttpClient { BaseAddress = new Uri(endpoint.Url), Timeout = TimeSpan.FromSeconds(40) };
            var parts = new List<(string Name, string? Json)>();
            foreach (var (name, path) in _parts)
                parts.Add((name, await AskAsync(http, name, path, ct)));
            if (parsed.GetValue(json))
                Console.WriteLine($$"""{"url":"{{endpoint.Url}}",{{string.Join(',', parts.Select(p => $"\"{p.Name}\":{p.Json ?? "null"}"))}}}""");
            else
                Print(endpoint.Url, parts.Select(p => p.Json));
            return parts.All(p => p.Json is not null) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    /// <summary>Null when it cannot be told now; why is said. A broker that is away keeps nobody from the account.</summary>
    private static async Task<string?> AskAsync(HttpClient http, string name, string path, CancellationToken ct)
    {
        string why;
        try
        {
            using var answer = await http.GetAsync(path, ct);
            var body = await answer.Content.ReadAsStringAsync(ct);
            if (answer.IsSuccessStatusCode)
                return body;
            why = DetailOf(body) ?? $"the installation answers {(int)answer.StatusCode}";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            why = "the installation does not answer";
        }

        await Console.Error.WriteLineAsync($"clearview: no {name}: {why}");
        return null;
    }

    private static string? DetailOf(string problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            return document.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Print(string url, IEnumerable<string?> parts)
    {
        Console.WriteLine($"ClearView on {url}");
        foreach (var part in parts.OfType<string>())
        {
            using var document = JsonDocument.Parse(part);
            var root = document.RootElement;
            foreach (var element in root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : new[] { root })
                Print(element);
        }
    }

    private static void Print(JsonElement element)
    {
        Console.WriteLine("  " + string.Join(
            "  ", element.EnumerateObject().Where(p => p.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null)).Select(p => $"{p.Name} {p.Value}")));
        foreach (var sentence in element.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Array).SelectMany(p => p.Value.EnumerateArray()))
            Console.WriteLine("    - " + sentence);
    }
}

using System.CommandLine;
using System.Text.Json;
using ClearView.Cli.Node;

namespace ClearView.Cli.Verbs;

/// <summary>What a running installation says of itself. Only the process that holds the embedded broker can tell, so it is asked over HTTP.</summary>
internal static class StatusVerb
{
    public static Command Command()
    {
        var data = new Option<string>("--data") { Description = "The installation's folder.", DefaultValueFactory = _ => "data" };
        var json = new Option<bool>("--json") { Description = "Print the queues, the account and the HR systems as one JSON object." };
        var command = new Command("status", "Show the queues, the account and the HR systems of a running installation. Exit code 1 when none runs.") { data, json };
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
            var queues = await http.GetStringAsync("/api/v1/queues", ct);
            var account = await http.GetStringAsync("/api/v1/account", ct);
            var systems = await http.GetStringAsync("/api/v1/hr-systems", ct);
            if (parsed.GetValue(json))
            {
                Console.WriteLine($$"""{"url":"{{endpoint.Url}}","queues":{{queues}},"account":{{account}},"hrSystems":{{systems}}}""");
                return ExitCode.Done;
            }

            Console.WriteLine($"ClearView on {endpoint.Url}");
            Print(queues);
            Print(account);
            Print(systems);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        foreach (var line in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Select(Line) : [Line(root)])
            Console.WriteLine("  " + line);
    }

    private static string Line(JsonElement element) =>
        string.Join("  ", element.EnumerateObject().Where(p => p.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null)).Select(p => $"{p.Name} {p.Value}"));
}

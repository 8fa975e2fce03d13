using System.CommandLine;
using ClearView.Simulators.Greenhouse;

namespace ClearView.Cli.Verbs;

/// <summary>HR systems of our own that speak the vendors' protocols.</summary>
internal static class SimulateVerb
{
    /// <summary>The demo hands its secret over here: arguments can be read by every user of a machine.</summary>
    public const string SecretVariable = "CLEARVIEW_SIMULATOR_SECRET";

    public static Command Command() => new("simulate", "Run an HR system of our own that speaks a vendor's protocol and misbehaves on request.") { Greenhouse() };

    private static Command Greenhouse()
    {
        var port = new Option<int>("--port") { Description = "On 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => 8090 };
        var samples = new Option<string?>("--samples") { Description = "Folder with candidates.json, jobs.json and the files they name." };
        var journal = new Option<string>("--journal") { Description = "File of JSON lines: every note, arrival, webhook and request; read back at start.", DefaultValueFactory = _ => "greenhouse-journal.jsonl" };
        var pace = new Option<double>("--pace") { Description = "Seconds between two arrivals; 0: all are there at once.", DefaultValueFactory = _ => 0 };
        var webhook = new Option<string?>("--webhook") { Description = "Where webhooks go." };
        var misbehave = new Option<string?>("--misbehave") { Description = "Names of faults with commas, or all: " + string.Join(", ", Fault.All) + "." };
        var seed = new Option<int>("--seed") { Description = "Chooses what the faults strike.", DefaultValueFactory = _ => 2026 };

        var command = new Command("greenhouse",
            $"Greenhouse Harvest v3 with invented candidates. Client id clearview-demo; client and webhook secret from {SecretVariable}, or 'made-up-for-the-demo'.")
        {
            port, samples, journal, pace, webhook, misbehave, seed,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var seconds = parsed.GetValue(pace);
            if (seconds is not (>= 0 and <= 86400))
                throw new UsageException("--pace takes 0 to 86400 seconds.");
            var options = new GreenhouseOptions
            {
                Port = parsed.GetValue(port),
                SamplesDirectory = Path.GetFullPath(parsed.GetValue(samples) ?? Home.Samples),
                JournalPath = parsed.GetValue(journal)!,
                Pace = TimeSpan.FromSeconds(seconds),
                WebhookUrl = Address.Parse("--webhook", parsed.GetValue(webhook)),
                Misbehave = parsed.GetValue(misbehave)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
                Seed = parsed.GetValue(seed),
            };
            if (Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret)
                options.ClientSecret = secret;
            options.WebhookSecret = options.ClientSecret;

            return await GreenhouseSimulator.RunAsync(options, ct);
        });
        return command;
    }
}

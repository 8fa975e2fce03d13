using System.CommandLine;
using ClearView.Cli.Drills;

namespace ClearView.Cli.Verbs;

/// <summary>Faults on purpose.</summary>
internal static class DrillVerb
{
    public static Command Command() => new("drill", "Make things fail on purpose, and leave behind what shows whether anything was lost or doubled.") { Kills() };

    private static Command Kills()
    {
        var kills = new Option<int>("--kills") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 100 };
        var seed = new Option<int>("--seed") { Description = "Chooses whom and when.", DefaultValueFactory = _ => 2026 };
        var data = new Option<string>("--data") { Description = "A fresh folder; the export and the simulator's journal stay in it.", Required = true };
        var samples = new Option<string?>("--samples") { Description = "The folder of the samples." };
        var json = new Option<bool>("--json") { Description = "Print the result only, as one JSON object." };
        var command = new Command("kills", "Do the demo's work in four processes on a private RabbitMQ while they and the broker are killed with SIGKILL; then run the judge (tools/Judge) on what it leaves.")
        {
            kills, seed, data, samples, json,
        };
        command.SetAction((parsed, ct) =>
        {
            var count = parsed.GetValue(kills);
            if (count is < 1 or > 1000)
                throw new UsageException("--kills takes 1 to 1000.");
            var folder = parsed.GetValue(data)!;
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new UsageException($"'{folder}' is not empty. A drill begins with nothing: name a fresh folder.");
            return KillDrill.RunAsync(
                new KillDrillOptions(count, parsed.GetValue(seed), folder, Path.GetFullPath(parsed.GetValue(samples) ?? Home.Samples), parsed.GetValue(json)), ct);
        });
        return command;
    }
}

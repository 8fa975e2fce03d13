using System.CommandLine;
using ClearView.Cli.Drills;
using ClearView.Cli.Drills.Sabotage;

namespace ClearView.Cli.Verbs;

/// <summary>Faults on purpose.</summary>
internal static class DrillVerb
{
    public static Command Command()
    {
        var command = new Command("drill", "Make things fail on purpose, and say whether anything was lost or doubled.");
        foreach (var drill in DrillCatalog.All)
            command.Subcommands.Add(One(drill));
        command.Subcommands.Add(Kills());
        return command;
    }

    private static Command One(Drill drill)
    {
        var options = new LoadOptions(seconds: 20);
        var command = new Command(drill.Name, drill.Says);
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var asked = options.Read(parsed);
            var result = await DrillRun.RunAsync(drill, asked, ct);
            if (!asked.Json)
                DrillTable.Write(Console.Out, [result]);
            Console.WriteLine(result.ToJson());
            return result.Held ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

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
            RefuseUsed(folder);
            return KillDrill.RunAsync(
                new KillDrillOptions(count, parsed.GetValue(seed), folder, Path.GetFullPath(parsed.GetValue(samples) ?? Home.Samples), parsed.GetValue(json)), ct);
        });
        return command;
    }

    private static void RefuseUsed(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new UsageException($"'{folder}' is not empty. A drill begins with nothing: name a fresh folder.");
    }

    /// <summary>What every drill takes.</summary>
    private sealed class LoadOptions(double seconds)
    {
        private readonly Option<double> _seconds = new("--seconds") { Description = "How long letters are sent while things fail, 1 to 86400.", DefaultValueFactory = _ => seconds };
        private readonly Option<int> _seed = new("--seed") { Description = "Chooses whom and when.", DefaultValueFactory = _ => 2026 };
        private readonly Option<string?> _sabotage = new("--sabotage")
        {
            Description = $"Break the library on purpose, to see that the drill notices: {string.Join(", ", SabotageText.Names)}.",
        };

        private readonly Option<string?> _data = new("--data") { Description = "A fresh folder; ledgers, store and logs stay in it." };
        private readonly Option<bool> _json = new("--json") { Description = "Print the result only, as one JSON object." };

        public void AddTo(Command command)
        {
            foreach (var option in (Option[])[_seconds, _seed, _sabotage, _data, _json])
                command.Options.Add(option);
        }

        public DrillOptions Read(ParseResult parsed)
        {
            var load = parsed.GetValue(_seconds);
            if (load is not (>= 1 and <= 86_400))
                throw new UsageException("--seconds takes 1 to 86400.");
            var sabotage = parsed.GetValue(_sabotage) is { } text
                ? SabotageText.Parse(text) ?? throw new UsageException($"--sabotage takes {string.Join(", ", SabotageText.Names)}; not '{text}'.")
                : SabotageKind.None;
            if (parsed.GetValue(_data) is { } folder)
                RefuseUsed(folder);
            return new DrillOptions(TimeSpan.FromSeconds(load), parsed.GetValue(_seed), sabotage, parsed.GetValue(_data), parsed.GetValue(_json));
        }
    }
}

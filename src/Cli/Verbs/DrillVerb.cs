using System.CommandLine;
using ClearView.Cli.Drills;
using ClearView.Cli.Drills.Sabotage;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Verbs;

/// <summary>Faults on purpose.</summary>
internal static class DrillVerb
{
    public static Command Command()
    {
        var command = new Command("drill", "Make things fail on purpose, and say whether anything was lost or doubled.");
        foreach (var drill in DrillCatalog.All)
            command.Subcommands.Add(One(drill));
        command.Subcommands.Add(Soak());
        command.Subcommands.Add(Series("all", "Every drill, one after the other.", seconds: 20, DrillSeries.AllAsync));
        command.Subcommands.Add(Series("prove", "Every drill with every sabotage: each must be noticed.", seconds: 5, DrillSeries.ProveAsync));
        command.Subcommands.Add(Kills());
        return command;
    }

    private static Command One(Drill drill)
    {
        var options = new LoadOptions(seconds: 20);
        var command = new Command(drill.Name, drill.Says);
        options.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(drill, options.Read(parsed), ct));
        return command;
    }

    private static Command Soak()
    {
        var options = new LoadOptions(seconds: 600);
        var without = Names("--without", $"Faults that are left out, of {string.Join(", ", Drills.Faults.Soak.Names)}.");
        var command = new Command("soak", "All that can go wrong, at random, in one run.") { without };
        options.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(DrillCatalog.Soak(Known(parsed, without, Drills.Faults.Soak.Names)), options.Read(parsed), ct));
        return command;
    }

    private static Command Series(string name, string says, double seconds, Func<IReadOnlyList<Drill>, DrillOptions, CancellationToken, Task<int>> run)
    {
        var options = new LoadOptions(seconds);
        IReadOnlyList<string> all = [.. DrillCatalog.All.Select(d => d.Name)];
        var only = Names("--only", "These alone, by name with commas.");
        var command = new Command(name, says) { only };
        options.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var chosen = Known(parsed, only, all);
            return run([.. DrillCatalog.All.Where(d => chosen.Length == 0 || chosen.Contains(d.Name))], options.Read(parsed), ct);
        });
        return command;
    }

    private static async Task<int> RunAsync(Drill drill, DrillOptions options, CancellationToken ct)
    {
        try
        {
            var result = await DrillRun.RunAsync(drill, options, ct);
            if (!options.Json)
                DrillTable.Write(Console.Out, [result]);
            Console.WriteLine(result.ToJson());
            return result.Held ? ExitCode.Done : ExitCode.Failed;
        }
        catch (CannotRunHereException e)
        {
            await Console.Error.WriteLineAsync($"clearview: the drill '{drill.Name}' cannot run here, because {e.Message}.");
            Console.WriteLine(new NotRun(drill.Name, e.Message).ToJson());
            return ExitCode.Failed;
        }
    }

    private static Option<string?> Names(string name, string says) => new(name) { Description = says };

    private static string[] Known(ParseResult parsed, Option<string?> option, IReadOnlyList<string> known)
    {
        var names = (parsed.GetValue(option) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.FirstOrDefault(n => !known.Contains(n)) is { } unknown
            ? throw new UsageException($"{option.Name} takes {string.Join(", ", known)}; not '{unknown}'.")
            : names;
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

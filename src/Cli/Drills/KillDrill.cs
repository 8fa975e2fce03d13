using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Demo;
using ClearView.Cli.Export;
using ClearView.Cli.Node;
using ClearView.Cli.Processes;

namespace ClearView.Cli.Drills;

/// <summary>
/// Does the demo's work in four processes around a private RabbitMQ while it kills them, and the broker, with SIGKILL. It judges nothing:
/// a program of its own compares the samples, the simulator's journal and the export that this leaves behind.
/// </summary>
internal sealed class KillDrill(SimulatedGreenhouse greenhouse, Supervisor supervisor, int kills, int seed, TextWriter? report)
{
    private const int BrakeMilliseconds = 40;
    private static readonly TimeSpan _longestWaitForWork = TimeSpan.FromSeconds(2);
    private readonly Random _random = new(seed);
    private int _whileHandling;
    private int _brokerKills;

    public static async Task<int> RunAsync(KillDrillOptions options, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var data = DemoMark.Claim(new DataFolder(options.Data));
        var demo = new DemoOptions
        {
            Broker = DemoOptions.RabbitMq,
            Processes = 4,
            Data = options.Data,
            Samples = options.Samples,
            Port = 0,
            Pace = TimeSpan.FromDays(1), // the drill calls them: the work lasts as long as the killing, however fast the machine is
            Once = true,
            Json = options.Json,
            Misbehave = null,
            Deadline = TimeSpan.FromMinutes(20),
            HandlingLog = true,
        };
        var hookPort = FreePort.Take();
        await using var greenhouse = new SimulatedGreenhouse(demo, data, hookPort);
        await using var supervisor = new Supervisor(demo, data, hookPort);
        await Task.WhenAll(greenhouse.StartAsync(ct), supervisor.PrepareAsync(ct));
        await supervisor.StartAsync(ct);
        var drill = new KillDrill(greenhouse, supervisor, options.Kills, options.Seed, options.Json ? null : Console.Out);
        await drill.KillAsync(ct);

        await using var progress = new DemoProgress(data);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(demo.Deadline);
        var account = await progress.WaitAsync(greenhouse, supervisor, options.Json ? null : Console.Out, deadline.Token);
        await supervisor.DisposeAsync();

        var export = Path.Combine(data.Path, "export");
        await ResultExport.WriteAsync(data, export, ct);
        var result = new KillDrillResult(
            options.Kills, drill._whileHandling, drill._brokerKills, options.Seed, account.Received, account.Matches, account.WrittenBack,
            account.DeadLetters, account.Unaccounted, export, data.SimulatorJournal, Math.Round(clock.Elapsed.TotalSeconds, 1));
        Console.WriteLine(JsonSerializer.Serialize(result, DrillJson.Default.KillDrillResult));
        foreach (var gap in account.Gaps)
            await Console.Error.WriteLineAsync("unaccounted: " + gap);
        return account.Unaccounted == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task KillAsync(CancellationToken ct)
    {
        foreach (var (_, function) in RoleCatalog.All)
            BrakeFile.Set(supervisor.Data.Control, function.Name, TimeSpan.FromMilliseconds(BrakeMilliseconds));

        var called = 1L; // the first comes by itself
        for (var kill = 1; kill <= kills; kill++)
        {
            var due = greenhouse.Candidates * kill / kills;
            if (due > called)
                await greenhouse.LetArriveAsync((int)(due - called), ct);
            called = Math.Max(called, due);
            await Task.Delay(_random.Next(50, 400), ct);
            // The broker takes eight seconds to come back, so it dies less often than the roles.
            var target = _random.Next(100) switch { < 35 => "functions", < 65 => "ai", < 82 => "hr", < 92 => "web", _ => "broker" };
            var held = target == "broker" ? await KillBrokerAsync(ct) : await KillRoleAsync(target, ct);
            report?.WriteLine($"kill {kill}/{kills}: {target}{(held ? ", with a message in its hands" : "")}");
        }

        foreach (var (_, function) in RoleCatalog.All)
            BrakeFile.Set(supervisor.Data.Control, function.Name, TimeSpan.Zero);
    }

    private async Task<bool> KillBrokerAsync(CancellationToken ct)
    {
        _brokerKills++;
        var held = Supervisor.Roles.Any(Holds);
        await supervisor.Broker!.KillAsync();
        await Task.Delay(_random.Next(0, 1000), ct);
        await supervisor.Broker.StartAsync(ct);
        if (held)
            _whileHandling++;
        return held;
    }

    private async Task<bool> KillRoleAsync(string role, CancellationToken ct)
    {
        // Most kills wait until the role has a message in its hands; without work they strike an idle process.
        var since = Stopwatch.StartNew();
        while (role != "web" && !Holds(role) && since.Elapsed < _longestWaitForWork)
            await Task.Delay(5, ct);

        var process = supervisor.Worker(role)?.Id;
        await supervisor.KillWorkerAsync(role);
        // What the dead process wrote counts, not what was seen before: it may have finished in between.
        var held = process is { } id && OpenIn(id);
        if (held)
            _whileHandling++;
        await supervisor.StartWorkerAsync(role, ct);
        return held;
    }

    private bool Holds(string role) => supervisor.Worker(role) is { IsRunning: true } worker && OpenIn(worker.Id);

    private bool OpenIn(int process)
    {
        var path = HandlingLog.PathIn(supervisor.Data, process);
        if (!File.Exists(path))
            return false;

        var open = new HashSet<string>(StringComparer.Ordinal);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file);
        while (lines.ReadLine() is { } line)
        {
            if (line.StartsWith("B ", StringComparison.Ordinal))
                open.Add(line[2..]);
            else if (line.StartsWith("E ", StringComparison.Ordinal))
                open.Remove(line[2..]);
        }

        return open.Count > 0;
    }
}

internal sealed record KillDrillOptions(int Kills, int Seed, string Data, string Samples, bool Json);

/// <param name="WhileHandling">Kills that struck while a message was being handled, by the dead process's own log.</param>
internal sealed record KillDrillResult(
    int Kills, int WhileHandling, int BrokerKills, int Seed, long Received, long Matches, long WrittenBack, long DeadLetters, long Unaccounted,
    string Export, string Journal, double Seconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(KillDrillResult))]
internal sealed partial class DrillJson : JsonSerializerContext;

using System.Text.Json;
using ClearView.Cli.PrivateRabbit;
using ClearView.Platform.Tests.Architecture;
using ClearView.Platform.Tests.Cli;

namespace ClearView.Platform.Tests.Installation;

/// <summary>ClearView as its users run it: the program as processes of its own, and the judge that knows none of its code.</summary>
internal sealed class Installed : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("clearview-installed-").FullName;

    public static string Samples => Path.Combine(Repository.Root, "samples");

    public string In(params string[] parts) => Path.Combine([_root, .. parts]);

    /// <summary>Skips on a machine without RabbitMQ; in CI that is a failure.</summary>
    public static void NeedsRabbit()
    {
        var missing = RabbitPackage.IsInstalled ? null : new RabbitMissingException("this test starts a real one").Message;
        if (missing is not null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(missing);
        Assert.SkipWhen(missing is not null, missing ?? "");
    }

    /// <summary>Runs the demo's work to its end and exports it beside its data.</summary>
    public async Task<JsonElement> DemoAsync(string name, params IReadOnlyList<string> options)
    {
        var run = await Command.ClearViewAsync(["demo", "--once", "--json", "--data", In(name), "--samples", Samples, "--deadline", "900", .. options]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        var export = await Command.ClearViewAsync("export", "--data", In(name), "--to", In(name + ".export"));
        Assert.True(export.ExitCode == 0, export.Output + export.Errors);
        return JsonDocument.Parse(run.Output).RootElement.Clone();
    }

    public Task<Verdict> JudgeAsync(string name) => JudgeAsync(In(name, "simulator", "journal.jsonl"), In(name + ".export"));

    public static async Task<Verdict> JudgeAsync(string journal, string export, string? samples = null)
    {
        var judge = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Judge", "debug", OperatingSystem.IsWindows() ? "ClearView.Judge.exe" : "ClearView.Judge"));
        var run = await Command.RunAsync(judge, ["--samples", samples ?? Samples, "--journal", journal, "--export", export], AppContext.BaseDirectory);
        Assert.True(run.ExitCode is 0 or 1, run.Output + run.Errors);
        return new Verdict(run.ExitCode == 0, run.Output);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <param name="Text">What the judge printed: one JSON object.</param>
    public sealed record Verdict(bool Ok, string Text);
}

using System.Diagnostics;
using System.Text.Json;
using ClearView.Cli.Node;
using ClearView.Cli.Processes;

namespace ClearView.Cli.Demo;

/// <summary>The demo from start to end: the HR system's simulator as a process of its own, then ClearView in one process or four.</summary>
internal static class DemoRun
{
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var fresh = options.Data is null;
        var data = DemoMark.Claim(new DataFolder(options.Data ?? Path.Combine(Path.GetTempPath(), "clearview-demo-" + Guid.NewGuid().ToString("N")[..12]), options.Store));
        try
        {
            if (!options.Once && !FreePort.IsFree(options.Port))
                throw new UsageException($"Port {options.Port} is taken. Name another with --port.");

            // In one process the webhooks come in beside the pages; in four the role hr has a port of its own.
            var hookPort = options.Once || options.Processes == 4 ? FreePort.Take() : options.Port;
            await using var greenhouse = new SimulatedGreenhouse(options, data, hookPort);
            await using IInstallation installation = options.Processes == 1
                ? new OneProcess(options, data, hookPort)
                : new Supervisor(options, data, hookPort);
            await Task.WhenAll(greenhouse.StartAsync(ct), installation.PrepareAsync(ct));
            await installation.StartAsync(ct);

            return options.Once
                ? await OnceAsync(options, data, greenhouse, installation, clock, ct)
                : await ShowAsync(installation, data, fresh, ct);
        }
        finally
        {
            if (fresh)
                Delete(data.Path);
        }
    }

    private static async Task<int> OnceAsync(
        DemoOptions options, DataFolder data, SimulatedGreenhouse greenhouse, IInstallation installation, Stopwatch clock, CancellationToken ct)
    {
        await using var progress = new DemoProgress(data);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(options.Deadline);
        var account = await progress.WaitAsync(greenhouse, installation, options.Json ? null : Console.Out, deadline.Token);
        var result = new DemoResult(
            installation.BrokerText, account.Received, account.Anonymized, account.HeldForReview, account.Stories, account.Tips, account.Skills,
            account.Matches, account.WrittenBack, account.DeadLetters, account.Unaccounted, Math.Round(clock.Elapsed.TotalSeconds, 1));

        if (options.Json)
            Console.WriteLine(JsonSerializer.Serialize(result, DemoJson.Default.DemoResult));
        else
            result.Print(await progress.CausesAsync(ct));
        foreach (var gap in account.Gaps)
            await Console.Error.WriteLineAsync("unaccounted: " + gap);
        return result.Unaccounted == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<int> ShowAsync(IInstallation installation, DataFolder data, bool fresh, CancellationToken ct)
    {
        Console.WriteLine($"""

            ClearView runs on {installation.BrokerText}.
            Open {installation.Url} and watch the candidates arrive; drop a r{'\u00e9'}sum{'\u00e9'} of your own there, or paste a job.
            Everything in the samples is invented. Data: {data.Path}{(fresh ? " (removed at the end; keep it with --data DIR)" : "")}
            Ctrl+C ends it.
            """);
        await installation.EndedAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Console.WriteLine("Ending cleanly ...");
        return ExitCode.Done;
    }

    private static void Delete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file that somebody still has open, or took for himself: the system's temp folder is cleaned by the system.
        }
    }
}

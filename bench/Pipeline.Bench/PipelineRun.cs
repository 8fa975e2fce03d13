using System.Diagnostics;
using System.Globalization;
using ClearView.Cli.Demo;
using ClearView.Cli.Node;
using ClearView.Hiring;
using ClearView.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Bench.Pipeline;

/// <summary>
/// One installation in this process, on a fresh folder: the résumés go in by HTTP, and the time ends when the store has every result of each,
/// or a reason for its lack. The clock includes whoever sends and whoever looks.
/// </summary>
internal static class PipelineRun
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(500);

    public static async Task<PipelineRow> RunAsync(string broker, Load load, TextWriter progress, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("clearview-bench-").FullName;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(_longest);
        try
        {
            var data = new DataFolder(Path.Combine(folder, "data"));
            await using var installation = new OneProcess(OptionsFor(broker, load), data, hookPort: 0);
            await installation.PrepareAsync(deadline.Token);
            await installation.StartAsync(deadline.Token);
            return await MeasureAsync(broker, installation, data, load, progress, deadline.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<PipelineRow> MeasureAsync(string broker, OneProcess installation, DataFolder data, Load load, TextWriter progress, CancellationToken ct)
    {
        using var sender = new Sender(new Uri(installation.Url), load);
        await using var store = StoreOnly.Open(data, "bench");
        await sender.SendJobAsync(ct);
        var (began, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var sending = sender.SendAllAsync(ct);
        while (!await IsDoneAsync(store, load))
        {
            if (sending.IsFaulted)
                await sending;
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"bench: {broker}: {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {sender.Sent} accepted"));
            await Task.Delay(_lookEvery, ct);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await sending;
        var account = await AccountAsync(store);
        return new PipelineRow(broker, load.Resumes, account, seconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, sender);
    }

    /// <summary>A count first: to look for gaps reads every row.</summary>
    private static async Task<bool> IsDoneAsync(ServiceProvider store, Load load)
    {
        await using var scope = store.CreateAsyncScope();
        var matched = (await scope.ServiceProvider.GetRequiredService<HiringDb>().QueryAsync<long>(
            "SELECT COUNT(*) + (SELECT COUNT(*) FROM held_resumes) + (SELECT COUNT(*) FROM dead_letters) FROM matches", new { }, CancellationToken.None)).Single();
        return matched >= load.Resumes && await AccountAsync(store) is { Unaccounted: 0 } account && account.Received >= load.Resumes;
    }

    private static async Task<Account> AccountAsync(ServiceProvider store)
    {
        await using var scope = store.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Accounting>().TakeAsync(TenantId.Default, CancellationToken.None);
    }

    private static DemoOptions OptionsFor(string broker, Load load) => new()
    {
        Broker = broker,
        Processes = 1,
        Data = null,
        Samples = load.Samples,
        Port = 0,
        Pace = TimeSpan.Zero,
        Once = true,
        Json = true,
        Misbehave = null,
        Deadline = _longest,
    };
}

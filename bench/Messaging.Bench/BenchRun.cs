using System.Diagnostics;
using System.Globalization;
using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench;

/// <summary>One run: a broker, a process for each row, rounds in turn; then latency, a killed broker, a backlog, the start of a process.</summary>
internal sealed class BenchRun(BenchOptions options, PrivateBroker broker, List<RowProcess> rows, BenchResult result)
{
    private const double DeathRate = 200;
    private const int StartUps = 5;

    // Sixteen handlers of 20 ms do 800 in a second.
    private const int SharedMessages = 8_000;
    private const double ServingSeconds = 6;
    private static readonly TimeSpan _deathAfter = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan _deathLoad = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _longestAnswer = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan _longestBacklog = TimeSpan.FromMinutes(25);

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("clearview-bench-").FullName;
        var rows = new List<RowProcess>();
        try
        {
            Say("starting a private RabbitMQ ...");
            await using var broker = await PrivateBroker.NewAsync(Path.Combine(folder, "rabbit"), withManagement: false, NodePlace.Alone with { OnAllProcessors = true }, ct);
            await broker.StartAsync(ct);
            var result = new BenchResult(options);
            await new BenchRun(options, broker, rows, result).RunAsync(ct);
            if (!options.Json)
                result.WriteTable(Console.Out);
            Console.WriteLine(result.ToJson());
            return result.HasFailures ? 1 : 0;
        }
        catch (RabbitMissingException e)
        {
            Say(e.Message);
            return 1;
        }
        finally
        {
            foreach (var row in rows)
                await row.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        if (options.Rounds > 0)
        {
            await OpenAsync(options.Rows);
            foreach (var (size, index) in options.Sizes.Select((s, i) => (s, i)))
                await MeasureAsync(size, index == 0 ? options.Rounds : (options.Rounds + 1) / 2, isFirst: index == 0, ct);
            await MeasureLatenciesAsync(ct);
            if (options.KillsBroker)
                await KillBrokerAsync(ct);
            await CloseAsync();
        }

        if (options.Backlog > 0)
            await EmptyBacklogsAsync(ct);
        if (options.Shares)
            await ShareAsync(ct);
        if (options.StartsUp)
            await StartUpAsync(ct);
    }

    private async Task OpenAsync(IEnumerable<string> names)
    {
        foreach (var row in names)
        {
            Say($"opening {row} ...");
            try
            {
                rows.Add(await RowProcess.OpenAsync(row, broker.Address, NameOf(row)));
            }
            catch (Exception e) when (e is InvalidOperationException or TimeoutException)
            {
                Say(e.Message);
                result.HasFailures = true;
            }
        }
    }

    private async Task MeasureAsync(int size, int rounds, bool isFirst, CancellationToken ct)
    {
        var measured = rows.Where(row => isFirst || !RowCatalog.IsForOneSize(row.Row)).ToList();
        foreach (var row in measured)
            Show("warm-up", row.Row, size, await row.ObeyAsync(new Order("throughput", size, isFirst ? Math.Min(4, options.Seconds * 2) : 0.5), _longestAnswer));

        for (var round = 1; round <= rounds; round++)
        {
            foreach (var row in measured)
            {
                ct.ThrowIfCancellationRequested();
                var before = BrokerCpu();
                var one = await row.ObeyAsync(new Order("throughput", size, options.Seconds), TimeSpan.FromSeconds(options.Seconds) + _longestAnswer);
                one = one with { BrokerCpuSecondsPer10k = (BrokerCpu() - before).TotalSeconds / Math.Max(1, one.Messages) * 10_000 };
                Show($"round {round} of {rounds}", row.Row, size, one);
                result.AddThroughput(row.Row, size, round, one);
            }
        }
    }

    private async Task MeasureLatenciesAsync(CancellationToken ct)
    {
        var size = options.Sizes[0];
        foreach (var row in rows.Where(row => !RowCatalog.IsForOneSize(row.Row)))
        {
            ct.ThrowIfCancellationRequested();
            var half = result.PerSecond(row.Row, size) / 2;
            if (half <= 0)
                continue;
            var one = await row.ObeyAsync(new Order("latency", size, options.Seconds, half), TimeSpan.FromSeconds(options.Seconds) + _longestAnswer);
            Say(one.Error is { } error ? $"latency of {row.Row} failed: {error}" : $"latency of {row.Row} at {half:0} msg/s: p50 {one.P50Ms:0.0} ms, p99 {one.P99Ms:0.0} ms");
            result.AddLatency(row.Row, half, one);
        }
    }

    /// <summary>All at once, at an even and modest rate: what is looked for is what is lost or doubled.</summary>
    private async Task KillBrokerAsync(CancellationToken ct)
    {
        Say("killing the broker under an even load ...");
        var order = new Order("deaths", options.Sizes[0], _deathLoad.TotalSeconds, DeathRate);
        var measuring = rows.Where(row => RowCatalog.MeetsDeadBroker(row.Row))
            .Select(async row => (row.Row, Measured: await row.ObeyAsync(order, _deathLoad + _longestAnswer))).ToList();
        await Task.Delay(_deathAfter, ct);
        await broker.KillAsync();
        await broker.StartAsync(ct);
        foreach (var (row, found) in await Task.WhenAll(measuring))
        {
            // What stands in the queue is late, not lost: its consumer did not come back in time.
            var waiting = found.Lost > 0 ? await QueueLengths.OfAsync(broker.Address, NameOf(row), ct) : 0;
            var measured = found with { Lost = Math.Max(0, found.Lost - waiting), Waiting = waiting };
            Say(measured.Error is { } error ? $"{row} with a killed broker failed: {error}"
                : $"{row} with a killed broker: {measured.Messages} confirmed, {measured.Lost} lost, {measured.Waiting} not delivered in time, {measured.Doubled} doubled, {measured.Refused} repeated, stall {measured.LongestStallMs:0} ms");
            result.AddDeath(row, measured);
        }
    }

    private async Task EmptyBacklogsAsync(CancellationToken ct)
    {
        foreach (var row in (string[])[RowCatalog.BareBacklog, RowCatalog.OursBacklog])
        {
            ct.ThrowIfCancellationRequested();
            await OpenAsync([row]);
            if (rows.Count == 0)
                continue;
            var size = options.Sizes[0];
            var filled = await rows[0].ObeyAsync(new Order("fill", size, 0, Most: options.Backlog), _longestBacklog);
            Show("filling", row, size, filled);
            var drained = await rows[0].ObeyAsync(new Order("drain", size, 0, Most: options.Backlog), _longestBacklog);
            Show("emptying", row, size, drained);
            Say($"{row}: memory {drained.SmallestMemory / 1_048_576} to {drained.LargestMemory / 1_048_576} MiB");
            result.AddBacklog(row, filled, drained);
            await CloseAsync();
        }
    }

    /// <summary>One worker, then two of them, on one queue that never runs empty.</summary>
    private async Task ShareAsync(CancellationToken ct)
    {
        var perSecond = new List<double>();
        foreach (var workers in (int[])[1, 2])
        {
            ct.ThrowIfCancellationRequested();
            await OpenAsync(Enumerable.Repeat(RowCatalog.OursSlow, workers));
            if (rows.Count < workers)
                return;
            var filled = await rows[0].ObeyAsync(new Order("fill", options.Sizes[0], 0, Most: workers * SharedMessages), _longestAnswer);
            var served = await Task.WhenAll(rows.Select(row => row.ObeyAsync(new Order("serve", options.Sizes[0], ServingSeconds), _longestAnswer)));
            await CloseAsync();
            if ((filled.Error ?? served.Select(s => s.Error).FirstOrDefault(e => e is not null)) is { } error)
            {
                Say($"{workers} workers of a function of 20 ms failed: {error}");
                result.HasFailures = true;
                return;
            }

            perSecond.Add(served.Sum(s => s.PerSecond));
            Say(string.Create(CultureInfo.InvariantCulture, $"{workers} workers of a function of 20 ms: {string.Join(" + ", served.Select(s => $"{s.PerSecond:0}"))} msg/s"));
        }

        result.AddWorkers(perSecond[0], perSecond[1]);
    }

    private async Task StartUpAsync(CancellationToken ct)
    {
        for (var i = 0; i <= StartUps; i++)
        {
            ct.ThrowIfCancellationRequested();
            if (await RowProcess.TimeStartUpAsync(broker.Address) is not { } milliseconds)
            {
                Say("the start with 50 functions failed.");
                continue;
            }

            Say($"start with 50 functions{(i == 0 ? ", their queues made" : "")}: {milliseconds:0} ms");
            if (i > 0)
                result.AddStartUp(milliseconds);
        }
    }

    /// <summary>On a machine that it shares with its clients, the broker's own time is the largest part of what a message costs.</summary>
    private TimeSpan BrokerCpu()
    {
        using var node = Process.GetProcessById(broker.ProcessId!.Value);
        return node.TotalProcessorTime;
    }

    private async Task CloseAsync()
    {
        foreach (var row in rows)
            await row.DisposeAsync();
        rows.Clear();
    }

    private static string NameOf(string row) => $"bench-{row.ToLowerInvariant()}";

    private static void Show(string when, string row, int size, Measured m) => Say(m.Error is { } error
        ? $"{when}: {row} at {size} B failed: {error}"
        : string.Create(CultureInfo.InvariantCulture, $"{when}: {row,-15} {size,6} B {m.PerSecond,8:0} msg/s {m.CpuSecondsPer10k:0.000} CPU s/10k (broker {m.BrokerCpuSecondsPer10k:0.000}) {m.BytesPerMessage:0} B/msg"));

    private static void Say(string text) => Console.Error.WriteLine("bench: " + text);
}

using System.Text.Json;
using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging.Bench.Load;

namespace ClearView.Messaging.Bench;

/// <summary>One run: a broker, a process for each row, rounds in turn.</summary>
internal static class BenchRun
{
    private static readonly JsonSerializerOptions _lines = new(JsonSerializerDefaults.Web);

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("clearview-bench-").FullName;
        var processes = new List<RowProcess>();
        try
        {
            Say("starting a private RabbitMQ ...");
            await using var broker = await PrivateBroker.NewAsync(Path.Combine(folder, "rabbit"), withManagement: false, ct, onAllProcessors: true);
            await broker.StartAsync(ct);
            foreach (var row in options.Rows)
                processes.Add(await RowProcess.OpenAsync(row, broker.Address, $"bench-{row.ToLowerInvariant()}"));

            var results = new List<(string Row, int Size, int Round, Measured Measured)>();
            foreach (var process in processes)
                Show("warm-up", process.Row, 1_024, await process.ObeyAsync(new Order("throughput", 1_024, Math.Min(4, options.Seconds * 2)), TimeSpan.FromSeconds(120)));
            foreach (var size in options.Sizes)
            {
                for (var round = 0; round < options.Rounds; round++)
                {
                    foreach (var process in processes)
                    {
                        var measured = await process.ObeyAsync(new Order("throughput", size, options.Seconds), TimeSpan.FromSeconds(options.Seconds + 150));
                        Show($"round {round + 1}", process.Row, size, measured);
                        results.Add((process.Row, size, round, measured));
                    }
                }
            }

            foreach (var size in options.Sizes)
            {
                foreach (var row in options.Rows)
                {
                    var own = results.Where(r => r.Row == row && r.Size == size).ToList();
                    var ratios = own.Select(r => r.Measured.PerSecond / results.First(b => b.Row == options.Rows[0] && b.Size == size && b.Round == r.Round).Measured.PerSecond).ToList();
                    Say($"{row,-14} {size,6} B  {Median(own.Select(r => r.Measured.PerSecond)),8:0} msg/s  ratio {Median(ratios):0.000}  {Median(own.Select(r => r.Measured.CpuPer10k)):0.000} s/10k  {Median(own.Select(r => r.Measured.BytesPerMessage)):0} B/msg");
                }
            }

            return 0;
        }
        finally
        {
            foreach (var process in processes)
                await process.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Show(string when, string row, int size, Measured m) => Say(m.Error is { } error
        ? $"{when}: {row} at {size} B failed: {error}"
        : $"{when}: {row,-14} {size,6} B  {m.PerSecond,8:0} msg/s  {m.CpuPer10k:0.000} s/10k  {m.BytesPerMessage:0} B/msg");

    private static void Say(string text) => Console.Error.WriteLine("bench: " + text);
}

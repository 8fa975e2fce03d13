using System.Diagnostics;
using System.Text.Json;
using ClearView.Messaging.Bench.Rows;

namespace ClearView.Messaging.Bench.Load;

/// <summary>A row in a process of its own: opens it, then obeys orders, one line of JSON each, until there are no more.</summary>
internal static class RowHost
{
    public const string Verb = "row";
    public const string Ready = "ready";
    public const string BrokerVariable = "CLEARVIEW_BENCH_BROKER";

    private static readonly TimeSpan _longestDrain = TimeSpan.FromSeconds(120);
    private const long MostAhead = 8 * Window.Size;

    public static async Task<int> RunAsync(string row, string name)
    {
        var answers = Console.Out;
        Console.SetOut(Console.Error); // a peer may greet its users
        var received = new Received();
        received.Begin();
        await using var opened = RowCatalog.All[row]();
        using var trace = new Activity("bench").Start(); // so that every row's messages carry a trace context
        await opened.OpenAsync(Environment.GetEnvironmentVariable(BrokerVariable) ?? "", name, received, CancellationToken.None);
        await answers.WriteLineAsync(Ready);

        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            var order = JsonSerializer.Deserialize<Order>(line)!;
            var measured = await ObeyAsync(opened, received, order);
            await answers.WriteLineAsync(JsonSerializer.Serialize(measured));
        }

        return 0;
    }

    private static async Task<Measured> ObeyAsync(IRow row, Received received, Order order)
    {
        try
        {
            return order.Do switch
            {
                "throughput" => await ThroughputAsync(row, received, order),
                _ => throw new ArgumentException($"'{order.Do}' is no order."),
            };
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return Measured.Failed($"{e.GetType().Name}: {e.Message}");
        }
    }

    private static async Task<Measured> ThroughputAsync(IRow row, Received received, Order order)
    {
        received.Begin();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (cpu, bytes, started) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());

        var feed = new Feed(BenchRecord.OfSize(order.Size), TimeSpan.FromSeconds(order.Seconds), order.Most > 0 ? order.Most : long.MaxValue, MostAhead, received);
        await row.PublishAllAsync(feed, CancellationToken.None);
        await received.WhenAsync(feed.Count, _longestDrain);

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        return new Measured(
            feed.Count, seconds, feed.Count / seconds,
            (process.TotalProcessorTime - cpu).TotalSeconds / feed.Count * 10_000,
            (GC.GetTotalAllocatedBytes() - bytes) / (double)feed.Count,
            Effects: await row.EffectsAsync(CancellationToken.None));
    }
}

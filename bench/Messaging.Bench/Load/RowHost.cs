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

    public static string Broker => Environment.GetEnvironmentVariable(BrokerVariable) ?? "";

    public static async Task<int> RunAsync(string row, string name)
    {
        var answers = Console.Out;
        Console.SetOut(Console.Error); // a peer may greet its users
        var received = new Received();
        received.Begin();
        using var trace = new Activity("bench").Start(); // so that every row's messages carry a trace context
        await using var opened = RowCatalog.All[row]();
        await opened.OpenAsync(Broker, name, received, CancellationToken.None);
        await answers.WriteLineAsync(Ready);

        while (await Console.In.ReadLineAsync() is { Length: > 0 } line)
        {
            var measured = await ObeyAsync(opened, received, JsonSerializer.Deserialize<Order>(line)!);
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
                "throughput" => await Throughput.MeasureAsync(row, received, order),
                "latency" => await Latency.MeasureAsync(row, received, order),
                "deaths" => await Deaths.MeasureAsync(row, received, order),
                "fill" => await Backlog.FillAsync(row, received, order),
                "serve" => await Serving.MeasureAsync((IBacklogRow)row, received, order),
                "drain" => await Backlog.DrainAsync((IBacklogRow)row, received, order),
                _ => throw new ArgumentException($"'{order.Do}' is no order."),
            };
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync(e.ToString());
            return Measured.Failed($"{e.GetType().Name}: {e.Message}");
        }
    }
}

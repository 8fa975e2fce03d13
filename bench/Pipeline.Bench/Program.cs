using System.CommandLine;
using ClearView.Bench.Pipeline;
using ClearView.Cli.Benches;
using ClearView.Cli.Demo;
using ClearView.Cli.Node;

// The whole way, measured: './clearview bench pipeline --help'.
var json = new Option<bool>("--json") { Description = "Print the result only, as one JSON object; without it progress is told on the way." };
var resumes = new Option<int>("--resumes") { Description = "How many text r\u00e9sum\u00e9s are sent, 10 to 100000.", DefaultValueFactory = _ => 10_000 };
var clients = new Option<int>("--clients") { Description = "How many send at once, 1 to 256.", DefaultValueFactory = _ => 16 };
var broker = new Option<string>("--broker") { Description = "embedded, rabbitmq (a private one) or both in turn.", DefaultValueFactory = _ => "both" };
var samples = new Option<string>("--samples") { Description = "The folder with the invented r\u00e9sum\u00e9s and jobs that the load is made of.", DefaultValueFactory = _ => "samples" };
var root = new RootCommand("R\u00e9sum\u00e9s a second from intake to the last stored effect, on this machine's processors. The last line is one JSON object.")
{
    json, resumes, clients, broker, samples,
};
root.SetAction(async (parsed, ct) =>
{
    string[] brokers = parsed.GetValue(broker) switch
    {
        "both" => [NodeOptions.Embedded, DemoOptions.RabbitMq],
        NodeOptions.Embedded => [NodeOptions.Embedded],
        DemoOptions.RabbitMq => [DemoOptions.RabbitMq],
        _ => [],
    };
    var load = new Load(parsed.GetValue(resumes), parsed.GetValue(clients), parsed.GetValue(samples)!);
    var wrong = brokers.Length == 0 ? "--broker takes embedded, rabbitmq or both." : load.Wrong;
    if (wrong is not null)
    {
        await Console.Error.WriteLineAsync("bench: " + wrong);
        return 2;
    }

    var progress = parsed.GetValue(json) ? TextWriter.Null : Console.Error;
    var surroundings = Surroundings.Now();
    var rows = new List<PipelineRow>();
    foreach (var one in brokers)
        rows.Add(await PipelineRun.RunAsync(one, load, progress, ct));
    Console.WriteLine(PipelineResult.Of(load, rows, surroundings).ToJson());
    return rows.TrueForAll(row => row.Unaccounted == 0) ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

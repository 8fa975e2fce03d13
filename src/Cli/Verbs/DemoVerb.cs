using System.CommandLine;
using ClearView.Cli.Demo;
using ClearView.Cli.Node;

namespace ClearView.Cli.Verbs;

/// <summary>The whole of ClearView on invented candidates.</summary>
internal static class DemoVerb
{
    public static Command Command()
    {
        var broker = new Option<string>("--broker") { Description = "embedded, rabbitmq (a private one, installed when missing) or an amqp:// address.", DefaultValueFactory = _ => NodeOptions.Embedded };
        var processes = new Option<int?>("--processes") { Description = "1 or 4 (web, ai, functions, hr); default: 1 on the embedded broker, which serves no more, 4 on RabbitMQ." };
        var data = new Option<string?>("--data") { Description = "Keep everything in this folder, and go on from it when given again; default: a fresh one, removed at the end." };
        var store = StorePlace.Option();
        var once = new Option<bool>("--once") { Description = "Process everything without a page or pacing, print the account, end. Exit code 1 when anything is unaccounted for." };
        var json = new Option<bool>("--json") { Description = "With --once: print the account as one JSON object." };
        var port = new Option<int>("--port") { Description = "The page's port on 127.0.0.1.", DefaultValueFactory = _ => 8080 };
        var pace = new Option<double>("--pace") { Description = "Seconds between two arrivals.", DefaultValueFactory = _ => 2.0 };
        var samples = new Option<string?>("--samples") { Description = "The folder of the samples." };
        var misbehave = new Option<string?>("--misbehave") { Description = "What the HR system's simulator does wrong: names with commas, or all. See 'simulate greenhouse --help'." };
        var deadline = new Option<double>("--deadline") { Description = "With --once: give up after so many seconds.", DefaultValueFactory = _ => 180 };

        var command = new Command("demo", "Run everything on invented candidates: open http://127.0.0.1:8080 and watch.")
        {
            broker, processes, data, store, once, json, port, pace, samples, misbehave, deadline,
        };
        command.SetAction((parsed, ct) =>
        {
            var chosen = parsed.GetValue(broker)!;
            var seconds = parsed.GetValue(pace);
            if (seconds is not (>= 0 and <= 3600) || parsed.GetValue(deadline) is not (> 0 and <= 86400))
                throw new UsageException("--pace takes 0 to 3600 seconds, --deadline up to 86400.");
            var options = new DemoOptions
            {
                Broker = chosen,
                Processes = parsed.GetValue(processes) ?? (chosen == NodeOptions.Embedded ? 1 : 4),
                Data = parsed.GetValue(data),
                Store = StorePlace.Parse(parsed.GetValue(store)!),
                Samples = Path.GetFullPath(parsed.GetValue(samples) ?? Home.Samples),
                Port = parsed.GetValue(port),
                Pace = parsed.GetValue(once) ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds),
                Once = parsed.GetValue(once),
                Json = parsed.GetValue(json),
                Misbehave = parsed.GetValue(misbehave),
                Deadline = TimeSpan.FromSeconds(parsed.GetValue(deadline)),
            };
            options.Check();
            return DemoRun.RunAsync(options, ct);
        });
        return command;
    }
}

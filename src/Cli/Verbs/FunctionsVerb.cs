using System.CommandLine;
using ClearView.Cli.Joining;
using ClearView.Cli.Node;
using ClearView.Cli.Replays;
using ClearView.Messaging.History;

namespace ClearView.Cli.Verbs;

/// <summary>The functions of an installation, their way through history, and functions that were built apart from it.</summary>
internal static class FunctionsVerb
{
    public static Command Command() => new("functions", "Show the functions, let one catch up with history, run one that was built apart.") { List(), Replay(), Run() };

    private static Command List()
    {
        var (data, store, json) = (Data(), StorePlace.Option(), Json());
        var command = new Command("list", "Each function, what it takes, and how far it has caught up with history.") { data, store, json };
        command.SetAction((parsed, ct) => FunctionList.RunAsync(Folder(parsed, data, store), parsed.GetValue(json), ct));
        return command;
    }

    private static Command Replay()
    {
        var (data, store, json, broker) = (Data(), StorePlace.Option(), Json(), Broker());
        var name = new Argument<string>("NAME") { Description = "The function." };
        var shadow = new Option<bool>("--shadow") { Description = "Change nothing: show what the function would do with history, against what is stored and was published." };
        var since = new Option<string?>("--since") { Description = "Nothing from before: a date such as 2026-11-01, or an age such as 36h or 7d." };
        var limit = new Option<int>("--limit") { Description = "With --shadow: messages that are handled at most, the oldest first.", DefaultValueFactory = _ => 10_000 };
        var rate = new Option<int?>("--rate") { Description = $"Messages a second that it is given. Default: {new HistoryOptions().Rate}, with --shadow {ShadowHost.Rate}." };
        var wait = new Option<bool>("--wait") { Description = "Without --shadow: follow it until it is done. Some process must run the function meanwhile." };
        var command = new Command("replay",
            "Give a function all that history has and it had not, beside its live mail. Exit code 3 with --shadow: it would do something other than was done.")
        {
            name, shadow, since, limit, rate, wait, data, store, broker, json,
        };
        command.SetAction((parsed, ct) =>
        {
            // Passed over, each would do more than was asked for: the one all of history, the other nothing to wait for.
            if (parsed.GetResult(limit) is { Implicit: false } && !parsed.GetValue(shadow))
                throw new UsageException("--limit goes with --shadow. Without it all since --since is handled.");
            if (parsed.GetValue(wait) && parsed.GetValue(shadow))
                throw new UsageException("--wait does not go with --shadow, which ends by itself.");
            var folder = Folder(parsed, data, store);
            var replay = new ReplayOptions(
                parsed.GetValue(name)!, ReplayOptions.SinceOf(parsed.GetValue(since), TimeProvider.System.GetUtcNow()),
                Positive("--rate", parsed.GetValue(rate)), Positive("--limit", parsed.GetValue(limit))!.Value, parsed.GetValue(json));
            return parsed.GetValue(shadow)
                ? ShadowHost.RunAsync(replay, folder, Address(parsed, broker), ct)
                : ReplayRequest.RunAsync(replay, folder, parsed.GetValue(wait), ct);
        });
        return command;
    }

    private static Command Run()
    {
        var (data, store, broker) = (Data(), StorePlace.Option(), Broker());
        var names = new Argument<string[]>("NAME") { Description = "Those of the assembly's functions that are to run; default: all.", Arity = ArgumentArity.ZeroOrMore };
        var assembly = new Option<string>("--assembly") { Description = "The assembly: a public class whose name ends in Catalog lists its functions, as All.", Required = true };
        var command = new Command("run", "Run functions of an assembly that was built apart, beside an installation that runs, until Ctrl+C.") { names, assembly, data, store, broker };
        command.SetAction((parsed, ct) => JoinedNode.RunAsync(
            JoinedAssembly.Load(parsed.GetValue(assembly)!, parsed.GetValue(names) ?? []), Folder(parsed, data, store), Address(parsed, broker), ct));
        return command;
    }

    private static Option<string> Data() => new("--data") { Description = "The installation's folder.", DefaultValueFactory = _ => "data" };

    private static Option<bool> Json() => new("--json") { Description = "One JSON object, for scripts." };

    private static Option<string> Broker() => new("--broker")
    {
        Description = $"embedded or amqp://user:password@host:5672/vhost. Default: ${UpVerb.BrokerVariable}, or embedded.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(UpVerb.BrokerVariable) is { Length: > 0 } address ? address : NodeOptions.Embedded,
    };

    private static DataFolder Folder(ParseResult parsed, Option<string> data, Option<string> store) =>
        new(parsed.GetValue(data)!, StorePlace.Parse(parsed.GetValue(store)!));

    private static string Address(ParseResult parsed, Option<string> broker)
    {
        var address = parsed.GetValue(broker)!;
        return address == NodeOptions.Embedded || Verbs.Address.IsBroker(address)
            ? address
            : throw new UsageException("--broker takes 'embedded' or an address such as amqp://user:password@host:5672/vhost.");
    }

    private static int? Positive(string option, int? number) =>
        number is null or > 0 ? number : throw new UsageException($"{option} takes a number from 1 on, not '{number}'.");
}

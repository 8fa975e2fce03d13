using System.CommandLine;
using ClearView.Cli.Broker;
using ClearView.Cli.Node;
using ClearView.Messaging.RabbitMq.Layout.Planning;

namespace ClearView.Cli.Verbs;

/// <summary>The intended topology against what really stands at the broker.</summary>
internal static class BrokerVerb
{
    private const string Codes = "Exit code 0: all is as intended; 3: something is not; 4: what could be seen is, and not all could be seen; 1: the broker cannot be asked.";

    public static Command Command() => new("broker", "Compare the broker with what is intended, and put it right.") { Check(), Plan(), Apply() };

    private static Command Check()
    {
        var (broker, management, data, json) = Where();
        var command = new Command("check", "Say how the broker differs from what is intended and which promise that breaks; nothing is changed. " + Codes) { broker, management, data, json };
        command.SetAction((parsed, ct) => TopologyReports.CheckAsync(Options(parsed, broker, management, data), parsed.GetValue(json), ct));
        return command;
    }

    private static Command Plan()
    {
        var (broker, management, data, json) = Where();
        var (orphans, replace) = More();
        var command = new Command("plan", "Say what 'apply' would do, in its order; nothing is changed. Exit codes as of 'check'.") { broker, management, data, json, orphans, replace };
        command.SetAction((parsed, ct) => TopologyReports.PlanAsync(Options(parsed, broker, management, data), Options(parsed, orphans, replace), parsed.GetValue(json), ct));
        return command;
    }

    private static Command Apply()
    {
        var (broker, management, data, json) = Where();
        var (orphans, replace) = More();
        var command = new Command("apply", "Make what is missing, unbind what is no longer wanted; no message is ever deleted. Exit code 3: something was refused or failed.")
        {
            broker, management, data, json, orphans, replace,
        };
        command.SetAction((parsed, ct) => TopologyReports.ApplyAsync(Options(parsed, broker, management, data), Options(parsed, orphans, replace), parsed.GetValue(json), ct));
        return command;
    }

    private static (Option<string> Broker, Option<string?> Management, Option<string> Data, Option<bool> Json) Where() => (
        new("--broker")
        {
            Description = $"embedded or amqp://user:password@host:5672/vhost. Default: ${UpVerb.BrokerVariable}, or embedded.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(UpVerb.BrokerVariable) is { Length: > 0 } address ? address : NodeOptions.Embedded,
        },
        new("--management") { Description = "RabbitMQ's management API, e.g. http://127.0.0.1:15672, asked as the broker's user. Without it bindings, policies and queues that no function has are not seen." },
        new("--data") { Description = "The installation's folder, for the embedded broker.", DefaultValueFactory = _ => "data" },
        new("--json") { Description = "One JSON object, for scripts." });

    private static (Option<bool> Orphans, Option<bool> Replace) More() => (
        new("--remove-orphans") { Description = "Unbind queues that no function has, and delete those that are empty and that nobody reads." },
        new("--replace-empty") { Description = "Delete and make again what has other settings, when it is empty and no other process is connected." });

    private static BrokerOptions Options(ParseResult parsed, Option<string> broker, Option<string?> management, Option<string> data)
    {
        var address = parsed.GetValue(broker)!;
        if (address != NodeOptions.Embedded && !Address.IsBroker(address))
            throw new UsageException("--broker takes 'embedded' or an address such as amqp://user:password@host:5672/vhost.");
        return new BrokerOptions(address, Address.Parse("--management", parsed.GetValue(management)), new DataFolder(parsed.GetValue(data)!));
    }

    private static PlanOptions Options(ParseResult parsed, Option<bool> orphans, Option<bool> replace) => new(parsed.GetValue(orphans), parsed.GetValue(replace));
}

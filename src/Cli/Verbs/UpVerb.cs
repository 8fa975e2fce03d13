using System.CommandLine;
using ClearView.Cli.Node;
using ClearView.Messaging;

namespace ClearView.Cli.Verbs;

/// <summary>Runs roles until it is told to stop.</summary>
internal static class UpVerb
{
    /// <summary>An address holds a password, and arguments can be read by every user of a machine.</summary>
    public const string BrokerVariable = "CLEARVIEW_BROKER";

    public static Command Command()
    {
        var roles = new Option<string>("--roles") { Description = "web, ai, functions, hr (several with commas) or all.", DefaultValueFactory = _ => "all" };
        var broker = new Option<string>("--broker")
        {
            Description = $"embedded (one process, all roles) or amqp://user:password@host:5672/vhost. Default: ${BrokerVariable}, or embedded.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(BrokerVariable) is { Length: > 0 } address ? address : NodeOptions.Embedded,
        };
        var data = new Option<string>("--data") { Description = "The folder that holds store, vault and keys; shared by all roles of an installation.", DefaultValueFactory = _ => "data" };
        var store = StorePlace.Option();
        var port = new Option<int?>("--port") { Description = "The web's port on 127.0.0.1; 0 takes a free one. Default: 8080 with the role web, a free one otherwise." };
        var name = new Option<string?>("--name") { Description = "Names this process among those of the same role; default: its roles." };
        var hr = new Option<string?>("--hr-systems") { Description = "JSON file with the HR systems' settings; default: hr-systems.json in the data folder, when it is there." };
        var handling = new Option<bool>("--handling-log") { Description = "Write which messages are being handled into the data folder, for drills.", Hidden = true };
        var controls = new Option<string?>("--controls") { Description = "Where the demo's supervisor listens.", Hidden = true };
        var samples = new Option<string?>("--samples") { Description = "Show invented originals from this folder.", Hidden = true };
        var management = new Option<string?>("--management") { Description = "RabbitMQ's management API, e.g. http://127.0.0.1:15672: the operations page then shows more." };
        var shares = new Option<string?>("--shares") { Description = "What tenants get beside each other when there is too much for all, e.g. acme=3,globex=2; who is not named has 1." };

        var command = new Command("up", "Run ClearView, or some of its roles, until Ctrl+C.")
        {
            roles, broker, data, store, port, name, hr, management, shares, handling, controls, samples,
        };
        command.SetAction((parsed, ct) =>
        {
            var chosen = RoleCatalog.Parse(parsed.GetValue(roles)!);
            var options = new NodeOptions
            {
                Roles = chosen,
                Broker = parsed.GetValue(broker)!,
                Data = new DataFolder(parsed.GetValue(data)!, StorePlace.Parse(parsed.GetValue(store)!)),
                Port = parsed.GetValue(port) ?? (chosen.HasFlag(Roles.Web) ? 8080 : 0),
                Name = parsed.GetValue(name) ?? RoleCatalog.Text(chosen),
                HrSystems = parsed.GetValue(hr),
                Management = Address.Parse("--management", parsed.GetValue(management)),
                Shares = SharesOf(parsed.GetValue(shares)),
                HandlingLog = parsed.GetValue(handling),
                Controls = parsed.GetValue(controls),
                Samples = parsed.GetValue(samples),
            };
            options.Check();
            return RunningNode.RunAsync(options, ct);
        });
        return command;
    }

    private static TenantShares SharesOf(string? text)
    {
        try
        {
            return text is null ? TenantShares.Equal : TenantShares.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UsageException($"--shares: {e.Message}");
        }
    }
}

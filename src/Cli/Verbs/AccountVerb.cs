using System.CommandLine;
using ClearView.Cli.Accounts;
using ClearView.Cli.Node;
using ClearView.Cli.Replays;
using ClearView.Messaging.Store.Accounts;

namespace ClearView.Cli.Verbs;

/// <summary>Every message that was published, and what became of it at each function that takes it.</summary>
internal static class AccountVerb
{
    private const int MostNamed = 100_000;
    private const int LongestSettle = 3600;

    public static Command Command()
    {
        var data = new Option<string>("--data") { Description = "The installation's folder.", DefaultValueFactory = _ => "data" };
        var store = StorePlace.Option();
        var broker = new Option<string>("--broker")
        {
            Description = $"embedded or amqp://user:password@host:5672/vhost. Default: ${UpVerb.BrokerVariable}, or embedded.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(UpVerb.BrokerVariable) is { Length: > 0 } address ? address : NodeOptions.Embedded,
        };
        var management = new Option<string?>("--management") { Description = "RabbitMQ's management API, e.g. http://127.0.0.1:15672: it tells what processes have in hand." };
        var since = new Option<string?>("--since") { Description = "Nothing that was published before: a date such as 2026-11-01, or an age such as 36h or 7d." };
        var function = new Option<string?>("--function") { Description = "Only what this function is owed." };
        var tenant = new Option<string?>("--tenant") { Description = "Only messages of this tenant." };
        var most = new Option<int>("--most") { Description = $"Gaps that are named, the oldest first, up to {MostNamed}; all are counted.", DefaultValueFactory = _ => 50 };
        var settle = new Option<double>("--settle")
        {
            Description = "Seconds after which a message that is nowhere is looked for once more, before it is named.",
            DefaultValueFactory = _ => AccountOptions.UsualSettle.TotalSeconds,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object, for scripts." };
        var command = new Command("account",
            "Say of every published message, and each function that takes it, in which state it is, and name what is in none. Nothing is changed. Exit code 0: nothing is unaccounted for; 1: something is, or it cannot be told.")
        {
            since, function, tenant, most, settle, data, store, broker, management, json,
        };
        command.SetAction((parsed, ct) =>
        {
            if (parsed.GetValue(most) is not (>= 0 and <= MostNamed))
                throw new UsageException($"--most takes 0 to {MostNamed}.");
            if (parsed.GetValue(settle) is not (>= 0 and <= LongestSettle))
                throw new UsageException($"--settle takes 0 to {LongestSettle} seconds.");
            var address = parsed.GetValue(broker)!;
            if (address != NodeOptions.Embedded && !Address.IsBroker(address))
                throw new UsageException("--broker takes 'embedded' or an address such as amqp://user:password@host:5672/vhost.");
            var options = new AccountOptions(
                ReplayOptions.SinceOf(parsed.GetValue(since), TimeProvider.System.GetUtcNow()), parsed.GetValue(function), parsed.GetValue(tenant),
                parsed.GetValue(most), TimeSpan.FromSeconds(parsed.GetValue(settle)));
            return AskAccount.RunAsync(new AccountQuery(
                new DataFolder(parsed.GetValue(data)!, StorePlace.Parse(parsed.GetValue(store)!)), address, Address.Parse("--management", parsed.GetValue(management)),
                options, parsed.GetValue(json)), ct);
        });
        return command;
    }
}

using System.Text.Json;
using ClearView.Messaging.RabbitMq.Layout.Comparing;

namespace ClearView.Messaging.RabbitMq.Inspecting;

/// <summary>What the management API tells of one virtual host. Each part is asked for by itself: a user may read some and not others.</summary>
internal sealed record Management
{
    public IReadOnlyList<StandingQueue>? Queues { get; private init; }

    public IReadOnlyList<StandingExchange>? Exchanges { get; private init; }

    public IReadOnlyList<StandingBinding>? Bindings { get; private init; }

    public IReadOnlyList<StandingPolicy>? Policies { get; private init; }

    public IReadOnlyList<StandingNode>? Nodes { get; private init; }

    public IReadOnlyList<string>? DisabledFeatures { get; private init; }

    public StandingRights? Rights { get; private init; }

    public int? Connections { get; private init; }

    public required IReadOnlyList<NotKnown> NotKnown { get; init; }

    /// <summary>Everything that AMQP alone does not tell.</summary>
    public static IReadOnlyList<string> Parts { get; } =
    [
        "queues that no function has, and what they hold", "types and arguments of queues and exchanges, each by name", "bindings", "policies",
        "nodes, their limits and alarms", "feature flags", "the user's rights",
    ];

    public static Management Unknown(string why) => new() { NotKnown = [.. Parts.Select(part => new NotKnown(part, why))] };

    public static async Task<Management> ReadAsync(ManagementApi api, CancellationToken ct)
    {
        var vhost = api.VirtualHost;
        var asking = new
        {
            Queues = api.AskAsync($"api/queues/{vhost}", ct),
            Exchanges = api.AskAsync($"api/exchanges/{vhost}", ct),
            Bindings = api.AskAsync($"api/bindings/{vhost}", ct),
            Policies = api.AskAsync($"api/policies/{vhost}", ct),
            OperatorPolicies = api.AskAsync($"api/operator-policies/{vhost}", ct),
            Nodes = api.AskAsync("api/nodes", ct),
            Features = api.AskAsync("api/feature-flags", ct),
            Rights = api.AskAsync($"api/permissions/{vhost}/{Uri.EscapeDataString(api.User)}", ct, JsonValueKind.Object),
            Myself = api.AskAsync("api/whoami", ct, JsonValueKind.Object),
            Connections = api.AskAsync($"api/vhosts/{vhost}/connections", ct),
        };

        var queues = await asking.Queues;
        if (queues.WhyNot is { } whyNothing)
            return Unknown(whyNothing);

        var (policies, operatorPolicies) = (await asking.Policies, await asking.OperatorPolicies);
        var parts = new (string Part, Told Told)[]
        {
            (Parts[1], await asking.Exchanges), (Parts[2], await asking.Bindings), (Parts[3], policies.Json is null ? policies : operatorPolicies),
            (Parts[4], await asking.Nodes), (Parts[5], await asking.Features), (Parts[6], await asking.Rights),
        };
        return new Management
        {
            Queues = List(queues, ManagementJson.Queue),
            Exchanges = List(await asking.Exchanges, ManagementJson.Exchange),
            Bindings = List(await asking.Bindings, ManagementJson.Binding)?.Where(b => b.Exchange.Length > 0).ToList(),
            Policies = List(policies, p => ManagementJson.Policy(p, byOperator: false)) is { } ours && List(operatorPolicies, p => ManagementJson.Policy(p, byOperator: true)) is { } theirs
                ? [.. ours, .. theirs]
                : null,
            Nodes = List(await asking.Nodes, ManagementJson.Node),
            DisabledFeatures = List(await asking.Features, f => (Name: ManagementJson.Text(f, "name"), State: ManagementJson.Text(f, "state")))
                ?.Where(f => f is { Name: not null, State: "disabled" }).Select(f => f.Name!).ToList(),
            Rights = (await asking.Rights).Json is { } rights ? ManagementJson.Rights(rights) : null,
            // Others than an administrator or a monitor see only their own connections.
            Connections = SeesAll((await asking.Myself).Json) ? (await asking.Connections).Json?.GetArrayLength() : null,
            NotKnown =
            [
                .. parts.Where(p => p.Told.WhyNot is not null).Select(p => new NotKnown(p.Part, p.Told.WhyNot!)),
                .. List(await asking.Nodes, ManagementJson.Node)?.Where(n => n is { Running: true, DiskLimit: null })
                    .Select(n => new NotKnown($"the limits and alarms of '{n.Name}'", "it has not told them yet: ask again in some seconds")) ?? [],
            ],
        };
    }

    private static List<T>? List<T>(Told told, Func<JsonElement, T> read) => told.Json?.EnumerateArray().Select(read).ToList();

    // The tags are a list from 3.9 on and a text with commas before.
    private static bool SeesAll(JsonElement? myself) =>
        myself is { } me && me.TryGetProperty("tags", out var tags)
        && (tags.GetRawText().Contains("administrator", StringComparison.Ordinal) || tags.GetRawText().Contains("monitoring", StringComparison.Ordinal));
}

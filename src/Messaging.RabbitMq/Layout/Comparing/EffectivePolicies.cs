using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Which policies act on a queue: of the users' the one with the highest priority, and so of the operators'. Matched here, because the broker tells it some seconds late.</summary>
internal static class EffectivePolicies
{
    // A policy that holds one of these is passed over for quorum queues, all of it.
    private static readonly string[] _notForQuorum =
    [
        "max-priority", "queue-mode", "queue-version", "queue-master-locator", "single-active-consumer", "ha-mode", "ha-params", "ha-sync-mode", "ha-sync-batch-size",
        "ha-promote-on-shutdown", "ha-promote-on-failure", "max-age", "stream-max-segment-size-bytes", "initial-cluster-size",
    ];

    /// <summary>Of several with the same priority it is not said which acts: all of them are told.</summary>
    public static IReadOnlyList<StandingPolicy> On(QueueSpec queue, IReadOnlyList<StandingPolicy> policies)
    {
        var type = queue.Arguments.TextOf(Arguments.QueueType);
        return Highest(policies.Where(p => IsFor(p.AppliesTo, type) && Patterns.Match(p.Pattern, queue.Name) && (type != "quorum" || PassedOver(p) is null)));
    }

    public static IReadOnlyList<StandingPolicy> On(ExchangeSpec exchange, IReadOnlyList<StandingPolicy> policies) =>
        Highest(policies.Where(p => p.AppliesTo is "all" or "exchanges" && Patterns.Match(p.Pattern, exchange.Name)));

    /// <summary>The key for which a quorum queue passes the policy over.</summary>
    public static string? PassedOver(StandingPolicy policy) => _notForQuorum.FirstOrDefault(policy.Definition.ContainsKey);

    /// <summary>A key's value, the operators' last: they win, or the smaller limit does.</summary>
    public static IEnumerable<(string Key, object? Value, StandingPolicy Policy)> Keys(IEnumerable<StandingPolicy> policies) =>
        policies.SelectMany(p => p.Definition.Select(d => (d.Key, d.Value, p)));

    private static bool IsFor(string appliesTo, string? queueType) => appliesTo is "all" or "queues" || appliesTo == queueType + "_queues" || appliesTo == queueType + "s";

    private static IReadOnlyList<StandingPolicy> Highest(IEnumerable<StandingPolicy> matching) =>
        [.. matching.GroupBy(p => p.ByOperator).SelectMany(kind => kind.GroupBy(p => p.Priority).MaxBy(same => same.Key)!).OrderBy(p => p.ByOperator)];
}

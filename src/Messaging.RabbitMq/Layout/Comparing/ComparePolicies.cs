using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>
/// Policies that change what the layout says. A queue's own arguments do not keep them out: of limits the smaller one counts, and of what
/// happens when a queue is full the policy's word counts (seen on 3.10.8: at-least-once then silently becomes at-most-once).
/// </summary>
internal static class ComparePolicies
{
    public static IEnumerable<Difference> Run(RabbitLayout layout, Standing standing, Intentions intended)
    {
        if (standing.Policies is not { Count: > 0 } policies)
            return [];

        return
        [
            .. layout.Queues.SelectMany(queue => OnQueue(queue, EffectivePolicies.On(queue, policies), intended)),
            .. layout.Exchanges.SelectMany(exchange => EffectivePolicies.Keys(EffectivePolicies.On(exchange, policies))
                .Select(set => Told(set.Policy, exchange.Name, $"sets {set.Key} of the exchange '{exchange.Name}'{(exchange.Arguments.ContainsKey(set.Key) ? ", whose own argument wins" : "")}"))),
            .. policies.Where(p => EffectivePolicies.PassedOver(p) is not null && layout.Queues.Any(q => !q.IsStream && Patterns.Match(p.Pattern, q.Name)))
                .Select(p => Told(p, p.Name, $"holds {EffectivePolicies.PassedOver(p)}, which no quorum queue takes: none of it acts on them")),
        ];
    }

    private static IEnumerable<Difference> OnQueue(QueueSpec queue, IReadOnlyList<StandingPolicy> policies, Intentions intended)
    {
        var overflow = EffectivePolicies.Keys(policies).LastOrDefault(set => set.Key == "overflow").Value as string ?? queue.Arguments.TextOf(Arguments.Overflow);
        foreach (var (key, value, policy) in EffectivePolicies.Keys(policies))
        {
            var number = policy.Definition.NumberOf(key);
            var says = $"{key} {Arguments.Text(value)} for the queue '{queue.Name}'";
            if (queue.IsStream)
            {
                // How long history is kept is an operator's to say, and of the rest nothing acts on a stream.
                yield return Told(policy, policy.Name, $"sets {says}");
                continue;
            }

            Difference? Breaks(Promise promise, string why, DifferenceKind kind = DifferenceKind.Policy) => Difference.Breaks(
                promise, kind, policy.Name, $"the {Kind(policy)} '{policy.Name}' sets {says}: {why}", $"Take '{key}' out of the {Kind(policy)}, or let its pattern '{policy.Pattern}' pass the queues of {RabbitLayout.Main} over.");

            var difference = key switch
            {
                "overflow" when (value as string) == "reject-publish" => null,
                "overflow" when queue.Arguments.ContainsKey(Arguments.DeadLetterStrategy) =>
                    Breaks(Promise.Settled, "its dead letters of the broker are then at most once, whatever the queue's own argument says", DifferenceKind.DeadLetterStrategy),
                "overflow" => null, // what has no length limit is never full; a limit is told by itself
                "max-length" or "max-length-bytes" when overflow == "reject-publish" =>
                    Told(policy, queue.Name, $"sets {says}: when it is full, publishes of its types are refused and wait in the outbox"),
                "max-length" or "max-length-bytes" => Breaks(Promise.Kept, "when it is full, its oldest message is dropped"),
                "expires" => Breaks(Promise.Kept, "unread for so long, it is deleted with all it holds"),
                "message-ttl" when queue.Arguments.NumberOf(Arguments.MessageTtl) is { } own => number < own ? Breaks(Promise.Settled, "retries come earlier than they should") : null,
                "message-ttl" when queue.Arguments.ContainsKey(Arguments.DeadLetterExchange) => Breaks(Promise.Kept, "mail that waits longer is set aside and never handled"),
                "message-ttl" => Breaks(Promise.Back, "mail that waits longer is dropped"),
                "delivery-limit" => OnLimit(queue, number, intended, Breaks),
                "dead-letter-exchange" or "dead-letter-routing-key" or "dead-letter-strategy" when queue.Arguments.ContainsKey("x-" + key) =>
                    Told(policy, queue.Name, $"sets {says}, whose own argument wins"),
                "dead-letter-routing-key" when queue.Arguments.ContainsKey(Arguments.DeadLetterExchange) => Breaks(Promise.Settled, "every retry then goes there, whichever function it belongs to"),
                "consumer-timeout" => number < intended.HandlingDeadline.TotalMilliseconds
                    ? Breaks(Promise.Poison, $"a handling may take {intended.HandlingDeadline.TotalMinutes:0} minutes; what takes longer than the broker waits comes back and passes for poison", DifferenceKind.ConsumerTimeout)
                    : null,
                _ => Told(policy, queue.Name, $"sets {says}"),
            };
            if (difference is not null)
                yield return difference;
        }
    }

    private static Difference? OnLimit(QueueSpec queue, long? limit, Intentions intended, Func<Promise, string, DifferenceKind, Difference?> breaks)
    {
        // A negative one means none, and then the argument counts.
        if (limit is not >= 0 || queue.Arguments.NumberOf(Arguments.DeliveryLimit) is not { } own || limit >= own)
            return null;
        return own == RabbitLayout.NeverInPractice
            ? breaks(Promise.Back, $"after {limit} returns the broker drops a message from its last stop", DifferenceKind.Policy)
            : limit <= intended.FewestReturns
                ? breaks(Promise.Poison, $"the broker sets a message aside after {limit} returns and without its cause, and what waited beside a culprit with it", DifferenceKind.Policy)
                : null;
    }

    private static Difference Told(StandingPolicy policy, string name, string text) => Difference.Told(DifferenceKind.Policy, name, $"the {Kind(policy)} '{policy.Name}' {text}");

    private static string Kind(StandingPolicy policy) => policy.ByOperator ? "operator policy" : "policy";
}

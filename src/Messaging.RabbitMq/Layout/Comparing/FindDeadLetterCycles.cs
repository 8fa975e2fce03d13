using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>
/// Ways on which a message that the broker sets aside comes back to where it was. It then goes round for ever, or the broker takes it for a
/// cycle and drops it without a word. The ladder of retries is none: its mail is published afresh.
/// </summary>
internal static class FindDeadLetterCycles
{
    public static IEnumerable<Difference> Run(RabbitLayout layout, Standing standing)
    {
        var ways = standing.Queues.Values.Where(q => q.Facts is not null)
            .ToDictionary(q => q.Name, q => TargetsOf(q, layout, standing), StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in ways.Keys.Where(RabbitLayout.IsOurs).Order(StringComparer.Ordinal))
        {
            if (Back(start, ways) is not { } path || !told.Add(string.Join('\n', path.Order(StringComparer.Ordinal))))
                continue;
            yield return Difference.Breaks(Promise.Settled, DifferenceKind.DeadLetterCycle, start,
                $"what the broker sets aside goes round: {string.Join(" → ", path.Append(start).Select(q => $"'{q}'"))}; it drops a message that it takes for a cycle",
                "Take the dead-letter exchange away from the queue that sends it back; it may come from a policy.");
        }
    }

    /// <summary>The shortest way from a queue to itself; null when there is none.</summary>
    private static List<string>? Back(string start, Dictionary<string, IReadOnlyList<string>> ways)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in ways.GetValueOrDefault(at) ?? [])
            {
                if (next == start)
                {
                    var path = new List<string> { at };
                    while (path[^1] != start)
                        path.Add(cameFrom[path[^1]]);
                    path.Reverse();
                    return path;
                }

                if (cameFrom.TryAdd(next, at))
                    waiting.Enqueue(next);
            }
        }

        return null;
    }

    private static IReadOnlyList<string> TargetsOf(StandingQueue queue, RabbitLayout layout, Standing standing)
    {
        var exchange = Setting(queue, "dead-letter-exchange", standing);
        var key = Setting(queue, "dead-letter-routing-key", standing);
        if (exchange is null)
            return [];
        if (exchange.Length > 0)
            return [.. standing.Bindings?.Where(b => b.ToQueue && b.Exchange == exchange && (key is null || !IsDirect(exchange, standing) || b.RoutingKey == key)).Select(b => b.Destination) ?? []];
        if (key is not null)
            return [key];
        // The message's own key: what waits in the ladder goes to its function's queue, anything else to where it was sent.
        return layout.Ladder.Rungs.Any(r => r.Name == queue.Name) ? [.. layout.FunctionQueues] : [];
    }

    private static bool IsDirect(string exchange, Standing standing) => standing.Exchanges.GetValueOrDefault(exchange)?.Facts?.Type == "direct";

    // Here the queue's own argument wins over a policy.
    private static string? Setting(StandingQueue queue, string name, Standing standing) =>
        queue.Facts!.Arguments.TextOf("x-" + name)
        ?? EffectivePolicies.Keys(EffectivePolicies.On(new QueueSpec(queue.Name, new Dictionary<string, object?>(StringComparer.Ordinal) { [Arguments.QueueType] = queue.Facts.Type }), standing.Policies ?? []))
            .LastOrDefault(set => set.Key == name).Value as string;
}

using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>What an earlier version left behind: queues of functions that no catalog has, delay queues of another ladder.</summary>
internal static class FindOrphans
{
    public static IEnumerable<Difference> Run(RabbitLayout layout, Standing standing)
    {
        foreach (var queue in Queues(layout, standing))
        {
            var taken = BindingsOf(queue.Name, standing).Where(b => b.Exchange == RabbitLayout.Main).Select(b => b.RoutingKey).ToList();
            var text = $"no catalog has the queue '{queue.Name}': {Holds(queue)}"
                + (taken.Count > 0 ? $", and it goes on getting {string.Join(", ", taken.Select(t => $"'{t}'"))}" : "");
            yield return queue.Consumers > 0
                ? Difference.Told(DifferenceKind.OrphanQueue, queue.Name, $"{text}; {Readers(queue.Consumers.Value)}, perhaps of another version")
                : Difference.Repaired(DifferenceKind.OrphanQueue, queue.Name, text);
        }

        foreach (var exchange in Exchanges(layout, standing))
            yield return Difference.Repaired(DifferenceKind.OrphanExchange, exchange, $"nothing uses the exchange '{exchange}'");
    }

    public static IEnumerable<StandingQueue> Queues(RabbitLayout layout, Standing standing)
    {
        var intended = layout.Queues.Select(q => q.Name).ToHashSet(StringComparer.Ordinal);
        return standing.Queues.Values.Where(q => RabbitLayout.IsOurs(q.Name) && !intended.Contains(q.Name)).OrderBy(q => q.Name, StringComparer.Ordinal);
    }

    public static IEnumerable<string> Exchanges(RabbitLayout layout, Standing standing)
    {
        var intended = layout.Exchanges.Select(e => e.Name).Append(RabbitLayout.Settled).ToHashSet(StringComparer.Ordinal);
        return standing.Exchanges.Keys.Where(name => RabbitLayout.IsOurs(name) && !intended.Contains(name)).Order(StringComparer.Ordinal);
    }

    public static IReadOnlyList<StandingBinding> BindingsOf(string queue, Standing standing) =>
        [.. standing.Bindings?.Where(b => b.ToQueue && b.Destination == queue) ?? []];

    internal static string Holds(StandingQueue queue) => Math.Max(queue.Ready ?? 0, queue.Facts?.Held ?? 0) switch
    {
        0 when queue.Ready is null && queue.Facts?.Held is null => "how many messages it holds is not known",
        0 => "it is empty",
        var many => $"it holds {Messages(many)}",
    };

    internal static string Messages(long count) => count == 1 ? "1 message" : $"{count} messages";

    internal static string Readers(long count) => count == 1 ? "1 consumer reads it" : $"{count} consumers read it";
}

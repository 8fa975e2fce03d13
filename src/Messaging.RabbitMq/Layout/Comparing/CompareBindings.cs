using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Bindings that are missing, that a function no longer wants, or that somebody else made.</summary>
internal static class CompareBindings
{
    public static IEnumerable<Difference> Run(RabbitLayout layout, Standing standing)
    {
        if (standing.Bindings is not { } bindings)
            yield break;

        var real = bindings.Where(b => b.ToQueue).Select(b => (b.Exchange, b.Destination, b.RoutingKey)).ToHashSet();
        foreach (var spec in layout.Bindings.Where(b => standing.Queues.ContainsKey(b.Queue) && !real.Contains((b.Exchange, b.Queue, b.RoutingKey))))
            yield return Difference.Repaired(DifferenceKind.MissingBinding, spec.Queue, $"the queue '{spec.Queue}' does not get {Mail(spec.Exchange, spec.RoutingKey)}");

        foreach (var binding in Extra(layout, bindings))
            yield return Difference.Repaired(DifferenceKind.ExtraBinding, binding.Destination, $"the queue '{binding.Destination}' gets {Mail(binding.Exchange, binding.RoutingKey)}, and no longer wants it");

        foreach (var binding in Foreign(layout, bindings))
        {
            yield return Difference.Told(DifferenceKind.ForeignBinding, binding.Destination,
                $"somebody else made the {(binding.ToQueue ? "queue" : "exchange")} '{binding.Destination}' get {Mail(binding.Exchange, binding.RoutingKey)}");
        }
    }

    /// <summary>Between an exchange and a queue of ours, and not in the layout.</summary>
    public static IEnumerable<StandingBinding> Extra(RabbitLayout layout, IReadOnlyList<StandingBinding> bindings)
    {
        var (exchanges, queues) = (Names(layout.Exchanges.Select(e => e.Name)), Names(layout.Queues.Select(q => q.Name)));
        var intended = layout.Bindings.Select(b => (b.Exchange, b.Queue, b.RoutingKey)).ToHashSet();
        return bindings.Where(b => b.ToQueue && exchanges.Contains(b.Exchange) && queues.Contains(b.Destination) && !intended.Contains((b.Exchange, b.Destination, b.RoutingKey)));
    }

    /// <summary>One side of it is ours, the other is not.</summary>
    private static IEnumerable<StandingBinding> Foreign(RabbitLayout layout, IReadOnlyList<StandingBinding> bindings)
    {
        var (exchanges, queues) = (Names(layout.Exchanges.Select(e => e.Name)), Names(layout.Queues.Select(q => q.Name)));
        return bindings.Where(b => exchanges.Contains(b.Exchange)
            ? !(b.ToQueue && (queues.Contains(b.Destination) || RabbitLayout.IsOurs(b.Destination)))
            : b.ToQueue ? queues.Contains(b.Destination) : exchanges.Contains(b.Destination));
    }

    internal static string Mail(string exchange, string routingKey) => exchange switch
    {
        RabbitLayout.Main => $"'{routingKey}'",
        _ => $"what enters the exchange '{exchange}'{(routingKey.Length > 0 ? $" as '{routingKey}'" : "")}",
    };

    private static HashSet<string> Names(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);
}

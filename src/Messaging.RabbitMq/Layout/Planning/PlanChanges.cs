using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout.Comparing;

namespace ClearView.Messaging.RabbitMq.Layout.Planning;

/// <summary>The ordered statements that lead from what stands to what is intended. None takes a message away; what would is refused, with what to do.</summary>
internal static class PlanChanges
{
    public static IReadOnlyList<PlannedStep> Run(RabbitLayout layout, Standing standing, Intentions intended, PlanOptions options) =>
    [
        .. Exchanges(layout, standing, options),
        .. Queues(layout, standing, intended, options),
        .. Bindings(layout, standing),
        .. Orphans(layout, standing, options),
    ];

    private static IEnumerable<PlannedStep> Exchanges(RabbitLayout layout, Standing standing, PlanOptions options)
    {
        var others = CompareExchanges.Run(layout, standing).Where(d => d.Kind is not DifferenceKind.MissingExchange).ToLookup(d => d.Name, StringComparer.Ordinal);
        foreach (var spec in layout.Exchanges)
        {
            if (!standing.Exchanges.ContainsKey(spec.Name))
                yield return PlannedStep.Do(new Change.MakeExchange(spec));
            else if (others[spec.Name].Any())
                yield return Replace(spec, standing, options);
        }
    }

    private static PlannedStep Replace(ExchangeSpec spec, Standing standing, PlanOptions options)
    {
        var text = $"replace the exchange '{spec.Name}'";
        if (!options.ReplaceEmpty)
            return PlannedStep.Leave(text, "only with --replace-empty, and when all processes are stopped");
        if (Emptiness.WhyNotAlone(standing) is { } why)
            return PlannedStep.Leave(text, why);
        return standing.Bindings is { } bindings
            ? PlannedStep.Do(new Change.ReplaceExchange(spec, [.. bindings.Where(b => b.Exchange == spec.Name)]))
            : PlannedStep.Leave(text, "its bindings are not known, and could not be made again: it takes the management API");
    }

    private static IEnumerable<PlannedStep> Queues(RabbitLayout layout, Standing standing, Intentions intended, PlanOptions options)
    {
        var others = CompareQueues.Run(layout, standing, intended)
            .Where(d => d.Kind is not DifferenceKind.MissingQueue && d.Weight == Weight.BreaksPromise).ToLookup(d => d.Name, StringComparer.Ordinal);
        foreach (var spec in layout.Queues)
        {
            if (!standing.Queues.TryGetValue(spec.Name, out var queue))
                yield return PlannedStep.Do(new Change.MakeQueue(spec));
            else if (others[spec.Name].Any())
                yield return Replace(spec, queue, layout, standing, options);
        }
    }

    private static PlannedStep Replace(QueueSpec spec, StandingQueue queue, RabbitLayout layout, Standing standing, PlanOptions options)
    {
        var text = $"replace the queue '{spec.Name}'";
        if (!options.ReplaceEmpty)
            return PlannedStep.Leave(text, "only with --replace-empty, when it is empty and all processes are stopped");
        if (Emptiness.WhyNotReplace(queue, layout, standing) is { } why)
            return PlannedStep.Leave(text, why);
        return standing.Bindings is { } bindings
            ? PlannedStep.Do(new Change.ReplaceQueue(spec, queue, [.. bindings.Where(b => b.ToQueue && b.Destination == spec.Name)]))
            : PlannedStep.Leave(text, "its bindings are not known, and could not be made again: it takes the management API");
    }

    private static IEnumerable<PlannedStep> Bindings(RabbitLayout layout, Standing standing)
    {
        if (standing.Bindings is not { } bindings)
            return [PlannedStep.Do(new Change.BindAll(layout)) with { Repeats = true }];

        var real = bindings.Where(b => b.ToQueue).Select(b => (b.Exchange, b.Destination, b.RoutingKey)).ToHashSet();
        return
        [
            .. layout.Bindings.Where(b => !real.Contains((b.Exchange, b.Queue, b.RoutingKey))).Select(b => PlannedStep.Do(new Change.Bind(b))),
            .. CompareBindings.Extra(layout, bindings).Select(b => PlannedStep.Do(new Change.Unbind(b))),
        ];
    }

    private static IEnumerable<PlannedStep> Orphans(RabbitLayout layout, Standing standing, PlanOptions options)
    {
        foreach (var queue in FindOrphans.Queues(layout, standing))
        {
            var text = $"remove the queue '{queue.Name}', which no catalog has";
            if (queue.Consumers > 0)
                yield return PlannedStep.Leave(text, $"{FindOrphans.Readers(queue.Consumers.Value)}, perhaps of another version: stop it first");
            else if (!options.RemoveOrphans)
                yield return PlannedStep.Leave(text, $"only with --remove-orphans; {FindOrphans.Holds(queue)}");
            else
            {
                foreach (var binding in FindOrphans.BindingsOf(queue.Name, standing).Where(b => b.Exchange == RabbitLayout.Main))
                    yield return PlannedStep.Do(new Change.Unbind(binding));
                yield return Emptiness.WhyNotRemove(queue, layout, standing) is { } why
                    ? PlannedStep.Leave(text, $"{why}; what it holds is handled by a version that has its function, or is deleted by hand")
                    : PlannedStep.Do(new Change.RemoveQueue(queue));
            }
        }

        foreach (var exchange in FindOrphans.Exchanges(layout, standing))
        {
            yield return options.RemoveOrphans
                ? PlannedStep.Do(new Change.RemoveExchange(exchange))
                : PlannedStep.Leave($"remove the exchange '{exchange}', which nothing uses", "only with --remove-orphans");
        }
    }
}

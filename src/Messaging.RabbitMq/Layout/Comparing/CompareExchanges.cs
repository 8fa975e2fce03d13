using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Exchanges that are missing or are not what they should be.</summary>
internal static class CompareExchanges
{
    private const string Remedy = "Stop all processes and run 'broker apply --replace-empty'.";

    public static IEnumerable<Difference> Run(RabbitLayout layout, Standing standing)
    {
        foreach (var spec in layout.Exchanges)
        {
            if (!standing.Exchanges.TryGetValue(spec.Name, out var found))
                yield return Difference.Repaired(DifferenceKind.MissingExchange, spec.Name, $"there is no exchange '{spec.Name}'");
            else if (found.Refusal is { } text)
                yield return Difference.Breaks(
                    Promise.Kept, text.Contains("'type'", StringComparison.Ordinal) ? DifferenceKind.OtherType : DifferenceKind.OtherArgument, spec.Name,
                    $"the exchange '{spec.Name}' is other than intended ({text})", Remedy);
            else if (found.Facts is { } facts)
            {
                foreach (var difference in Of(spec, facts))
                    yield return difference;
            }
        }
    }

    private static IEnumerable<Difference> Of(ExchangeSpec spec, ExchangeFacts facts)
    {
        if (facts.Type != spec.Type)
            yield return Difference.Breaks(Promise.Kept, DifferenceKind.OtherType, spec.Name, $"the exchange '{spec.Name}' is of the type {facts.Type}; intended is {spec.Type}", Remedy);
        if (!facts.Durable || facts.AutoDelete)
            yield return Difference.Breaks(Promise.Kept, DifferenceKind.OtherType, spec.Name, $"the exchange '{spec.Name}' may vanish: it is {(facts.Durable ? "deleted with its last binding" : "not durable")}", Remedy);
        if (facts.Internal)
            yield return Difference.Breaks(Promise.Kept, DifferenceKind.OtherType, spec.Name, $"the exchange '{spec.Name}' is internal: nobody can publish to it", Remedy);
        foreach (var (name, real, intended) in Arguments.Differences(spec.Arguments, facts.Arguments))
        {
            yield return Difference.Breaks(Promise.Kept, DifferenceKind.OtherArgument, spec.Name,
                $"the exchange '{spec.Name}' has {name} {real}; intended is {intended}"
                + (name == "alternate-exchange" ? ": what no queue takes does not reach the parking queue" : ""), Remedy);
        }
    }
}

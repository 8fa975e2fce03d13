using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Intended against real. What could not be read is not compared, and stands in <see cref="Standing.NotKnown"/>.</summary>
internal static class CompareLayout
{
    /// <returns>What breaks a promise first, then what can be repaired, then what is only to be known.</returns>
    public static IReadOnlyList<Difference> Run(RabbitLayout layout, Standing standing, Intentions intended) =>
    [
        .. new IEnumerable<Difference>[]
        {
            CompareVersion.Run(standing.Broker, standing.DisabledFeatures),
            CompareExchanges.Run(layout, standing),
            CompareQueues.Run(layout, standing, intended),
            CompareBindings.Run(layout, standing),
            FindOrphans.Run(layout, standing),
            ComparePolicies.Run(layout, standing, intended),
            FindDeadLetterCycles.Run(layout, standing),
            CompareMembers.Run(layout, standing),
            CompareRights.Run(layout, standing.Rights),
            CompareNodes.Run(standing.Nodes),
        }.SelectMany(differences => differences).OrderBy(difference => difference.Weight),
    ];
}

using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>On how many nodes a queue is written, and how many of them are there.</summary>
internal static class CompareMembers
{
    private const int Enough = 3;

    public static IEnumerable<Difference> Run(RabbitLayout layout, Standing standing)
    {
        foreach (var (name, facts) in layout.Queues.Select(q => (q.Name, standing.Queues.GetValueOrDefault(q.Name)?.Facts)))
        {
            if (facts is not { Members: { } members, Online: { } online })
                continue;
            if (online <= members / 2)
                yield return Difference.Told(DifferenceKind.Members, name, $"the queue '{name}' has {online} of its {members} nodes and takes nothing until more are back");
            else if (members < Math.Min(Enough, standing.Nodes?.Count ?? 0))
                yield return Difference.Told(DifferenceKind.Members, name, $"the queue '{name}' stands on {members} of {standing.Nodes!.Count} nodes: 'rabbitmq-queues grow' gives it more");
        }
    }
}

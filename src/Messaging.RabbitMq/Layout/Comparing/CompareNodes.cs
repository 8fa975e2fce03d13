using System.Globalization;
using ClearView.Messaging.RabbitMq.Inspecting;

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>The nodes' limits and how they are now.</summary>
internal static class CompareNodes
{
    private const long TutorialDiskLimit = 50_000_000;

    // The write-ahead log of quorum queues is written in pieces of 512 MiB, of which three or four are in memory at times.
    private const long LittleMemory = 3L * 512 * 1024 * 1024;

    public static IEnumerable<Difference> Run(IReadOnlyList<StandingNode>? nodes)
    {
        foreach (var node in nodes ?? [])
        {
            if (!node.Running)
                yield return Told(node, "does not run");
            if (node.DiskAlarm || node.MemoryAlarm)
                yield return Told(node, $"raises an alarm for its {(node.DiskAlarm ? "disk" : "memory")}: nobody's publishes are taken in the whole cluster until it is over");
            if (node.DiskLimit is <= TutorialDiskLimit)
                yield return Told(node, $"lets its disk fill up to the last {Size(node.DiskLimit.Value)}, the default for tutorials: set disk_free_limit to some gigabytes");
            if (node.MemoryLimit is < LittleMemory)
                yield return Told(node, $"may use {Size(node.MemoryLimit.Value)} of memory; quorum queues want {Size(LittleMemory)} and more: set vm_memory_high_watermark");
            if (node.Partitions > 0)
                yield return Told(node, $"does not see {node.Partitions} of the others: the network between them is cut, or was");
        }
    }

    private static Difference Told(StandingNode node, string text) => Difference.Told(DifferenceKind.Node, node.Name, $"the node '{node.Name}' {text}");

    private static string Size(long bytes) => bytes >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB");
}

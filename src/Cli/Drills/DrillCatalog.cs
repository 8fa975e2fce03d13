using ClearView.Cli.Drills.Faults;
using ClearView.Cli.Drills.Load;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills;

/// <param name="Says">What it does, for people.</param>
/// <param name="Fault">Does it until the time of the load is over, and takes it back.</param>
internal sealed record Drill(string Name, string Says, DrillSetup Setup, Func<DrillStage, CancellationToken, Task> Fault);

/// <summary>The table of contents of the drills.</summary>
internal static class DrillCatalog
{
    private static readonly DrillSetup _alone = new();
    private static readonly DrillSetup _cluster = new() { Nodes = 3, PerSecond = 40 };

    public static IReadOnlyList<Drill> All { get; } =
    [
        new("kill-consumer", "Workers die by SIGKILL, again and again, with messages in their hands.", _alone, KillProcesses.WorkersAsync),
        new("kill-publisher", "Publishers die by SIGKILL in the middle of publishing.", _alone, KillProcesses.PublishersAsync),
        new("kill-broker", "The broker dies by SIGKILL and starts again on its disk.", _alone, KillBroker.RunAsync),
        new("broker-away", "The broker is stopped for nearly all of the time; what is sent goes into the outbox.", _alone with { PerSecond = 20, OnlyByOutbox = true }, BrokerAway.RunAsync),
        new("kill-leader", "Of three nodes the one that leads the queues dies by SIGKILL; the bare client does the same beside.", _cluster with { WithBareClient = true }, KillLeader.RunAsync),
        new("partition", "Of three nodes the one that leads loses sight of the others. Needs root and network namespaces.", _cluster with { InNamespaces = true }, Partition.RunAsync),
        new("pause-node", "Of three nodes the one that leads stands still (SIGSTOP) and goes on.", _cluster, PauseNode.RunAsync),
        new("cut-tcp", "Connections to the broker are torn, refused, delayed, and pass in one direction only.", _alone with { ThroughProxy = true }, CutTcp.RunAsync),
        new("disk-alarm", "The broker believes that its disk is full, and takes nothing.", _alone, DiskAlarm.RunAsync),
        new("unroutable", "Every fifth letter is of a type that no queue takes.", _alone with { OneUnwantedOf = 5 }, Unroutable.RunAsync),
        new("poison", "Some letters end every process that handles them; their neighbours are innocent.", _alone with { Publishers = 1, PerSecond = 100, MayEndByThemselves = true }, Poison.RunAsync),
        new("slow-function", "One function takes a hundred times as long as before.", _alone with { Publishers = 1, PerSecond = 40, Functions = [.. DrillFunctions.Usual, DrillFunctions.Slow] }, SlowFunction.RunAsync),
        new("database-down", "The store takes no writes.", _alone, DatabaseDown.RunAsync),
        new("tenant-flood", "One tenant sends a hundred times what another sends.", new DrillSetup
        {
            Workers = 1,
            Publishers = 1,
            PerSecond = TenantFlood.PerSecond,
            Functions = [DrillFunctions.Fair],
            Tenants = [.. Enumerable.Range(1, TenantFlood.Tenants).Select(i => $"tenant-{i}")],
        }, TenantFlood.RunAsync),
    ];

    /// <param name="without">Kinds of fault that are left out.</param>
    public static Drill Soak(IReadOnlyList<string> without) => new(
        "soak", "All that can go wrong, at random.",
        _cluster with { ThroughProxy = true, InNamespacesIfWeMay = true, OneUnwantedOf = 50, MayEndByThemselves = true },
        (stage, time) => Faults.Soak.RunAsync(stage, without, time));
}

using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>All that can go wrong, in an order that only the seed knows.</summary>
internal static class Soak
{
    private static readonly TimeSpan _longestLock = TimeSpan.FromSeconds(10);

    /// <summary>How often each is drawn, and what it does; it has taken back what it did when it returns.</summary>
    private static readonly IReadOnlyList<(string Name, int Weight, Func<DrillStage, CancellationToken, Task> OnceAsync)> _faults =
    [
        ("kill-consumer", 30, (stage, _) => KillProcesses.OneWorkerAsync(stage)),
        ("kill-publisher", 20, (stage, _) => KillProcesses.OnePublisherAsync(stage)),
        ("kill-leader", 12, KillLeader.OnceAsync),
        ("partition", 6, Partition.OnceAsync),
        ("pause-node", 6, PauseNode.OnceAsync),
        ("cut-tcp", 30, CutTcp.OnceAsync),
        ("disk-alarm", 6, DiskAlarm.OnceAsync),
        ("pause-process", 10, PauseProcess.OnceAsync),
        ("database-down", 6, (stage, time) => DatabaseDown.OnceAsync(stage, _longestLock, time)),
        ("poison", 2, Poison.OnceAsync),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. _faults.Select(f => f.Name)];

    /// <param name="without">Names that are not drawn.</param>
    public static async Task RunAsync(DrillStage stage, IReadOnlyList<string> without, CancellationToken time)
    {
        var drawn = _faults.Where(f => !without.Contains(f.Name) && (f.Name != "partition" || stage.Net.CanPartition)).ToList();
        while (await stage.WaitAWhileAsync(0.5, 3, time))
        {
            var ticket = stage.Random.Next(drawn.Sum(f => f.Weight));
            await drawn.First(f => (ticket -= f.Weight) < 0).OnceAsync(stage, time);
        }
    }
}

using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>The node that leads loses sight of the two others, while clients still reach all three.</summary>
internal static class Partition
{
    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(1, 3, time))
            await OnceAsync(stage, time);
    }

    public static async Task OnceAsync(DrillStage stage, CancellationToken time)
    {
        var node = await stage.Net.LeaderOfAsync(KillLeader.QueueName, CancellationToken.None);
        stage.Note("node cut off", node.Name);
        await stage.Net.PartitionAsync(node, CancellationToken.None);
        await stage.WaitAWhileAsync(5, 15, time);
        await stage.Net.HealAsync(node, CancellationToken.None);
        stage.Tell($"  {node.Name} sees the others again");
    }
}

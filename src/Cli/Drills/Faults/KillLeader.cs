using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;
using ClearView.Cli.Drills.Stage;
using ClearView.Cli.PrivateRabbit;

namespace ClearView.Cli.Drills.Faults;

/// <summary>SIGKILL to the node that leads the queues. Two of three go on; the bare client beside shows what that takes at least.</summary>
internal static class KillLeader
{
    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        // Both made their queues over the first node, so that it leads them all; later ones are led by whoever was elected.
        await stage.WaitAWhileAsync(2, 3, time);
        var killedAt = Now();
        await KillAsync(stage, stage.Net.Nodes[0], time);
        var goesOn = await stage.WaitAWhileAsync(3, 6, time);
        stage.Measure = new LeaderStall(killedAt, Now());
        for (; goesOn; goesOn = await stage.WaitAWhileAsync(3, 6, time))
            await OnceAsync(stage, time);
    }

    public static async Task OnceAsync(DrillStage stage, CancellationToken time) =>
        await KillAsync(stage, await stage.Net.LeaderOfAsync(QueueName, CancellationToken.None), time);

    internal static string QueueName { get; } = DrillFunctions.Of([DrillFunctions.Effect])[0].Queue;

    private static long Now() => TimeProvider.System.GetUtcNow().UtcTicks;

    private static async Task KillAsync(DrillStage stage, PrivateBroker node, CancellationToken time)
    {
        stage.Note("leader killed", node.Name);
        await node.KillAsync();
        await stage.WaitAWhileAsync(2, 4, time);
        await node.StartAsync(CancellationToken.None);
        stage.Tell($"  {node.Name} is back");
    }
}

using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>SIGSTOP to the node that leads: its connections stand, and nothing answers.</summary>
internal static class PauseNode
{
    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(1, 3, time))
            await OnceAsync(stage, time);
    }

    public static async Task OnceAsync(DrillStage stage, CancellationToken time)
    {
        var node = await stage.Net.LeaderOfAsync(KillLeader.QueueName, CancellationToken.None);
        stage.Note("node paused", node.Name);
        node.Pause();
        try
        {
            // What checks a cluster's health stops sending new connections there after a while.
            await stage.WaitAWhileAsync(1, 2, time);
            stage.Net.Avoid(node);
            await stage.WaitAWhileAsync(4, 12, time);
        }
        finally
        {
            node.Resume();
            stage.Net.Avoid(null);
            stage.Tell($"  {node.Name} goes on");
        }
    }
}

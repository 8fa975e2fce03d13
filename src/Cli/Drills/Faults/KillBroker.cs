using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>SIGKILL to the only node; it starts again on what it has on disk.</summary>
internal static class KillBroker
{
    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(1, 4, time))
        {
            stage.Note("broker killed");
            await stage.Net.Nodes[0].KillAsync();
            await stage.WaitAWhileAsync(0, 1.5, time);
            await stage.Net.Nodes[0].StartAsync(CancellationToken.None);
        }
    }
}

using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>The only node is stopped in good order and stays away until the time of the load is over, however long that is.</summary>
internal static class BrokerAway
{
    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        await stage.WaitAWhileAsync(0.5, 1.5, time);
        stage.Note("broker stopped");
        await stage.Net.Nodes[0].StopAsync();
        var from = Now();
        await DrillStage.WaitUntilOverAsync(time);
        stage.Measure = new TakenInMeanwhile(from, Now());
        await stage.Net.Nodes[0].StartAsync(CancellationToken.None);
        stage.Tell("  the broker is back");
    }

    private static long Now() => TimeProvider.System.GetUtcNow().UtcTicks;
}

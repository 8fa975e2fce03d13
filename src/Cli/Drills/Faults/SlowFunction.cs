using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>One function takes a hundred times as long as before. The others must not notice.</summary>
internal static class SlowFunction
{
    private const int UsualMs = 2;
    private const double MostTimes = 1.5;

    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        stage.Orders.Give(Orders.Slowness, UsualMs);
        var phases = await Phases.RunAsync(stage, () =>
        {
            stage.Note("slowed a hundred times", DrillFunctions.Slow);
            stage.Orders.Give(Orders.Slowness, UsualMs * 100);
        }, time);
        await DrillStage.WaitUntilOverAsync(time);
        stage.Orders.Give(Orders.Slowness, 0);
        stage.Measure = new LatencyBeside(phases, e => e.Function != DrillFunctions.Slow, MostTimes, "the other functions");
    }
}

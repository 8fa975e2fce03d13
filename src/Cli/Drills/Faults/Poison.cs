using ClearView.Cli.Drills.Load;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>Letters that end every process that handles them. They must be set aside, and they alone.</summary>
internal static class Poison
{
    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        await stage.WaitAWhileAsync(1, 2, time);
        await OnceAsync(stage, time);
        await stage.WaitAWhileAsync(2, 3, time);
        await OnceAsync(stage, time);
        await DrillStage.WaitUntilOverAsync(time);
    }

    /// <summary>One of each publisher.</summary>
    public static Task OnceAsync(DrillStage stage, CancellationToken time)
    {
        stage.Note("poison sent");
        stage.Orders.Give(Orders.Poison, stage.Orders.Number(Orders.Poison) + 1);
        return Task.CompletedTask;
    }
}

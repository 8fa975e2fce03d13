using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>Among the letters are some of a type that no queue takes: they must stand in the parking queue, or among the dead letters as such.</summary>
internal static class Unroutable
{
    public static Task RunAsync(DrillStage stage, CancellationToken time) => DrillStage.WaitUntilOverAsync(time);
}

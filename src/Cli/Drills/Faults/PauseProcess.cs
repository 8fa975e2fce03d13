using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>A process of ours stands still and goes on, as on a machine that had no time for it.</summary>
internal static class PauseProcess
{
    public static async Task OnceAsync(DrillStage stage, CancellationToken time)
    {
        var part = stage.OneOf(stage.Parts);
        stage.Note("process paused", part.Name);
        part.Pause();
        await stage.WaitAWhileAsync(1, 6, time);
        part.Resume();
    }
}

using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>SIGKILL to processes of ours. Each is started again at once.</summary>
internal static class KillProcesses
{
    public static async Task WorkersAsync(DrillStage stage, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(0.5, 2, time))
            await OneWorkerAsync(stage);
    }

    public static async Task PublishersAsync(DrillStage stage, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(0.5, 2, time))
            await OnePublisherAsync(stage);
    }

    public static Task OneWorkerAsync(DrillStage stage) => KillAsync(stage, stage.OneOf(stage.Workers));

    public static Task OnePublisherAsync(DrillStage stage) => KillAsync(stage, stage.OneOf(stage.Publishers));

    private static Task KillAsync(DrillStage stage, KeptPart part)
    {
        stage.Note("kill -9", part.Name);
        return part.KillAsync();
    }
}

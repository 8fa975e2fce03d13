using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>SIGKILL to processes of ours. Each is started again at once.</summary>
internal static class KillProcesses
{
    public static Task WorkersAsync(DrillStage stage, CancellationToken time) => KillAsync(stage, () => stage.Workers, time);

    public static Task PublishersAsync(DrillStage stage, CancellationToken time) => KillAsync(stage, () => stage.Publishers, time);

    private static async Task KillAsync(DrillStage stage, Func<IReadOnlyList<KeptPart>> whom, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(0.5, 2, time))
        {
            var part = stage.OneOf(whom());
            stage.Note("kill -9", part.Name);
            await part.KillAsync();
        }
    }
}

using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>The broker believes that its disk is full: it reads nothing that is published, and goes on delivering.</summary>
internal static class DiskAlarm
{
    private const string MoreThanAnyDisk = "900000GB";

    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(0.5, 2, time))
            await OnceAsync(stage, time);
    }

    public static async Task OnceAsync(DrillStage stage, CancellationToken time)
    {
        var node = stage.Net.AnyRunning;
        stage.Note("disk alarm", node.Name);
        await node.ControlAsync(["set_disk_free_limit", MoreThanAnyDisk], CancellationToken.None);
        await stage.WaitAWhileAsync(2, 6, time);
        await node.ControlAsync(["set_disk_free_limit", "50MB"], CancellationToken.None);
    }
}

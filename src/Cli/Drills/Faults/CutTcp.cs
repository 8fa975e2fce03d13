using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>What networks do to connections: tear them, let nobody in, delay, pass in one direction only.</summary>
internal static class CutTcp
{
    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        while (await stage.WaitAWhileAsync(0.5, 2, time))
            await OnceAsync(stage, time);
    }

    /// <summary>One of them for a while, and then the network as it was.</summary>
    public static async Task OnceAsync(DrillStage stage, CancellationToken time)
    {
        var proxy = stage.Net.Proxy!;
        try
        {
            switch (stage.Random.Next(5))
            {
                case 0:
                    stage.Note("connections torn", $"{proxy.CutAll()}");
                    break;
                case 1:
                    stage.Note("nobody let in");
                    proxy.RefuseNew = true;
                    proxy.CutAll();
                    await stage.WaitAWhileAsync(0.5, 3, time);
                    break;
                case 2:
                    proxy.Weather.Delay = TimeSpan.FromMilliseconds(stage.Random.Next(20, 500));
                    stage.Note("delayed", $"{proxy.Weather.Delay.TotalMilliseconds} ms");
                    await stage.WaitAWhileAsync(1, 3, time);
                    break;
                case 3:
                    stage.Note("nothing reaches the broker");
                    proxy.Weather.StallsToBroker = true;
                    await stage.WaitAWhileAsync(0.5, 5, time);
                    proxy.CutAll();
                    break;
                default:
                    stage.Note("nothing comes from the broker");
                    proxy.Weather.StallsToClients = true;
                    await stage.WaitAWhileAsync(0.5, 5, time);
                    proxy.CutAll();
                    break;
            }
        }
        finally
        {
            proxy.RefuseNew = false;
            proxy.Weather.Clear();
        }
    }
}

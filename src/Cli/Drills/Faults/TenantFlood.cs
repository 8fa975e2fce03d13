using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>One tenant sends a hundred times what another sends, as fast as it is taken. The others must not wait for it.</summary>
internal static class TenantFlood
{
    public const int Tenants = 9;
    public const double PerSecond = 45;
    private const double MostTimes = 2;

    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        var phases = await Phases.RunAsync(stage, () =>
        {
            var letters = (int)(100 * PerSecond / Tenants * stage.Load.TotalSeconds / 2);
            stage.Note("flood", $"{letters} letters of one tenant");
            stage.Orders.Give(Orders.Flood, letters);
        }, time);
        await DrillStage.WaitUntilOverAsync(time);
        stage.Measure = new LatencyBeside(phases, e => e.Tenant != "tenant-flood", MostTimes, "the other tenants");
    }
}

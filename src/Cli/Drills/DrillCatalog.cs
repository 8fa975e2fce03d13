using ClearView.Cli.Drills.Faults;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills;

/// <param name="Says">What it does, for people.</param>
/// <param name="Fault">Does it until the time of the load is over, and takes it back.</param>
internal sealed record Drill(string Name, string Says, DrillSetup Setup, Func<DrillStage, CancellationToken, Task> Fault);

/// <summary>The table of contents of the drills.</summary>
internal static class DrillCatalog
{
    public static IReadOnlyList<Drill> All { get; } =
    [
        new("kill-consumer", "Workers die by SIGKILL, again and again, with messages in their hands.", new DrillSetup(), KillProcesses.WorkersAsync),
        new("kill-publisher", "Publishers die by SIGKILL in the middle of publishing.", new DrillSetup(), KillProcesses.PublishersAsync),
    ];
}

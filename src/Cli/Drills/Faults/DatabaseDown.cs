using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Faults;

/// <summary>The store takes no writes: somebody else holds its lock. Of the work that cannot be done nothing may count as failed.</summary>
internal static class DatabaseDown
{
    // Beyond the half minute that the store waits for its lock.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(45);

    public static async Task RunAsync(DrillStage stage, CancellationToken time)
    {
        await stage.WaitAWhileAsync(1, 2, time);
        await OnceAsync(stage, _longest, time);
        await DrillStage.WaitUntilOverAsync(time);
    }

    public static async Task OnceAsync(DrillStage stage, TimeSpan longest, CancellationToken time)
    {
        await using var connection = await Traces.OpenAsync(stage.Store, CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, CancellationToken.None);
        stage.Note("store locked");
        await Task.Delay(longest, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await transaction.RollbackAsync(CancellationToken.None);
        stage.Tell("  store free again");
    }
}

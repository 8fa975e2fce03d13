using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;
using ClearView.Messaging;

namespace ClearView.Cli.Drills.Stage;

/// <summary>Waits, within a bound, until nothing moves any more and nothing is left that could.</summary>
internal sealed class Settle(DrillStage stage, TimeSpan longest)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(500);
    private const int LooksOfQuiet = 4;

    /// <summary>Whether it became quiet within the bound.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        stage.Orders.Give(Orders.Enough, 1);
        var (last, quiet) = (-1L, 0);
        for (var waited = TimeSpan.Zero; waited < longest; waited += _look)
        {
            await Task.Delay(_look, ct);
            var (effects, waiting) = await Traces.CountAsync(stage.Store, ct);
            quiet = effects == last && waiting == 0 && !PublishersWait() && await StandingAsync(ct) == 0 ? quiet + 1 : 0;
            last = effects;
            if (quiet >= LooksOfQuiet)
                return true;
        }

        return false;
    }

    private async Task<long?> StandingAsync(CancellationToken ct)
    {
        try
        {
            return await stage.StandingAsync(ct);
        }
        catch (BrokerUnavailableException)
        {
            return null; // just come back, perhaps
        }
    }

    /// <summary>Whether a publisher that lives has asked for something and got no answer.</summary>
    private bool PublishersWait()
    {
        var living = stage.Publishers.Select(p => $"{p.Name}.{p.ProcessId}.ledger").ToHashSet(StringComparer.Ordinal);
        return Directory.EnumerateFiles(LedgerFile.FolderIn(stage.Folder)).Where(path => living.Contains(Path.GetFileName(path))).Any(path => Books.ReadFile(path).Any(l => !l.Confirmed));
    }
}

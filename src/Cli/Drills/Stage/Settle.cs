using System.Diagnostics;
using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;
using ClearView.Messaging;

namespace ClearView.Cli.Drills.Stage;

/// <summary>
/// Waits until nothing moves any more and nothing is left that could. What works off a heap on a busy machine has its time: given up is only
/// what stands still.
/// </summary>
/// <param name="longestStandstill">Since the last effect.</param>
/// <param name="longest">In all, so that what goes round in circles ends too.</param>
internal sealed class Settle(DrillStage stage, TimeSpan longestStandstill, TimeSpan longest)
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(500);
    private const int LooksOfQuiet = 4;

    /// <summary>Whether it became quiet within the bounds.</summary>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        stage.Orders.Give(Orders.Enough, 1);
        var (last, quiet) = (-1L, 0);
        var (began, moved) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(moved) < longestStandstill && Stopwatch.GetElapsedTime(began) < longest)
        {
            await Task.Delay(_look, ct);
            var (effects, waiting) = await Traces.CountAsync(stage.Store, ct);
            quiet = effects == last && waiting == 0 && !PublishersWait() && await StandingAsync(ct) == 0 ? quiet + 1 : 0;
            if (effects != last)
                moved = Stopwatch.GetTimestamp();
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

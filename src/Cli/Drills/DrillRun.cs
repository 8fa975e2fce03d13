using ClearView.Cli.Drills.Ledger;
using ClearView.Cli.Drills.Load;
using ClearView.Cli.Drills.Sabotage;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills;

internal sealed record DrillOptions(TimeSpan Load, int Seed, SabotageKind Sabotage, string? Folder, bool Json);

/// <summary>One drill, from an empty folder to the account.</summary>
internal static class DrillRun
{
    private static readonly TimeSpan _longestStandstill = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan _longestSettling = TimeSpan.FromMinutes(15);

    public static async Task<DrillResult> RunAsync(Drill drill, DrillOptions options, CancellationToken ct)
    {
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("clearview-drill-").FullName;
        var report = options.Json ? null : Console.Out;
        try
        {
            report?.WriteLine($"{drill.Name}: {drill.Says} ({options.Load.TotalSeconds:0} s, seed {options.Seed}{(SabotageText.Of(options.Sabotage) is { } how ? ", sabotage " + how : "")})");
            await using var stage = await DrillStage.PrepareAsync(drill.Setup, options, folder, report, ct);
            await stage.BeginAsync(ct);

            using (var time = CancellationTokenSource.CreateLinkedTokenSource(ct))
            {
                time.CancelAfter(options.Load);
                await drill.Fault(stage, time.Token);
            }

            ct.ThrowIfCancellationRequested();
            await stage.KillWithFullHandsAsync(ct);
            stage.Tell("  no more letters; waiting until nothing moves");
            var isQuiet = await new Settle(stage, _longestStandstill, _longestSettling).RunAsync(ct);
            await stage.EndPartsAsync();
            return await TellAsync(drill, options, stage, isQuiet, report, ct);
        }
        finally
        {
            if (options.Folder is null)
                Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<DrillResult> TellAsync(Drill drill, DrillOptions options, DrillStage stage, bool isQuiet, TextWriter? report, CancellationToken ct)
    {
        var mail = await LeftMail.ReadAsync(stage.Net.Address, await stage.Net.AnyRunning.QueuesAsync(ct), ct);
        var traces = await Traces.ReadAsync(stage.Store, ct);
        var account = Account.Of(Books.Read(stage.Folder), traces, mail.Waiting, mail.Parked, DrillFunctions.WithEffects(drill.Setup.Functions));
        var measured = stage.Measure?.Read(traces.Effects, stage.Folder) ?? new Measured(null, []);
        foreach (var example in account.Examples)
            report?.WriteLine("  " + example);

        return new DrillResult
        {
            Published = account.Published,
            Confirmed = account.Confirmed,
            Effects = account.Effects,
            Lost = account.Lost,
            Doubled = account.Doubled,
            DeadLetters = account.DeadLetters,
            Unaccounted = account.Unaccounted,
            LongestStallMs = (long)Stalls.Longest(traces.Effects).TotalMilliseconds,
            Seed = options.Seed,
            Drill = drill.Name,
            Seconds = options.Load.TotalSeconds,
            Sabotage = SabotageText.Of(options.Sabotage),
            Faults = stage.Done,
            Figures = measured.Figures,
            Broken = [.. Broken(account, isQuiet), .. stage.Parts.Where(p => p.EndsOfItsOwn > 0 && !drill.Setup.MayEndByThemselves).Select(p => $"'{p.Name}' ended by itself."), .. measured.Broken],
        };
    }

    private static IEnumerable<string> Broken(Account account, bool isQuiet)
    {
        if (account.Confirmed == 0)
            yield return "Nothing was confirmed, so nothing was shown.";
        if (account.Lost > 0)
            yield return $"{account.Lost} times a confirmed letter had neither an effect nor a dead letter.";
        if (account.Doubled > 0)
            yield return $"{account.Doubled} effects happened more than once.";
        if (account.Unaccounted > 0)
            yield return $"{account.Unaccounted} times nobody can say what became of a letter.";
        if (account.Innocent > 0)
            yield return $"{account.Innocent} letters that had nothing wrong with them are dead letters.";
        if (!isQuiet)
            yield return $"It did not become quiet: for {_longestStandstill.TotalSeconds:0} s no effect came, or {_longestSettling.TotalMinutes:0} minutes were not enough.";
    }
}

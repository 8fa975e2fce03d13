using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Drills.Sabotage;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills;

/// <summary>Drills one after the other.</summary>
internal static class DrillSeries
{
    /// <summary>Each drill once. A drill that cannot run here is named and fails nobody.</summary>
    public static async Task<int> AllAsync(IReadOnlyList<Drill> drills, DrillOptions options, CancellationToken ct)
    {
        var results = new List<DrillResult>();
        var notRun = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var drill in drills)
        {
            if (await TryAsync(drill, options, notRun, ct) is { } result)
                results.Add(result);
        }

        if (!options.Json)
            DrillTable.Write(Console.Out, results);
        var total = new DrillTotal
        {
            Published = results.Sum(r => r.Published),
            Confirmed = results.Sum(r => r.Confirmed),
            Effects = results.Sum(r => r.Effects),
            Lost = results.Sum(r => r.Lost),
            Doubled = results.Sum(r => r.Doubled),
            DeadLetters = results.Sum(r => r.DeadLetters),
            Unaccounted = results.Sum(r => r.Unaccounted),
            LongestStallMs = results.Select(r => r.LongestStallMs).DefaultIfEmpty().Max(),
            Seed = options.Seed,
            Drill = "all",
            Seconds = options.Load.TotalSeconds,
            Sabotage = SabotageText.Of(options.Sabotage),
            Drills = results,
            NotRun = notRun,
        };
        Console.WriteLine(JsonSerializer.Serialize(total, DrillTotalJson.Default.DrillTotal));
        return results.Count > 0 && results.All(r => r.Held) ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Each drill with each sabotage: a drill that does not notice shows nothing when it says that all is well.</summary>
    public static async Task<int> ProveAsync(IReadOnlyList<Drill> drills, DrillOptions options, CancellationToken ct)
    {
        var notRun = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (seen, missed) = (new List<string>(), new List<string>());
        foreach (var (drill, kind) in drills.SelectMany(d => SabotageText.Kinds.Select(k => (d, k))))
        {
            if (notRun.ContainsKey(drill.Name) || await TryAsync(drill, options with { Sabotage = kind, Json = true }, notRun, ct) is not { } result)
                continue;
            var isSeen = !result.Held && (kind == SabotageKind.Duplicate ? result.Doubled : result.Lost) > 0;
            (isSeen ? seen : missed).Add($"{drill.Name} {result.Sabotage}");
            if (!options.Json)
                Console.WriteLine($"{drill.Name} {result.Sabotage}: {(isSeen ? "seen" : "NOT SEEN")} (lost {result.Lost}, doubled {result.Doubled})");
        }

        var proof = new DrillProof(seen.Count, seen.Count + missed.Count, missed, notRun, options.Seed, options.Load.TotalSeconds);
        Console.WriteLine(JsonSerializer.Serialize(proof, DrillTotalJson.Default.DrillProof));
        return missed.Count == 0 && seen.Count > 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<DrillResult?> TryAsync(Drill drill, DrillOptions options, SortedDictionary<string, string> notRun, CancellationToken ct)
    {
        try
        {
            return await DrillRun.RunAsync(drill, options with { Folder = options.Folder is { } folder ? Path.Combine(folder, $"{drill.Name}-{SabotageText.Of(options.Sabotage) ?? "whole"}") : null }, ct);
        }
        catch (CannotRunHereException e)
        {
            notRun[drill.Name] = e.Message;
            if (!options.Json)
                Console.WriteLine($"{drill.Name} cannot run here, because {e.Message}.");
            return null;
        }
    }
}

/// <summary>The sums of several drills, and each of them.</summary>
internal sealed record DrillTotal
{
    public required int Published { get; init; }

    public required int Confirmed { get; init; }

    public required int Effects { get; init; }

    public required int Lost { get; init; }

    public required int Doubled { get; init; }

    public required int DeadLetters { get; init; }

    public required int Unaccounted { get; init; }

    public required long LongestStallMs { get; init; }

    public required int Seed { get; init; }

    public required string Drill { get; init; }

    public required double Seconds { get; init; }

    public required string? Sabotage { get; init; }

    public required IReadOnlyList<DrillResult> Drills { get; init; }

    /// <summary>Drills that cannot run here, and why.</summary>
    public required IReadOnlyDictionary<string, string> NotRun { get; init; }
}

/// <param name="Seen">Drills and sabotages where the drill reported the sabotage.</param>
/// <param name="Of">All that ran.</param>
internal sealed record DrillProof(int Seen, int Of, IReadOnlyList<string> Missed, IReadOnlyDictionary<string, string> NotRun, int Seed, double Seconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DrillTotal))]
[JsonSerializable(typeof(DrillProof))]
internal sealed partial class DrillTotalJson : JsonSerializerContext;

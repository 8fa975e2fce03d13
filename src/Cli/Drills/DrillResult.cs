using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Cli.Drills;

/// <summary>What a drill prints: letters, effects and what became of them, counted outside the library.</summary>
internal sealed record DrillResult
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

    /// <summary>Null when the library was not broken on purpose.</summary>
    public required string? Sabotage { get; init; }

    /// <summary>What was done, by kind.</summary>
    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    /// <summary>Figures that only some drills have.</summary>
    public IReadOnlyDictionary<string, double>? Figures { get; init; }

    /// <summary>Each promise that did not hold, in a sentence. Empty when all did.</summary>
    public required IReadOnlyList<string> Broken { get; init; }

    [JsonIgnore]
    public bool Held => Broken.Count == 0;

    public string ToJson() => JsonSerializer.Serialize(this, DrillResultJson.Default.DrillResult);
}

/// <summary>In place of a result: the drill cannot run here.</summary>
internal sealed record NotRun(string Drill, string CannotRunHere)
{
    public string ToJson() => JsonSerializer.Serialize(this, DrillResultJson.Default.NotRun);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DrillResult))]
[JsonSerializable(typeof(NotRun))]
internal sealed partial class DrillResultJson : JsonSerializerContext;

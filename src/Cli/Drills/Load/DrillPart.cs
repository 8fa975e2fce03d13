using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Cli.Drills.Sabotage;

namespace ClearView.Cli.Drills.Load;

/// <summary>What one process of a drill is told at its start. The broker's address holds a password and comes by the environment.</summary>
internal sealed record DrillPart
{
    /// <summary>Names it among its fellows; one that is started again keeps the name, and with it its rows in the outbox.</summary>
    public required string Name { get; init; }

    public required PartRole Role { get; init; }

    /// <summary>The drill's.</summary>
    public required string Folder { get; init; }

    public required IReadOnlyList<string> Functions { get; init; }

    public SabotageKind Sabotage { get; init; }

    /// <summary>Letters that a publisher begins.</summary>
    public double PerSecond { get; init; }

    public bool OnlyByOutbox { get; init; }

    /// <summary>The tenants that take turns in what a publisher sends.</summary>
    public IReadOnlyList<string> Tenants { get; init; } = ["tenant-1"];

    /// <summary>One of so many letters is of a type that no function takes; 0 for none.</summary>
    public int OneUnwantedOf { get; init; }

    [JsonIgnore]
    public string Store => StoreIn(Folder);

    [JsonIgnore]
    public string Key => Path.Combine(Folder, "key");

    public static string StoreIn(string drill) => Path.Combine(drill, "store.db");

    public static DrillPart Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), DrillPartJson.Default.DrillPart) ?? throw new InvalidDataException($"'{path}' names no part of a drill.");

    /// <summary>Returns the file.</summary>
    public string Write()
    {
        var path = Path.Combine(Folder, "parts", Name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, DrillPartJson.Default.DrillPart));
        return path;
    }
}

internal enum PartRole
{
    Worker,
    Publisher,

    /// <summary>The vendor's client without the library, for comparison.</summary>
    Bare,
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DrillPart))]
internal sealed partial class DrillPartJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Messaging;

namespace ClearView.Cli.Drills.Load;

/// <summary>What publishers send in a drill. It knows its own id, so that a copy under another message id is still seen as a copy.</summary>
/// <param name="PublishedAt">Ticks of the publisher's clock, all processes of a drill share a machine.</param>
/// <param name="Poison">Ends the process that handles it.</param>
internal sealed record DrillLetter(string Letter, long PublishedAt, bool Poison, string Padding)
{
    public const string WireName = "drill.letter.v1";
}

/// <summary>What follows from a letter.</summary>
internal sealed record DrillEcho(string Letter, long PublishedAt)
{
    public const string WireName = "drill.echo.v1";
}

/// <summary>A letter that no function takes.</summary>
internal sealed record UnwantedLetter(string Letter)
{
    public const string WireName = "drill.unwanted.v1";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DrillLetter))]
[JsonSerializable(typeof(DrillEcho))]
[JsonSerializable(typeof(UnwantedLetter))]
internal sealed partial class DrillLettersJson : JsonSerializerContext;

internal static class DrillContracts
{
    public static ContractRegistry Registry() => new(
    [
        (DrillLetter.WireName, DrillLettersJson.Default.DrillLetter),
        (DrillEcho.WireName, DrillLettersJson.Default.DrillEcho),
        (UnwantedLetter.WireName, DrillLettersJson.Default.UnwantedLetter),
    ]);
}

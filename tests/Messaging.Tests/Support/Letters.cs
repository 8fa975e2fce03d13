using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Messaging.Tests.Support;

internal sealed record Letter(string Text, IReadOnlyList<string> Lines, Stamp? Stamp = null)
{
    public const string WireName = "letter.v1";

    public static Letter Of(string text) => new(text, []);
}

/// <summary>Written as a text of its own form, as the contracts' ids are.</summary>
[JsonConverter(typeof(StampJson))]
internal readonly record struct Stamp(Guid Value);

internal sealed class StampJson : JsonConverter<Stamp>
{
    public override Stamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(Guid.ParseExact(reader.GetString() ?? "", "N"));

    public override void Write(Utf8JsonWriter writer, Stamp value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value.ToString("N"));
}

internal sealed record Reply(string Text)
{
    public const string WireName = "reply.v1";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Letter))]
[JsonSerializable(typeof(Reply))]
internal sealed partial class LetterJson : JsonSerializerContext;

internal static class LetterContracts
{
    public static ContractRegistry Registry { get; } = new([(Letter.WireName, LetterJson.Default.Letter), (Reply.WireName, LetterJson.Default.Reply)]);
}

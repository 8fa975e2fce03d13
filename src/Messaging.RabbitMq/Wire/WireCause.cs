using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Messaging.RabbitMq.Wire;

/// <summary>A failure cause as one header of UTF-8 JSON. What is too long for a header is cut: the cause must never keep a message from being set aside.</summary>
internal static partial class WireCause
{
    private const int LongestHeader = 32 * 1024;
    private const int LongestText = 1_000;

    public static byte[] Write(FailureCause cause)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(cause, Json.Default.FailureCause);
        return json.Length <= LongestHeader
            ? json
            : JsonSerializer.SerializeToUtf8Bytes(
                new FailureCause(
                    Cut(cause.Code), Cut(cause.Text), cause.ExceptionType is null ? null : Cut(cause.ExceptionType), null, cause.Attempts,
                    cause.FirstFailedAt, cause.FailedAt, Cut(cause.Function), Cut(cause.FunctionVersion)),
                Json.Default.FailureCause);
    }

    /// <summary>Null when it is not a cause. Whoever may write to the broker may have written it, and people and stores read it: it is made plain.</summary>
    public static FailureCause? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Json.Default.FailureCause) is { Code: not null, Text: not null, Function: not null } cause
                ? (cause with { FunctionVersion = cause.FunctionVersion ?? "unknown" }).Plain()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];

    [JsonSerializable(typeof(FailureCause))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    private sealed partial class Json : JsonSerializerContext;
}

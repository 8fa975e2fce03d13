using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Messaging.Sqlite;

/// <summary>What the tables hold as JSON text.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(FailureCause))]
internal sealed partial class Json : JsonSerializerContext
{
    public static byte[] Write(Envelope envelope) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>(EnvelopeAttributes.Write(envelope)), Default.DictionaryStringString);

    public static byte[] Write(FailureCause cause) => JsonSerializer.SerializeToUtf8Bytes(cause, Default.FailureCause);

    /// <exception cref="FormatException">It is no envelope; also a <see cref="JsonException"/>.</exception>
    public static Envelope ReadEnvelope(ReadOnlySpan<byte> json)
    {
        var attributes = JsonSerializer.Deserialize(json, Default.DictionaryStringString);
        return EnvelopeAttributes.Read(name => attributes?.GetValueOrDefault(name));
    }

    /// <exception cref="JsonException">It is no cause.</exception>
    public static FailureCause? ReadCause(ReadOnlySpan<byte> json) =>
        json.IsEmpty ? null : JsonSerializer.Deserialize(json, Default.FailureCause);
}

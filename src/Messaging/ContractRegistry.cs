using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClearView.Messaging;

/// <summary>Wire names and the records behind them. A record not listed here cannot be published or received.</summary>
public sealed class ContractRegistry
{
    private readonly FrozenDictionary<string, JsonTypeInfo> _byWireName;
    private readonly FrozenDictionary<Type, string> _wireNames;
    private readonly FrozenDictionary<string, JsonTypeInfo> _writers;

    public ContractRegistry(IEnumerable<(string WireName, JsonTypeInfo Json)> contracts)
    {
        var all = contracts.ToList();
        var strict = all.Select(c => c.Json.Options).Distinct().ToDictionary(o => o, Strict);
        _byWireName = all.ToFrozenDictionary(c => c.WireName, c => strict[c.Json.Options].GetTypeInfo(c.Json.Type), StringComparer.Ordinal);
        // As they came: what a context was generated to write quickly, it writes so under its own options only.
        _writers = all.ToFrozenDictionary(c => c.WireName, c => c.Json, StringComparer.Ordinal);
        _wireNames = all.ToFrozenDictionary(c => c.Json.Type, c => c.WireName);
    }

    public IReadOnlyCollection<string> WireNames => _byWireName.Keys;

    public string WireNameOf(Type type) => _wireNames.TryGetValue(type, out var name)
        ? name
        : throw new InvalidOperationException($"'{type.Name}' has no wire name. Add it to the contract catalog.");

    public byte[] Serialize(object message) =>
        JsonSerializer.SerializeToUtf8Bytes(message, _writers[WireNameOf(message.GetType())]);

    internal void Serialize(object message, string wireName, Utf8JsonWriter to) => JsonSerializer.Serialize(to, message, _writers[wireName]);

    /// <exception cref="PermanentFailureException">The type is unknown here, or the body is not its JSON.</exception>
    public object Deserialize(string wireName, ReadOnlySpan<byte> body)
    {
        if (!_byWireName.TryGetValue(wireName, out var json))
            throw new PermanentFailureException("unknown-type", $"No contract named '{wireName}' is known to this version.");

        try
        {
            return JsonSerializer.Deserialize(body, json)
                ?? throw new PermanentFailureException("unreadable-payload", $"A '{wireName}' message held no value.");
        }
        catch (JsonException e)
        {
            // The exception's own text may quote the payload.
            throw new PermanentFailureException("unreadable-payload",
                $"A '{wireName}' message does not fit its contract at {e.LineNumber}:{e.BytePositionInLine}.");
        }
        catch (FormatException)
        {
            // From a contract's converter, which the serializer passes through as it is.
            throw new PermanentFailureException("unreadable-payload", $"A '{wireName}' message holds a value of the wrong form.");
        }
    }

    /// <summary>
    /// Unknown members are skipped, but a member that its record cannot be without must be there: else a function would meet a null
    /// that its compiler ruled out, and the message would climb the whole ladder of retries.
    /// </summary>
    private static JsonSerializerOptions Strict(JsonSerializerOptions options) =>
        new(options) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
}

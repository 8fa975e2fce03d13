using System.Text.Json.Serialization;

namespace ClearView.Simulators.Greenhouse;

/// <summary>One line of the journal. Which fields are set follows from <see cref="Kind"/>; see the README.</summary>
internal sealed record JournalEntry(string Kind, DateTimeOffset At)
{
    public const string Start = "start", Arrival = "arrival", Departure = "departure", Note = "note", Request = "request", Webhook = "webhook", Full = "full";

    public string? Method { get; init; }
    public string? Path { get; init; }
    public string? Query { get; init; }
    public int? Status { get; init; }
    public int? Rows { get; init; }
    public string? Fault { get; init; }
    public string? Error { get; init; }
    public long? CandidateId { get; init; }
    public long? NewCandidateId { get; init; }
    public string? Action { get; init; }
    public string? EventId { get; init; }
    public int? Attempt { get; init; }

    [JsonPropertyName("note")]
    public NoteRow? Written { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(WireTime)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalEntry))]
internal sealed partial class JournalJson : JsonSerializerContext;

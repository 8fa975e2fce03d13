using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Simulators.Greenhouse;

/// <summary>A row of a list. Ids are unique within one list only: a client that mixes lists up is found out.</summary>
internal interface IRow
{
    long Id { get; }
    DateTimeOffset CreatedAt { get; }
    DateTimeOffset UpdatedAt { get; }
}

internal sealed record Contact(string Value, string Type);

internal sealed record CandidateRow(
    long Id, string FirstName, string LastName,
    IReadOnlyList<Contact> EmailAddresses, IReadOnlyList<Contact> PhoneNumbers, IReadOnlyList<long> ApplicationIds,
    bool IsPrivate, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRow;

internal sealed record ApplicationRow(
    long Id, long CandidateId, long JobId, string Status, bool Prospect,
    DateTimeOffset AppliedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRow;

internal sealed record Named(long Id, string Name);

internal sealed record JobRow(
    long Id, string Name, string Status, bool Confidential,
    IReadOnlyList<Named> Departments, IReadOnlyList<Named> Offices, IReadOnlyDictionary<string, string> CustomFields,
    DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRow;

internal sealed record JobPostRow(
    long Id, long JobId, string Title, string Content, Place Location, bool Active, bool Live,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRow;

internal sealed record Place(string Name);

internal sealed record AttachmentRow(
    long Id, long CandidateId, long? ApplicationId, string Filename, string Type, string Url,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRow;

internal sealed record NoteRow(
    long Id, long CandidateId, long? ApplicationId, long? UserId, string Body, string Visibility, string Type,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt) : IRow;

/// <summary>Times on the wire: UTC with milliseconds and a Z.</summary>
internal sealed class WireTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));

    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// The next whole millisecond. Rounding down would date a row before a poll that could not see it yet,
    /// and the next poll's window would begin after it.
    /// </summary>
    public static DateTimeOffset Ceiling(DateTimeOffset time)
    {
        var over = time.UtcTicks % TimeSpan.TicksPerMillisecond;
        return new DateTimeOffset(over == 0 ? time.UtcTicks : time.UtcTicks - over + TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(WireTime)])]
[JsonSerializable(typeof(CandidateRow))]
[JsonSerializable(typeof(ApplicationRow))]
[JsonSerializable(typeof(JobRow))]
[JsonSerializable(typeof(JobPostRow))]
[JsonSerializable(typeof(AttachmentRow))]
[JsonSerializable(typeof(NoteRow))]
[JsonSerializable(typeof(NewNote))]
[JsonSerializable(typeof(NewFaults))]
internal sealed partial class WireJson : JsonSerializerContext;

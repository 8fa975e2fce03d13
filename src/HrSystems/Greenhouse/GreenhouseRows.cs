using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.HrSystems.Greenhouse;

// The rows of the lists, as far as ClearView reads them. Anything may be missing: an account's permissions trim fields in silence.

internal sealed record CandidateRow(
    long? Id, string? FirstName, string? LastName, IReadOnlyList<ContactRow>? EmailAddresses, IReadOnlyList<ContactRow>? PhoneNumbers,
    DateTimeOffset? UpdatedAt);

internal sealed record ContactRow(string? Value);

internal sealed record ApplicationRow(
    long? Id, long? CandidateId, long? JobId, string? Status, bool? Prospect,
    DateTimeOffset? AppliedAt, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt)
{
    /// <summary>Somebody who applied and waits for an answer.</summary>
    public bool IsOpen => JobId is not null && Prospect is not true && Status is not ("rejected" or "hired" or "converted");

    public DateTimeOffset? Applied => AppliedAt ?? CreatedAt;
}

internal sealed record AttachmentRow(
    long? Id, long? CandidateId, long? ApplicationId, string? Type, string? Url, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt)
{
    public bool IsResume => string.Equals(Type, "resume", StringComparison.OrdinalIgnoreCase);
}

internal sealed record JobRow(long? Id, string? Name, string? Status, DateTimeOffset? OpenedAt, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt)
{
    public bool IsOpen => Status is not ("closed" or "draft");
}

internal sealed record JobPostRow(
    long? Id, long? JobId, string? Title, string? Content, bool? Active, DateTimeOffset? CreatedAt, DateTimeOffset? UpdatedAt);

internal sealed record NoteRow(long? Id, long? CandidateId, string? Body);

/// <summary>The body of POST /v3/notes. The vendor's document could not be read: this is the one place to change.</summary>
internal sealed record NewNote(long CandidateId, long? ApplicationId, long? UserId, string Body, string Visibility);

internal sealed record TokenAnswer(string? AccessToken, int? ExpiresIn);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonElement[]))]
[JsonSerializable(typeof(CandidateRow))]
[JsonSerializable(typeof(ApplicationRow))]
[JsonSerializable(typeof(AttachmentRow))]
[JsonSerializable(typeof(JobRow))]
[JsonSerializable(typeof(JobPostRow))]
[JsonSerializable(typeof(NoteRow))]
[JsonSerializable(typeof(NewNote))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class GreenhouseJson : JsonSerializerContext;

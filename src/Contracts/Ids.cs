using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClearView.Contracts;

/// <summary>A person who applies, known by tenant, HR system and that system's id; says nothing of who they are.</summary>
[JsonConverter(typeof(CandidateIdJson))]
public readonly record struct CandidateId(Guid Value)
{
    public static CandidateId Of(string tenant, string system, string sourceId) =>
        new(DerivedId.From("candidate", tenant, system, sourceId));

    public override string ToString() => Value.ToString("N");
}

/// <summary>An open job, known by tenant, HR system and that system's id.</summary>
[JsonConverter(typeof(JobIdJson))]
public readonly record struct JobId(Guid Value)
{
    public static JobId Of(string tenant, string system, string sourceId) =>
        new(DerivedId.From("job", tenant, system, sourceId));

    public override string ToString() => Value.ToString("N");
}

internal sealed class CandidateIdJson : JsonConverter<CandidateId>
{
    public override CandidateId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(Guid.ParseExact(reader.GetString() ?? "", "N"));

    public override void Write(Utf8JsonWriter writer, CandidateId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

internal sealed class JobIdJson : JsonConverter<JobId>
{
    public override JobId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(Guid.ParseExact(reader.GetString() ?? "", "N"));

    public override void Write(Utf8JsonWriter writer, JobId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

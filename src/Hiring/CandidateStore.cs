using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>What is known of candidates. Every result carries its source's version; one older than what is stored is dropped.</summary>
public sealed class CandidateStore(HiringDb db)
{
    public Task SaveAsync(TenantId tenant, long version, ResumeReceived received, CancellationToken ct) => db.ExecuteAsync("""
        INSERT INTO candidates (tenant, id, version, system, source_id, received_on, claim)
        VALUES (@tenant, @id, @version, @system, @sourceId, @receivedOn, @claim)
        ON CONFLICT (tenant, id) DO UPDATE SET version = excluded.version, received_on = excluded.received_on, claim = excluded.claim
        WHERE excluded.version >= candidates.version
        """,
        new
        {
            tenant = tenant.Value,
            id = received.Candidate.ToString(),
            version,
            system = received.Origin.System,
            sourceId = received.Origin.SourceId,
            receivedOn = received.ReceivedOn.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            claim = received.Original.Claim,
        }, ct);

    /// <summary>Of several applications for one job the last one counts; of equal versions the one with the greater id, whichever comes first.</summary>
    public Task SaveApplicationAsync(TenantId tenant, long version, ApplicationReceived application, CancellationToken ct) => db.ExecuteAsync("""
        INSERT INTO applications (tenant, candidate, job, version, system, source_id, candidate_source_id)
        VALUES (@tenant, @candidate, @job, @version, @system, @sourceId, @candidateSourceId)
        ON CONFLICT (tenant, candidate, job) DO UPDATE SET
            version = excluded.version, system = excluded.system, source_id = excluded.source_id, candidate_source_id = excluded.candidate_source_id
        WHERE excluded.version > applications.version OR (excluded.version = applications.version AND excluded.source_id > applications.source_id)
        """,
        new
        {
            tenant = tenant.Value,
            candidate = application.Candidate.ToString(),
            job = application.Job.ToString(),
            version,
            system = application.Origin.System,
            sourceId = application.Origin.SourceId,
            candidateSourceId = application.CandidateSourceId,
        }, ct);

    public Task SaveResumeAsync(TenantId tenant, long version, ResumeAnonymized resume, CancellationToken ct) =>
        SaveAsync("resumes", tenant, resume.Candidate, version, resume, ContractJson.Default.ResumeAnonymized, ct);

    public Task<ResumeAnonymized?> FindResumeAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) =>
        FindAsync("resumes", tenant, candidate, ContractJson.Default.ResumeAnonymized, ct);

    public Task SaveSkillsAsync(TenantId tenant, long version, SkillsExtracted skills, CancellationToken ct) =>
        SaveAsync("skills", tenant, skills.Candidate, version, skills, ContractJson.Default.SkillsExtracted, ct);

    public Task<SkillsExtracted?> FindSkillsAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) =>
        FindAsync("skills", tenant, candidate, ContractJson.Default.SkillsExtracted, ct);

    public Task SaveStoryAsync(TenantId tenant, long version, StoryTold story, CancellationToken ct) =>
        SaveAsync("stories", tenant, story.Candidate, version, story, ContractJson.Default.StoryTold, ct);

    public Task<StoryTold?> FindStoryAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) =>
        FindAsync("stories", tenant, candidate, ContractJson.Default.StoryTold, ct);

    public Task SaveTipsAsync(TenantId tenant, long version, TipsGiven tips, CancellationToken ct) =>
        SaveAsync("tips", tenant, tips.Candidate, version, tips, ContractJson.Default.TipsGiven, ct);

    public Task<TipsGiven?> FindTipsAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) =>
        FindAsync("tips", tenant, candidate, ContractJson.Default.TipsGiven, ct);

    // The tables differ only in what they hold; the name never comes from outside.
    private Task<int> SaveAsync<T>(string table, TenantId tenant, CandidateId candidate, long version, T content, JsonTypeInfo<T> json, CancellationToken ct) =>
        db.ExecuteAsync($"""
            INSERT INTO {table} (tenant, candidate, version, content) VALUES (@tenant, @candidate, @version, @content)
            ON CONFLICT (tenant, candidate) DO UPDATE SET version = excluded.version, content = excluded.content
            WHERE excluded.version >= {table}.version
            """,
            new { tenant = tenant.Value, candidate = candidate.ToString(), version, content = JsonSerializer.Serialize(content, json) }, ct);

    private async Task<T?> FindAsync<T>(string table, TenantId tenant, CandidateId candidate, JsonTypeInfo<T> json, CancellationToken ct)
        where T : class =>
        await db.FindAsync<string>($"SELECT content FROM {table} WHERE tenant = @tenant AND candidate = @candidate",
            new { tenant = tenant.Value, candidate = candidate.ToString() }, ct) is { } content
            ? JsonSerializer.Deserialize(content, json)
            : null;
}

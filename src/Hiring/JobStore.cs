using System.Text.Json;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>Jobs as they were published and as they were read.</summary>
public sealed class JobStore(HiringDb db)
{
    public Task SaveAsync(TenantId tenant, long version, JobPublished job, CancellationToken ct) => db.ExecuteAsync("""
        INSERT INTO jobs (tenant, id, version, system, source_id, title, text)
        VALUES (@tenant, @id, @version, @system, @sourceId, @title, @text)
        ON CONFLICT (tenant, id) DO UPDATE SET version = excluded.version, title = excluded.title, text = excluded.text
        WHERE excluded.version >= jobs.version
        """,
        new
        {
            tenant = tenant.Value,
            id = job.Job.ToString(),
            version,
            system = job.Origin.System,
            sourceId = job.Origin.SourceId,
            title = job.Title,
            text = job.Text,
        }, ct);

    public Task SaveParsedAsync(TenantId tenant, long version, JobParsed job, CancellationToken ct) => db.ExecuteAsync("""
        INSERT INTO parsed_jobs (tenant, job, version, content) VALUES (@tenant, @job, @version, @content)
        ON CONFLICT (tenant, job) DO UPDATE SET version = excluded.version, content = excluded.content
        WHERE excluded.version >= parsed_jobs.version
        """,
        new { tenant = tenant.Value, job = job.Job.ToString(), version, content = JsonSerializer.Serialize(job, ContractJson.Default.JobParsed) }, ct);

    public async Task<StoredJob?> FindAsync(TenantId tenant, JobId job, CancellationToken ct) =>
        await db.FindAsync<Row>("""
            SELECT id AS Id, version AS Version, system AS System, source_id AS SourceId, title AS Title, text AS Text
            FROM jobs WHERE tenant = @tenant AND id = @job
            """, new { tenant = tenant.Value, job = job.ToString() }, ct) is { } row ? row.Read() : null;

    /// <summary>Null when there is no such job.</summary>
    public Task<string?> FindTitleAsync(TenantId tenant, JobId job, CancellationToken ct) =>
        db.FindAsync<string>("SELECT title FROM jobs WHERE tenant = @tenant AND id = @job", new { tenant = tenant.Value, job = job.ToString() }, ct);

    public async Task<bool> AnyAsync(TenantId tenant, CancellationToken ct) =>
        await db.FindAsync<string>("SELECT id FROM jobs WHERE tenant = @tenant LIMIT 1", new { tenant = tenant.Value }, ct) is not null;

    /// <summary>In the order of their ids, which no change moves.</summary>
    /// <param name="after">The last id of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<JobSummary>> PageAsync(TenantId tenant, JobId? after, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<SummaryRow>(SelectSummary + " AND id > @after ORDER BY id LIMIT @most",
            new { tenant = tenant.Value, after = after?.ToString() ?? "", most }, ct)).Select(r => r.Read()),
    ];

    /// <summary>In the order of their titles, as people look for them.</summary>
    public async Task<IReadOnlyList<JobSummary>> ByTitleAsync(TenantId tenant, int skip, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<SummaryRow>(SelectSummary + " ORDER BY title, id LIMIT @most OFFSET @skip",
            new { tenant = tenant.Value, skip, most }, ct)).Select(r => r.Read()),
    ];

    public async Task<JobParsed?> FindParsedAsync(TenantId tenant, JobId job, CancellationToken ct) =>
        await db.FindAsync<string>("SELECT content FROM parsed_jobs WHERE tenant = @tenant AND job = @job",
            new { tenant = tenant.Value, job = job.ToString() }, ct) is { } content
            ? JsonSerializer.Deserialize(content, ContractJson.Default.JobParsed)
            : null;

    private const string SelectSummary = "SELECT id AS Id, system AS System, source_id AS SourceId, title AS Title FROM jobs WHERE tenant = @tenant";

    private sealed record SummaryRow(string Id, string System, string SourceId, string Title)
    {
        public JobSummary Read() => new(new JobId(Guid.ParseExact(Id, "N")), new Origin(System, SourceId), Title);
    }

    private sealed record Row(string Id, long Version, string System, string SourceId, string Title, string Text)
    {
        public StoredJob Read() => new(new JobId(Guid.ParseExact(Id, "N")), Version, new Origin(System, SourceId), Title, Text);
    }
}

/// <summary>A job without its text, which may be large.</summary>
public sealed record JobSummary(JobId Id, Origin Origin, string Title);

public sealed record StoredJob(JobId Id, long Version, Origin Origin, string Title, string Text);

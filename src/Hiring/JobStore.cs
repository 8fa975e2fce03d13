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
        WHERE excluded.version >= version
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
        WHERE excluded.version >= version
        """,
        new { tenant = tenant.Value, job = job.Job.ToString(), version, content = JsonSerializer.Serialize(job, ContractJson.Default.JobParsed) }, ct);

    public async Task<StoredJob?> FindAsync(TenantId tenant, JobId job, CancellationToken ct) =>
        await db.FindAsync<Row>("""
            SELECT id AS Id, version AS Version, system AS System, source_id AS SourceId, title AS Title, text AS Text
            FROM jobs WHERE tenant = @tenant AND id = @job
            """, new { tenant = tenant.Value, job = job.ToString() }, ct) is { } row ? row.Read() : null;

    public async Task<IReadOnlyList<StoredJob>> ListAsync(TenantId tenant, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<Row>("""
            SELECT id AS Id, version AS Version, system AS System, source_id AS SourceId, title AS Title, text AS Text
            FROM jobs WHERE tenant = @tenant ORDER BY title, id LIMIT 2000
            """, new { tenant = tenant.Value }, ct)).Select(r => r.Read()),
    ];

    public async Task<JobParsed?> FindParsedAsync(TenantId tenant, JobId job, CancellationToken ct) =>
        await db.FindAsync<string>("SELECT content FROM parsed_jobs WHERE tenant = @tenant AND job = @job",
            new { tenant = tenant.Value, job = job.ToString() }, ct) is { } content
            ? JsonSerializer.Deserialize(content, ContractJson.Default.JobParsed)
            : null;

    private sealed record Row(string Id, long Version, string System, string SourceId, string Title, string Text)
    {
        public StoredJob Read() => new(new JobId(Guid.ParseExact(Id, "N")), Version, new Origin(System, SourceId), Title, Text);
    }
}

public sealed record StoredJob(JobId Id, long Version, Origin Origin, string Title, string Text);

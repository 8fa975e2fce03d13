using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>Which scores an HR system was asked to show, and which it shows.</summary>
public sealed class WriteBackStore(HiringDb db)
{
    public async Task<Application?> FindApplicationAsync(TenantId tenant, CandidateId candidate, JobId job, CancellationToken ct) =>
        await db.FindAsync<Application>("""
            SELECT system AS System, source_id AS SourceId, candidate_source_id AS CandidateSourceId
            FROM applications WHERE tenant = @tenant AND candidate = @candidate AND job = @job
            """, new { tenant = tenant.Value, candidate = candidate.ToString(), job = job.ToString() }, ct);

    /// <summary>False when it was asked for before.</summary>
    public async Task<bool> AskAsync(TenantId tenant, string marker, MatchScored match, string system, CancellationToken ct) =>
        await db.ExecuteAsync("""
            INSERT INTO write_backs (tenant, marker, candidate, candidate_version, job, job_version, system, written)
            VALUES (@tenant, @marker, @candidate, @candidateVersion, @job, @jobVersion, @system, 0) ON CONFLICT DO NOTHING
            """,
            new
            {
                tenant = tenant.Value,
                marker,
                candidate = match.Candidate.ToString(),
                candidateVersion = match.CandidateVersion,
                job = match.Job.ToString(),
                jobVersion = match.JobVersion,
                system,
            }, ct) == 1;

    public Task MarkWrittenAsync(TenantId tenant, string marker, CancellationToken ct) =>
        db.ExecuteAsync("UPDATE write_backs SET written = 1 WHERE tenant = @tenant AND marker = @marker", new { tenant = tenant.Value, marker }, ct);
}

public sealed record Application(string System, string SourceId, string CandidateSourceId);

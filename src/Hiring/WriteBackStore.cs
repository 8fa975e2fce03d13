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

    /// <summary>
    /// False when the last one reads the same and is written: that one then stands for these versions too. Not an earlier one, for the last
    /// is what the HR system shows; and not one that is on its way, for it may end as a dead letter.
    /// </summary>
    /// <param name="content">Digest of what a reader learns.</param>
    public async Task<bool> AskAsync(TenantId tenant, string marker, string content, MatchScored match, string system, CancellationToken ct)
    {
        var asked = new
        {
            tenant = tenant.Value,
            marker,
            content,
            candidate = match.Candidate.ToString(),
            candidateVersion = match.CandidateVersion,
            job = match.Job.ToString(),
            jobVersion = match.JobVersion,
            system,
        };
        return await db.ExecuteAsync("""
            UPDATE write_backs SET candidate_version = @candidateVersion, job_version = @jobVersion
            WHERE tenant = @tenant AND content = @content AND written = 1 AND marker = (
                SELECT marker FROM write_backs WHERE tenant = @tenant AND candidate = @candidate AND job = @job
                ORDER BY candidate_version DESC, job_version DESC LIMIT 1)
            """, asked, ct) == 0
            && await db.ExecuteAsync("""
            INSERT INTO write_backs (tenant, marker, content, candidate, candidate_version, job, job_version, system, written)
            VALUES (@tenant, @marker, @content, @candidate, @candidateVersion, @job, @jobVersion, @system, 0) ON CONFLICT DO NOTHING
            """, asked, ct) == 1;
    }

    public Task MarkWrittenAsync(TenantId tenant, string marker, CancellationToken ct) =>
        db.ExecuteAsync("UPDATE write_backs SET written = 1 WHERE tenant = @tenant AND marker = @marker", new { tenant = tenant.Value, marker }, ct);
}

public sealed record Application(string System, string SourceId, string CandidateSourceId);

using System.Text.Json;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>Which pairs were asked for, and their scores.</summary>
public sealed class MatchStore(HiringDb db)
{
    /// <summary>Features of the other side, with which the given side has no requested score yet in their current versions.</summary>
    /// <param name="most">The first so many: features are large, and a side may have a hundred thousand of them.</param>
    public async Task<IReadOnlyList<JobFeatures>> JobsNotAskedForAsync(TenantId tenant, CandidateFeatures candidate, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<string>("""
            SELECT p.content FROM parsed_jobs p WHERE p.tenant = @tenant AND NOT EXISTS (
                SELECT 1 FROM score_requests r WHERE r.tenant = p.tenant AND r.candidate = @candidate AND r.candidate_version = @version
                    AND r.job = p.job AND r.job_version = p.version)
            ORDER BY p.job LIMIT @most
            """, new { tenant = tenant.Value, candidate = candidate.Candidate.ToString(), version = candidate.Version, most }, ct))
            .Select(c => JsonSerializer.Deserialize(c, ContractJson.Default.JobParsed)!.Features),
    ];

    /// <inheritdoc cref="JobsNotAskedForAsync"/>
    public async Task<IReadOnlyList<CandidateFeatures>> CandidatesNotAskedForAsync(TenantId tenant, JobFeatures job, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<string>("""
            SELECT s.content FROM skills s WHERE s.tenant = @tenant AND NOT EXISTS (
                SELECT 1 FROM score_requests r WHERE r.tenant = s.tenant AND r.candidate = s.candidate AND r.candidate_version = s.version
                    AND r.job = @job AND r.job_version = @version)
            ORDER BY s.candidate LIMIT @most
            """, new { tenant = tenant.Value, job = job.Job.ToString(), version = job.Version, most }, ct))
            .Select(c => JsonSerializer.Deserialize(c, ContractJson.Default.SkillsExtracted)!.Features),
    ];

    /// <summary>
    /// False when it was asked for already. Of two sides that ask at once the later waits for the earlier; so that none waits in a circle,
    /// whoever asks for many does so in the order of candidates and jobs.
    /// </summary>
    public async Task<bool> AskForAsync(TenantId tenant, CandidateFeatures candidate, JobFeatures job, CancellationToken ct) => await db.ExecuteAsync("""
        INSERT INTO score_requests (tenant, candidate, candidate_version, job, job_version)
        VALUES (@tenant, @candidate, @candidateVersion, @job, @jobVersion) ON CONFLICT DO NOTHING
        """,
        new
        {
            tenant = tenant.Value,
            candidate = candidate.Candidate.ToString(),
            candidateVersion = candidate.Version,
            job = job.Job.ToString(),
            jobVersion = job.Version,
        }, ct) == 1;

    /// <summary>False when a newer score is stored already.</summary>
    public async Task<bool> SaveAsync(TenantId tenant, MatchScored match, CancellationToken ct) => await db.ExecuteAsync("""
        INSERT INTO matches (tenant, candidate, candidate_version, job, job_version, score, content)
        VALUES (@tenant, @candidate, @candidateVersion, @job, @jobVersion, @score, @content)
        ON CONFLICT (tenant, candidate, job) DO UPDATE SET
            candidate_version = excluded.candidate_version, job_version = excluded.job_version, score = excluded.score, content = excluded.content
        WHERE excluded.candidate_version >= matches.candidate_version AND excluded.job_version >= matches.job_version
        """,
        new
        {
            tenant = tenant.Value,
            candidate = match.Candidate.ToString(),
            candidateVersion = match.CandidateVersion,
            job = match.Job.ToString(),
            jobVersion = match.JobVersion,
            score = match.Score,
            content = JsonSerializer.Serialize(match, ContractJson.Default.MatchScored),
        }, ct) == 1;

    public async Task<MatchScored?> FindAsync(TenantId tenant, CandidateId candidate, JobId job, CancellationToken ct) =>
        await db.FindAsync<string>("SELECT content FROM matches WHERE tenant = @tenant AND candidate = @candidate AND job = @job",
            new { tenant = tenant.Value, candidate = candidate.ToString(), job = job.ToString() }, ct) is { } content ? Read(content) : null;

    /// <summary>Best first; equal scores in the order of their ids, so that a list never shuffles.</summary>
    public async Task<IReadOnlyList<MatchScored>> OfJobAsync(TenantId tenant, JobId job, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<string>(
            "SELECT content FROM matches WHERE tenant = @tenant AND job = @job ORDER BY score DESC, candidate LIMIT @most",
            new { tenant = tenant.Value, job = job.ToString(), most }, ct)).Select(Read),
    ];

    /// <inheritdoc cref="OfJobAsync"/>
    public async Task<IReadOnlyList<MatchScored>> OfCandidateAsync(TenantId tenant, CandidateId candidate, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<string>(
            "SELECT content FROM matches WHERE tenant = @tenant AND candidate = @candidate ORDER BY score DESC, job LIMIT @most",
            new { tenant = tenant.Value, candidate = candidate.ToString(), most }, ct)).Select(Read),
    ];

    private static MatchScored Read(string content) => JsonSerializer.Deserialize(content, ContractJson.Default.MatchScored)!;
}

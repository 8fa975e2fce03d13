using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>
/// What became of everything that was received, counted from what is stored and never from counters: each résumé must be anonymous with
/// all its results, or held, or a dead letter; anything else is unaccounted for, and named.
/// </summary>
public sealed class Accounting(HiringDb db)
{
    private const int MostGapsNamed = 50;

    public async Task<Account> TakeAsync(TenantId tenant, CancellationToken ct)
    {
        var parameters = new { tenant = tenant.Value };
        var counts = (await db.QueryAsync<Counts>("""
            SELECT (SELECT COUNT(*) FROM candidates WHERE tenant = @tenant) AS Received,
                   (SELECT COUNT(*) FROM resumes WHERE tenant = @tenant) AS Anonymized,
                   (SELECT COUNT(*) FROM held_resumes WHERE tenant = @tenant AND state = 'waiting') AS HeldForReview,
                   (SELECT COUNT(*) FROM stories WHERE tenant = @tenant) AS Stories,
                   (SELECT COUNT(*) FROM tips WHERE tenant = @tenant) AS Tips,
                   (SELECT COUNT(*) FROM skills WHERE tenant = @tenant) AS Skills,
                   (SELECT COUNT(*) FROM matches WHERE tenant = @tenant) AS Matches,
                   (SELECT COUNT(*) FROM write_backs WHERE tenant = @tenant AND written = 1) AS WrittenBack,
                   (SELECT COUNT(*) FROM dead_letters WHERE tenant = @tenant) AS DeadLetters,
                   (SELECT COUNT(*) FROM jobs WHERE tenant = @tenant) AS Jobs
            """, parameters, ct)).Single();

        // A result that is missing because a function gave up on it is accounted for by that dead letter.
        var gaps = await db.QueryAsync<string>(Gaps, parameters, ct);
        return new Account(
            counts.Received, counts.Anonymized, counts.HeldForReview, counts.Stories, counts.Tips, counts.Skills, counts.Matches,
            counts.WrittenBack, counts.DeadLetters, counts.Jobs, gaps.Count, [.. gaps.Take(MostGapsNamed)]);
    }

    private const string Gaps = """
        WITH dead AS (SELECT DISTINCT subject, function FROM dead_letters WHERE tenant = @tenant)
        SELECT 'candidate ' || c.id || ' is neither anonymous nor held nor dead' FROM candidates c
        WHERE c.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM resumes r WHERE r.tenant = c.tenant AND r.candidate = c.id AND r.version >= c.version)
          AND NOT EXISTS (SELECT 1 FROM held_resumes h WHERE h.tenant = c.tenant AND h.candidate = c.id AND h.version >= c.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = c.id AND d.function IN ('anonymize', 'save-anonymous-resume', 'hold-for-review'))
        UNION ALL
        SELECT 'candidate ' || r.candidate || ' has no story' FROM resumes r
        WHERE r.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM stories s WHERE s.tenant = r.tenant AND s.candidate = r.candidate AND s.version >= r.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = r.candidate AND d.function IN ('tell-story', 'save-story'))
        UNION ALL
        SELECT 'candidate ' || r.candidate || ' has no tips' FROM resumes r
        WHERE r.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM tips s WHERE s.tenant = r.tenant AND s.candidate = r.candidate AND s.version >= r.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = r.candidate AND d.function IN ('give-tips', 'save-tips'))
        UNION ALL
        SELECT 'candidate ' || r.candidate || ' has no skills' FROM resumes r
        WHERE r.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM skills s WHERE s.tenant = r.tenant AND s.candidate = r.candidate AND s.version >= r.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = r.candidate AND d.function IN ('extract-skills', 'save-skills'))
        UNION ALL
        SELECT 'job ' || j.id || ' was not read' FROM jobs j
        WHERE j.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM parsed_jobs p WHERE p.tenant = j.tenant AND p.job = j.id AND p.version >= j.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = j.id)
        UNION ALL
        SELECT 'candidate ' || s.candidate || ' has no score for job ' || p.job FROM skills s JOIN parsed_jobs p ON p.tenant = s.tenant
        WHERE s.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM matches m WHERE m.tenant = s.tenant AND m.candidate = s.candidate AND m.job = p.job
                AND m.candidate_version >= s.version AND m.job_version >= p.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.function IN ('request-scores', 'score-match', 'save-match'))
        UNION ALL
        SELECT 'the score of candidate ' || m.candidate || ' for job ' || m.job || ' is not in ' || a.system FROM matches m
        JOIN applications a ON a.tenant = m.tenant AND a.candidate = m.candidate AND a.job = m.job
        WHERE m.tenant = @tenant AND a.system <> 'portal'
          AND NOT EXISTS (SELECT 1 FROM write_backs w WHERE w.tenant = m.tenant AND w.candidate = m.candidate AND w.job = m.job AND w.written = 1)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = m.candidate AND d.function IN ('write-score', 'write-score-to-hr-system', 'save-write-back'))
        LIMIT 10000
        """;

    private sealed record Counts(
        long Received, long Anonymized, long HeldForReview, long Stories, long Tips, long Skills, long Matches, long WrittenBack,
        long DeadLetters, long Jobs);
}

/// <param name="Received">Résumés.</param>
/// <param name="Matches">Scored pairs.</param>
/// <param name="Unaccounted">Results that should be there and are neither stored nor held nor dead.</param>
/// <param name="Gaps">The first of them, named.</param>
public sealed record Account(
    long Received, long Anonymized, long HeldForReview, long Stories, long Tips, long Skills, long Matches, long WrittenBack,
    long DeadLetters, long Jobs, long Unaccounted, IReadOnlyList<string> Gaps);

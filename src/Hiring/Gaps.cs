using ClearView.Contracts;

namespace ClearView.Hiring;

/// <summary>What should be stored and is not, as SQL. Each statement stops at ten thousand: by then somebody is needed, not a number.</summary>
internal static class Gaps
{
    /// <summary>What came in, by whatever way, and results that belong to one candidate or one job, unless a dead letter of that version stands for them.</summary>
    public const string OfOne = $"""
        WITH dead AS (SELECT DISTINCT subject, function, source_version AS version FROM dead_letters WHERE tenant = @tenant)
        SELECT CASE a.type WHEN '{JobPublished.WireName}' THEN 'job ' WHEN '{ApplicationReceived.WireName}' THEN 'an application of candidate ' ELSE 'candidate ' END
            || a.subject || ' was accepted and not stored'
        FROM accepted a
        JOIN (SELECT '{ResumeReceived.WireName}' AS type, 'save-candidate' AS function
              UNION ALL SELECT '{JobPublished.WireName}', 'save-job'
              UNION ALL SELECT '{ApplicationReceived.WireName}', 'save-application') f ON f.type = a.type
        WHERE a.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.function = f.function AND i.message_id = a.message_id AND i.state <> 0)
          AND NOT EXISTS (SELECT 1 FROM dead_letters d WHERE d.function IN (f.function, 'outbox') AND d.message_id = a.message_id)
        UNION ALL
        SELECT 'candidate ' || c.id || ' is neither anonymous nor held nor dead' FROM candidates c
        WHERE c.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM resumes r WHERE r.tenant = c.tenant AND r.candidate = c.id AND r.version >= c.version)
          AND NOT EXISTS (SELECT 1 FROM held_resumes h WHERE h.tenant = c.tenant AND h.candidate = c.id AND h.version >= c.version AND h.state <> 'released')
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = c.id AND d.version = c.version AND d.function IN ('anonymize', 'save-anonymous-resume', 'hold-for-review'))
        UNION ALL
        SELECT 'candidate ' || r.candidate || ' has no story' FROM resumes r
        WHERE r.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM stories s WHERE s.tenant = r.tenant AND s.candidate = r.candidate AND s.version >= r.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = r.candidate AND d.version = r.version AND d.function IN ('tell-story', 'save-story'))
        UNION ALL
        SELECT 'candidate ' || r.candidate || ' has no tips' FROM resumes r
        WHERE r.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM tips s WHERE s.tenant = r.tenant AND s.candidate = r.candidate AND s.version >= r.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = r.candidate AND d.version = r.version AND d.function IN ('give-tips', 'save-tips'))
        UNION ALL
        SELECT 'candidate ' || r.candidate || ' has no skills' FROM resumes r
        WHERE r.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM skills s WHERE s.tenant = r.tenant AND s.candidate = r.candidate AND s.version >= r.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = r.candidate AND d.version = r.version AND d.function IN ('extract-skills', 'save-skills'))
        UNION ALL
        SELECT 'job ' || j.id || ' was not read' FROM jobs j
        WHERE j.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM parsed_jobs p WHERE p.tenant = j.tenant AND p.job = j.id AND p.version >= j.version)
          AND NOT EXISTS (SELECT 1 FROM dead d WHERE d.subject = j.id AND d.version = j.version AND d.function IN ('parse-job', 'save-parsed-job'))
        LIMIT 10000
        """;

    /// <summary>Pairs without a score in the current versions, unless the join never asked because its own message is dead.</summary>
    public const string Scores = """
        WITH dead AS (SELECT DISTINCT subject, source_version AS version FROM dead_letters WHERE tenant = @tenant AND function = 'request-scores')
        SELECT s.candidate AS Candidate, s.version AS CandidateVersion, p.job AS Job, p.version AS JobVersion
        FROM skills s JOIN parsed_jobs p ON p.tenant = s.tenant
        WHERE s.tenant = @tenant
          AND NOT EXISTS (SELECT 1 FROM matches m WHERE m.tenant = s.tenant AND m.candidate = s.candidate AND m.job = p.job
                AND m.candidate_version >= s.version AND m.job_version >= p.version)
          AND (EXISTS (SELECT 1 FROM score_requests r WHERE r.tenant = s.tenant AND r.candidate = s.candidate AND r.candidate_version = s.version
                    AND r.job = p.job AND r.job_version = p.version)
            OR NOT EXISTS (SELECT 1 FROM dead d WHERE (d.subject = s.candidate AND d.version = s.version) OR (d.subject = p.job AND d.version = p.version)))
        LIMIT 10000
        """;

    /// <summary>Scores of applicants that their HR system does not show in the current versions; with the marker, where it was asked to.</summary>
    public const string Notes = """
        SELECT m.candidate AS Candidate, m.candidate_version AS CandidateVersion, m.job AS Job, a.system AS System, asked.marker AS Marker
        FROM matches m
        JOIN applications a ON a.tenant = m.tenant AND a.candidate = m.candidate AND a.job = m.job
        LEFT JOIN write_backs asked ON asked.tenant = m.tenant AND asked.candidate = m.candidate AND asked.job = m.job
            AND asked.candidate_version = m.candidate_version AND asked.job_version = m.job_version
        WHERE m.tenant = @tenant AND a.system <> 'portal'
          AND NOT EXISTS (SELECT 1 FROM write_backs w WHERE w.tenant = m.tenant AND w.candidate = m.candidate AND w.job = m.job AND w.written = 1
                AND w.candidate_version >= m.candidate_version AND w.job_version >= m.job_version)
        LIMIT 10000
        """;
}

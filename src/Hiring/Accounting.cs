using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>
/// What became of everything that was received, counted from what is stored and never from counters: each résumé must be anonymous with
/// all its results, or held, or a dead letter; anything else is unaccounted for, and named. A dead letter accounts for the one result, in
/// the one version, that its function gave up on; it does so after somebody discarded it.
/// </summary>
public sealed class Accounting(HiringDb db, DeadPairs deadPairs)
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
                   (SELECT COUNT(*) FROM dead_letters WHERE tenant = @tenant) AS Letters,
                   (SELECT COUNT(*) FROM jobs WHERE tenant = @tenant) AS Jobs,
                   (SELECT COUNT(*) FROM dead_letters WHERE tenant = @tenant AND discard IS NOT NULL) AS Discarded
            """, parameters, ct)).Single();

        var gaps = new List<string>(await db.QueryAsync<string>(Gaps.OfOne, parameters, ct));
        var scores = await db.QueryAsync<MissingScore>(Gaps.Scores, parameters, ct);
        var notes = await db.QueryAsync<MissingNote>(Gaps.Notes, parameters, ct);
        if (scores.Count + notes.Count > 0)
        {
            var dead = await deadPairs.ReadAsync(db, tenant, ct);
            gaps.AddRange(scores.Where(s => !dead.HasScore(s.Candidate, s.CandidateVersion, s.Job, s.JobVersion))
                .Select(s => $"candidate {s.Candidate} has no score for job {s.Job}"));
            gaps.AddRange(notes.Where(n => !(n.Marker is { } asked ? dead.HasNote(asked) : dead.HasJoin(n.Candidate, n.CandidateVersion, n.Job)))
                .Select(n => $"the score of candidate {n.Candidate} for job {n.Job} is not in {n.System}"));
        }

        return new Account(
            counts.Received, counts.Anonymized, counts.HeldForReview, counts.Stories, counts.Tips, counts.Skills, counts.Matches,
            counts.WrittenBack, counts.Letters - counts.Discarded, counts.Jobs, gaps.Count, [.. gaps.Take(MostGapsNamed)])
        {
            Discarded = counts.Discarded,
        };
    }

    private sealed record Counts(
        long Received, long Anonymized, long HeldForReview, long Stories, long Tips, long Skills, long Matches, long WrittenBack,
        long Letters, long Jobs, long Discarded);

    private sealed record MissingScore(string Candidate, long CandidateVersion, string Job, long JobVersion);

    // Told which constructor: SQLite gives a computed column no type when its first value is NULL or there is no row, and then none is found by types.
    [method: Dapper.ExplicitConstructor]
    private sealed record MissingNote(string Candidate, long CandidateVersion, string Job, string System, string? Marker);
}

/// <param name="Received">Résumés.</param>
/// <param name="Matches">Scored pairs.</param>
/// <param name="Unaccounted">Results that should be there and are neither stored nor held nor dead.</param>
/// <param name="Gaps">The first of them, named.</param>
public sealed record Account(
    long Received, long Anonymized, long HeldForReview, long Stories, long Tips, long Skills, long Matches, long WrittenBack,
    long DeadLetters, long Jobs, long Unaccounted, IReadOnlyList<string> Gaps)
{
    /// <summary>Dead letters that somebody gave up, with a reason. Like the others, each stands for what its function did not do.</summary>
    public long Discarded { get; init; }
}

using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>What happened last, in the order of the audit trail.</summary>
public sealed class RecentEvents(HiringDb db)
{
    // The trail only grows: a look at its end must not become a look at all of it.
    private const int LongestLookBack = 20_000;

    /// <summary>Candidates whose résumés arrived last, the newest first, each once.</summary>
    public async Task<IReadOnlyList<Arrival>> ArrivalsAsync(TenantId tenant, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<Row>("""
            SELECT subject AS Subject, MAX(at) AS At FROM audit
            WHERE tenant = @tenant AND type = @type AND subject IS NOT NULL
              AND seq > (SELECT COALESCE(MAX(seq), 0) FROM audit) - @back
            GROUP BY subject ORDER BY MAX(seq) DESC LIMIT @most
            """,
            new { tenant = tenant.Value, type = ResumeReceived.WireName, back = LongestLookBack, most }, ct))
            .Where(r => Guid.TryParseExact(r.Subject, "N", out _))
            .Select(r => new Arrival(
                new CandidateId(Guid.ParseExact(r.Subject, "N")),
                DateTimeOffset.Parse(r.At, System.Globalization.CultureInfo.InvariantCulture))),
    ];

    // Properties, not parameters of a constructor: a computed column has no type when there is no row.
    private sealed class Row
    {
        public string Subject { get; init; } = "";

        public string At { get; init; } = "";
    }
}

/// <param name="At">When it was recorded.</param>
public sealed record Arrival(CandidateId Candidate, DateTimeOffset At);

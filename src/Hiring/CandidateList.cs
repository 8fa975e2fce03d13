using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>Candidates as a list shows them.</summary>
public sealed class CandidateList(HiringDb db)
{
    /// <param name="after">The last id of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<CandidateRow>> PageAsync(TenantId tenant, CandidateId? after, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<Row>(Select + " AND c.id > @after ORDER BY c.id LIMIT @most",
            new { tenant = tenant.Value, after = after?.ToString() ?? "", most }, ct)).Select(r => r.Read()),
    ];

    /// <summary>The best score first; then those without one. Equal scores stand in the order of their ids.</summary>
    /// <param name="state">Only those in this state; null for all.</param>
    public async Task<IReadOnlyList<CandidateRow>> BestAsync(TenantId tenant, string? state, int skip, int most, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<Row>($"""
            SELECT * FROM ({Select}) AS listed WHERE State = @state OR @state IS NULL
            ORDER BY BestScore IS NULL, BestScore DESC, Id LIMIT @most OFFSET @skip
            """, new { tenant = tenant.Value, state, skip, most }, ct)).Select(r => r.Read()),
    ];

    public async Task<CandidateRow?> FindAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) =>
        (await db.QueryAsync<Row>(Select + " AND c.id = @candidate", new { tenant = tenant.Value, candidate = candidate.ToString() }, ct))
            .Select(r => r.Read()).FirstOrDefault();

    private const string Select = """
        SELECT c.id AS Id, c.version AS Version, c.system AS System, c.source_id AS SourceId, c.received_on AS ReceivedOn, c.claim AS Claim,
            CASE
                WHEN EXISTS (SELECT 1 FROM resumes r WHERE r.tenant = c.tenant AND r.candidate = c.id AND r.version >= c.version) THEN 'anonymous'
                WHEN EXISTS (SELECT 1 FROM held_resumes h WHERE h.tenant = c.tenant AND h.candidate = c.id AND h.version >= c.version AND h.state = 'waiting') THEN 'held'
                WHEN EXISTS (SELECT 1 FROM held_resumes h WHERE h.tenant = c.tenant AND h.candidate = c.id AND h.version >= c.version AND h.state = 'refused') THEN 'refused'
                WHEN EXISTS (SELECT 1 FROM dead_letters d WHERE d.tenant = c.tenant AND d.subject = c.id AND d.function = 'anonymize'
                    AND d.source_version >= c.version) THEN 'dead'
                ELSE 'working'
            END AS State,
            (SELECT MAX(m.score) FROM matches m WHERE m.tenant = c.tenant AND m.candidate = c.id) AS BestScore
        FROM candidates c WHERE c.tenant = @tenant
        """;

    // Properties, not parameters of a constructor: SQLite tells the type of a computed column from its first value, and without one there is none.
    private sealed class Row
    {
        public string Id { get; init; } = "";

        public long Version { get; init; }

        public string System { get; init; } = "";

        public string SourceId { get; init; } = "";

        public string ReceivedOn { get; init; } = "";

        public string Claim { get; init; } = "";

        public string State { get; init; } = "";

        public long? BestScore { get; init; }

        public CandidateRow Read() => new(
            new CandidateId(Guid.ParseExact(Id, "N")), Version, new Origin(System, SourceId),
            DateOnly.ParseExact(ReceivedOn, "O", global::System.Globalization.CultureInfo.InvariantCulture), Claim, State, (int?)BestScore);
    }
}

/// <param name="State">working, anonymous, held, refused (by the review) or dead (unreadable).</param>
/// <param name="Claim">The original in the vault.</param>
public sealed record CandidateRow(
    CandidateId Id, long Version, Origin Origin, DateOnly ReceivedOn, string Claim, string State, int? BestScore);

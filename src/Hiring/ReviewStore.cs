using System.Text.Json;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.Hiring;

/// <summary>Résumés whose anonymous form is doubtful, until a human decides.</summary>
public sealed class ReviewStore(HiringDb db)
{
    public Task HoldAsync(TenantId tenant, MessageId message, long version, ResumeHeld held, CancellationToken ct) => db.ExecuteAsync("""
        INSERT INTO held_resumes (tenant, candidate, version, content, envelope_id, state)
        VALUES (@tenant, @candidate, @version, @content, @message, 'waiting')
        ON CONFLICT (tenant, candidate) DO UPDATE SET
            version = excluded.version, content = excluded.content, envelope_id = excluded.envelope_id, state = 'waiting'
        WHERE excluded.version > version
        """,
        new
        {
            tenant = tenant.Value,
            candidate = held.Candidate.ToString(),
            version,
            message = message.ToString(),
            content = JsonSerializer.Serialize(held, ContractJson.Default.ResumeHeld),
        }, ct);

    public async Task<HeldResume?> FindAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) =>
        await db.FindAsync<Row>(
            "SELECT content AS Content, version AS Version, envelope_id AS MessageId, state AS State FROM held_resumes WHERE tenant = @tenant AND candidate = @candidate",
            new { tenant = tenant.Value, candidate = candidate.ToString() }, ct) is { } row ? row.Read() : null;

    public async Task<IReadOnlyList<HeldResume>> WaitingAsync(TenantId tenant, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<Row>("""
            SELECT content AS Content, version AS Version, envelope_id AS MessageId, state AS State
            FROM held_resumes WHERE tenant = @tenant AND state = 'waiting' ORDER BY candidate LIMIT 500
            """, new { tenant = tenant.Value }, ct)).Select(r => r.Read()),
    ];

    /// <summary>False when it no longer waits.</summary>
    public async Task<bool> CloseAsync(TenantId tenant, CandidateId candidate, string state, CancellationToken ct) =>
        await db.ExecuteAsync("UPDATE held_resumes SET state = @state WHERE tenant = @tenant AND candidate = @candidate AND state = 'waiting'",
            new { tenant = tenant.Value, candidate = candidate.ToString(), state }, ct) == 1;

    private sealed record Row(string Content, long Version, string MessageId, string State)
    {
        public HeldResume Read() => new(
            JsonSerializer.Deserialize(Content, ContractJson.Default.ResumeHeld)!, Version, ClearView.Messaging.MessageId.Parse(MessageId), State);
    }
}

/// <param name="State">waiting, released or refused.</param>
/// <param name="Message">The message that held it: the cause of what its release publishes.</param>
public sealed record HeldResume(ResumeHeld Resume, long Version, MessageId Message, string State);

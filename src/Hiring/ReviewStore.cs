using System.Text;
using System.Text.Json;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.Hiring;

/// <summary>
/// Résumés whose anonymous form is doubtful, until a human decides. Their texts may still say who the person is, so they are sealed with
/// that person's key, opened for the review alone, and gone with the decision; the doubts name no one and lie beside them.
/// </summary>
public sealed class ReviewStore(HiringDb db, IPersonKeys keys)
{
    /// <summary>
    /// Until the transaction ends nobody else holds, decides or supersedes that candidate's text: each of these looks at what is there and
    /// acts on it.
    /// </summary>
    public Task ClaimAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) => db.AloneAsync($"review/{tenant.Value}/{candidate}", ct);

    /// <summary>Keeps nothing when a newer version of the candidate has arrived: nobody needs to decide on this one.</summary>
    /// <returns>Whether it is kept, and waits.</returns>
    /// <exception cref="PersonErasedException">The person's key was destroyed.</exception>
    public async Task<bool> HoldAsync(TenantId tenant, MessageId message, long version, ResumeHeld held, CancellationToken ct)
    {
        var subject = held.Candidate.ToString();
        // Intake kept the original under this key. None is made here: it would bring back what was erased.
        var key = await keys.FindAsync(tenant, subject, ct) ?? throw new PersonErasedException();
        await ClaimAsync(tenant, held.Candidate, ct);
        return await db.ExecuteAsync("""
            INSERT INTO held_resumes (tenant, candidate, version, envelope_id, state, doubts, hidden, key_id, box)
            SELECT @tenant, @candidate, @version, @message, 'waiting', @doubts, @hidden, @keyId, @box
            WHERE NOT EXISTS (SELECT 1 FROM candidates c WHERE c.tenant = @tenant AND c.id = @candidate AND c.version > @version)
            ON CONFLICT (tenant, candidate) DO UPDATE SET
                version = excluded.version, envelope_id = excluded.envelope_id, state = 'waiting',
                doubts = excluded.doubts, hidden = excluded.hidden, key_id = excluded.key_id, box = excluded.box
            WHERE excluded.version > held_resumes.version
            """,
            new
            {
                tenant = tenant.Value,
                candidate = subject,
                version,
                message = message.ToString(),
                doubts = JsonSerializer.Serialize(held.Doubts, ContractJson.Default.IReadOnlyListDoubt),
                hidden = held.Hidden.Count,
                keyId = key.Id,
                box = Sealed.Close(JsonSerializer.SerializeToUtf8Bytes(held, ContractJson.Default.ResumeHeld), key, Bound(tenant, subject, version, message)),
            }, ct) > 0;
    }

    /// <summary>Opens the text. Null when none waits, or when the person was erased since.</summary>
    public async Task<HeldResume?> OpenAsync(TenantId tenant, CandidateId candidate, CancellationToken ct)
    {
        var subject = candidate.ToString();
        if (await db.FindAsync<Row>(
                "SELECT key_id AS KeyId, box AS Box, version AS Version, envelope_id AS Message FROM held_resumes WHERE tenant = @tenant AND candidate = @candidate AND state = 'waiting'",
                new { tenant = tenant.Value, candidate = subject }, ct) is not { } row
            || await keys.FindAsync(tenant, subject, row.KeyId, ct) is not { } key)
        {
            return null;
        }

        var message = MessageId.Parse(row.Message);
        var content = Sealed.Open(row.Box, key, Bound(tenant, subject, row.Version, message));
        return new HeldResume(JsonSerializer.Deserialize(content, ContractJson.Default.ResumeHeld)!, row.Version, message);
    }

    /// <summary>What can be said without opening the text; null when none was held.</summary>
    public async Task<HeldSummary?> FindAsync(TenantId tenant, CandidateId candidate, CancellationToken ct) =>
        (await db.FindAsync<SummaryRow>(SelectSummary + " AND candidate = @candidate",
            new { tenant = tenant.Value, candidate = candidate.ToString() }, ct))?.Read();

    public async Task<IReadOnlyList<HeldSummary>> WaitingAsync(TenantId tenant, CancellationToken ct) =>
    [
        .. (await db.QueryAsync<SummaryRow>(SelectSummary + " AND state = 'waiting' ORDER BY candidate LIMIT 500", new { tenant = tenant.Value }, ct))
            .Select(r => r.Read()),
    ];

    /// <summary>What waits is decided, and its text gone.</summary>
    public Task CloseAsync(TenantId tenant, CandidateId candidate, string state, CancellationToken ct) => db.ExecuteAsync(
        Close + " WHERE tenant = @tenant AND candidate = @candidate AND state = 'waiting'", new { tenant = tenant.Value, candidate = candidate.ToString(), state, nothing = Array.Empty<byte>() }, ct);

    /// <summary>Closes what waits in an older version than the candidate now has: whatever was decided, everything would drop it as stale.</summary>
    public async Task SupersedeAsync(TenantId tenant, CandidateId candidate, CancellationToken ct)
    {
        await ClaimAsync(tenant, candidate, ct);
        await db.ExecuteAsync(
            Close + """
                 WHERE tenant = @tenant AND candidate = @candidate AND state = 'waiting'
                    AND version < (SELECT c.version FROM candidates c WHERE c.tenant = @tenant AND c.id = @candidate)
                """, new { tenant = tenant.Value, candidate = candidate.ToString(), state = HeldSummary.Superseded, nothing = Array.Empty<byte>() }, ct);
    }

    private const string Close = "UPDATE held_resumes SET state = @state, box = @nothing";

    private const string SelectSummary =
        "SELECT candidate AS Candidate, version AS Version, state AS State, doubts AS Doubts, hidden AS Hidden FROM held_resumes WHERE tenant = @tenant";

    /// <summary>A box that is moved to another row, or is put back in the place of a newer one, does not open.</summary>
    private static byte[] Bound(TenantId tenant, string subject, long version, MessageId message) =>
        Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"held|{tenant.Value}|{subject}|{version}|{message}"));

    private sealed record Row(string KeyId, byte[] Box, long Version, string Message);

    private sealed record SummaryRow(string Candidate, long Version, string State, string Doubts, long Hidden)
    {
        public HeldSummary Read() => new(
            new CandidateId(Guid.ParseExact(Candidate, "N")), Version, State,
            JsonSerializer.Deserialize(Doubts, ContractJson.Default.IReadOnlyListDoubt)!, (int)Hidden);
    }
}

/// <param name="Message">The message that held it: the cause of what its release publishes.</param>
public sealed record HeldResume(ResumeHeld Resume, long Version, MessageId Message);

/// <summary>A held résumé without its text.</summary>
/// <param name="State">waiting, released, refused or superseded (by a newer version).</param>
/// <param name="Doubts">Why it is held; their places are in the text that is not here.</param>
/// <param name="Hidden">How many places were hidden without a doubt.</param>
public sealed record HeldSummary(CandidateId Candidate, long Version, string State, IReadOnlyList<Doubt> Doubts, int Hidden)
{
    public const string Superseded = "superseded";
}

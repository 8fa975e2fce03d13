using System.Collections.Concurrent;
using ClearView.Contracts;
using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.Hiring;

/// <summary>
/// Which pairs and notes a dead letter stands for. Its envelope names one side at most, so the letter is opened, once; there is nothing
/// of a person in it.
/// </summary>
public sealed class DeadPairs(IKeyRing keys, ContractRegistry contracts)
{
    // Letters are few and never change; past this many they are opened again each time.
    private const int MostRemembered = 10_000;
    private const string Types =
        $"'{ScoresRequested.WireName}', '{MatchScored.WireName}', '{MatchStored.WireName}', '{ApplicationStored.WireName}', '{ScoreWriteRequested.WireName}', '{ScoreWritten.WireName}'";

    private readonly ConcurrentDictionary<(string Function, string Message), IReadOnlyList<DeadPair>> _opened = [];

    internal async Task<DeadPairSet> ReadAsync(HiringDb db, TenantId tenant, CancellationToken ct)
    {
        var all = new DeadPairSet();
        var letters = await db.QueryAsync<Letter>($"""
            SELECT function AS Function, message_id AS MessageId FROM dead_letters WHERE tenant = @tenant AND type IN ({Types})
            """, new { tenant = tenant.Value }, ct);
        foreach (var letter in letters)
        {
            if (!_opened.TryGetValue((letter.Function, letter.MessageId), out var pairs))
            {
                pairs = Open(tenant, await db.FindAsync<Content>("""
                    SELECT type AS Type, source AS Source, subject AS Subject, order_key AS OrderKey, source_version AS SourceVersion,
                           key_id AS KeyId, COALESCE((SELECT c.body FROM claims c WHERE c.claim = l.body), l.body) AS Body
                    FROM dead_letters l WHERE function = @Function AND message_id = @MessageId
                    """, letter, ct), letter);
                if (_opened.Count < MostRemembered)
                    _opened[(letter.Function, letter.MessageId)] = pairs;
            }

            all.Add(letter.Function, pairs);
        }

        return all;
    }

    private List<DeadPair> Open(TenantId tenant, Content? content, Letter letter)
    {
        if (content is null)
            return [];

        var envelope = new Envelope
        {
            Id = MessageId.Parse(letter.MessageId),
            Type = content.Type,
            Source = content.Source,
            Time = default,
            Tenant = tenant,
            Subject = content.Subject,
            OrderKey = content.OrderKey,
            SourceVersion = content.SourceVersion,
            KeyId = content.KeyId,
        };
        try
        {
            return keys.Find(tenant, content.KeyId) is not { } key ? [] : [.. PairsOf(contracts.Deserialize(content.Type, PayloadSeal.Open(content.Body, key, envelope)), envelope)];
        }
        catch (Exception e) when (e is PermanentFailureException or TransientFailureException)
        {
            return []; // it cannot be read, so it explains no gap
        }
    }

    private static IEnumerable<DeadPair> PairsOf(object message, Envelope envelope) => message switch
    {
        ScoresRequested m => m.Candidates.SelectMany(c => m.Jobs.Select(j => new DeadPair(c.Candidate, c.Version, j.Job, j.Version))),
        MatchScored m => [new DeadPair(m.Candidate, m.CandidateVersion, m.Job, m.JobVersion)],
        MatchStored m => [new DeadPair(m.Candidate, envelope.SourceVersion, m.Job)],
        ApplicationStored m => [new DeadPair(m.Candidate, null, m.Job)],
        ScoreWriteRequested m => [new DeadPair(m.Candidate, null, m.Job, Marker: m.Marker)],
        ScoreWritten m => [new DeadPair(m.Candidate, null, m.Job, Marker: m.Marker)],
        _ => [],
    };

    private sealed record Letter(string Function, string MessageId);

    private sealed record Content(string Type, string Source, string? Subject, string? OrderKey, long SourceVersion, string KeyId, byte[] Body);
}

/// <summary>What the message did not say is null.</summary>
internal sealed record DeadPair(CandidateId Candidate, long? CandidateVersion, JobId Job, long? JobVersion = null, string? Marker = null);

/// <summary>All that dead letters stand for, to be asked about one gap.</summary>
internal sealed class DeadPairSet
{
    private readonly HashSet<(string Candidate, long Version, string Job, long JobVersion)> _scores = [];
    private readonly HashSet<(string Candidate, long? Version, string Job)> _joins = [];
    private readonly HashSet<string> _notes = new(StringComparer.Ordinal);

    public void Add(string function, IReadOnlyList<DeadPair> pairs)
    {
        foreach (var pair in pairs)
        {
            if (function is "score-match" or "save-match")
                _scores.Add((pair.Candidate.ToString(), pair.CandidateVersion!.Value, pair.Job.ToString(), pair.JobVersion!.Value));
            else if (function is "write-score-to-hr-system")
                _joins.Add((pair.Candidate.ToString(), pair.CandidateVersion, pair.Job.ToString()));
            else if (function is "write-score" or "save-write-back" && pair.Marker is { } marker)
                _notes.Add(marker);
        }
    }

    public bool HasScore(string candidate, long version, string job, long jobVersion) => _scores.Contains((candidate, version, job, jobVersion));

    /// <summary>The score, or the application, never reached the function that joins them.</summary>
    public bool HasJoin(string candidate, long version, string job) => _joins.Contains((candidate, version, job)) || _joins.Contains((candidate, null, job));

    public bool HasNote(string marker) => _notes.Contains(marker);
}

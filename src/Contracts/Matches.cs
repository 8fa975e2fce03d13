namespace ClearView.Contracts;

/// <summary>Asks for the score of every pair of the two lists (one of which holds a single entry).</summary>
public sealed record ScoresRequested(IReadOnlyList<CandidateFeatures> Candidates, IReadOnlyList<JobFeatures> Jobs)
{
    public const string WireName = "scores.requested.v1";
}

/// <summary>One item of a score.</summary>
/// <param name="Points">Zero or more; the items' points add up to the score.</param>
/// <param name="Possible">The most this item could have given.</param>
public sealed record ScorePoint(
    string What, int Points, int Possible, IReadOnlyList<Quote> FromResume, IReadOnlyList<Quote> FromJob);

/// <summary>A pair was scored.</summary>
/// <param name="Score">0 to 100, the sum of the points.</param>
/// <param name="Changes">What would change this score, most first.</param>
public sealed record MatchScored(
    CandidateId Candidate, long CandidateVersion, JobId Job, long JobVersion, int Score,
    IReadOnlyList<ScorePoint> Points, IReadOnlyList<string> Changes, string Scorer)
{
    public const string WireName = "match.scored.v1";
}

/// <summary>A score is stored and can be joined with an application.</summary>
public sealed record MatchStored(CandidateId Candidate, JobId Job, int Score)
{
    public const string WireName = "match.stored.v1";
}

/// <summary>Asks the HR system's connector to show a score there.</summary>
/// <param name="Marker">A short text that occurs in Text and nowhere else: the connector looks for it before it writes.</param>
public sealed record ScoreWriteRequested(
    CandidateId Candidate, JobId Job, Origin Application, string CandidateSourceId, int Score, string Marker, string Text)
{
    public const string WireName = "score.write-requested.v1";
}

/// <summary>The HR system shows the score.</summary>
/// <param name="AlreadyThere">True when the marker was found, so that nothing was written this time.</param>
public sealed record ScoreWritten(CandidateId Candidate, JobId Job, Origin Application, string Marker, bool AlreadyThere)
{
    public const string WireName = "score.written.v1";
}

namespace ClearView.Contracts;

/// <summary>A résumé arrived; the original and what is known of the person lie in the vault, sealed with the person's key.</summary>
/// <param name="Identity">Claim on a <see cref="KnownIdentity"/> as JSON, when the HR system gave one.</param>
/// <param name="ReceivedOn">The day it reached the HR system; "present" in its text means this day.</param>
/// <param name="Hide">The kinds of identity that the tenant's policy hides; empty means all kinds.</param>
public sealed record ResumeReceived(
    CandidateId Candidate, Origin Origin, ClaimCheck Original, ClaimCheck? Identity, DateOnly ReceivedOn, IReadOnlyList<string> Hide)
{
    public const string WireName = "resume.received.v1";
}

/// <summary>What the account says of a person. Only ever in the vault, never in a message.</summary>
public sealed record KnownIdentity(
    string? FirstName, string? LastName, IReadOnlyList<string> Emails, IReadOnlyList<string> Phones);

/// <summary>One thing that was hidden.</summary>
/// <param name="Kind">e.g. name, email, phone, address, place, url, birth-date, age, gender, nationality.</param>
/// <param name="Start">Start in the extracted original text, UTF-16 code units.</param>
/// <param name="End">End in the extracted original text, exclusive.</param>
/// <param name="Replacement">What stands there now, e.g. [person].</param>
/// <param name="At">Where the replacement starts in the anonymous text.</param>
/// <param name="Rule">The rule that found it.</param>
/// <param name="Confidence">0 to 100.</param>
public sealed record HiddenItem(string Kind, int Start, int End, string Replacement, int At, string Rule, int Confidence);

/// <summary>A place in the anonymous text that may still say who the person is.</summary>
/// <param name="Why">For the person who reviews it; names no one.</param>
public sealed record Doubt(string Kind, int Start, int End, string Why);

/// <summary>A résumé without identity: what every later step reads.</summary>
public sealed record ResumeAnonymized(
    CandidateId Candidate, string Text, IReadOnlyList<HiddenItem> Hidden, DateOnly AsOf, string Anonymizer)
{
    public const string WireName = "resume.anonymized.v1";
}

/// <summary>A résumé whose anonymous form is doubtful: it waits for a human, and nothing but the review sees it.</summary>
public sealed record ResumeHeld(
    CandidateId Candidate, string Text, IReadOnlyList<HiddenItem> Hidden, IReadOnlyList<Doubt> Doubts, DateOnly AsOf, string Anonymizer)
{
    public const string WireName = "resume.held.v1";
}

/// <summary>A résumé waits for a human's decision. Says nothing of what the text holds.</summary>
/// <param name="Doubts">How many places need a look.</param>
public sealed record ReviewOpened(CandidateId Candidate, int Doubts)
{
    public const string WireName = "review.opened.v1";
}

/// <summary>A candidate applied for a job in the HR system.</summary>
public sealed record ApplicationReceived(CandidateId Candidate, JobId Job, Origin Origin, string CandidateSourceId)
{
    public const string WireName = "application.received.v1";
}

/// <summary>An application is stored and can be joined with a score.</summary>
public sealed record ApplicationStored(CandidateId Candidate, JobId Job)
{
    public const string WireName = "application.stored.v1";
}

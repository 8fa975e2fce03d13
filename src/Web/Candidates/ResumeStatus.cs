using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Web.Intake;

namespace ClearView.Web.Candidates;

/// <summary>How far a résumé is.</summary>
/// <param name="State">received, working, anonymous, held, refused or dead.</param>
/// <param name="Cause">Why it is dead; null otherwise.</param>
internal sealed record ResumeStatus(string Candidate, string State, IReadOnlyList<StatusStep> Steps, string? Cause, StatusLinks Links)
{
    private const int MostLetters = 50;

    // Which functions' failure leaves a step without a result.
    private static readonly (string Step, string[] Functions)[] _steps =
    [
        ("anonymous", ["anonymize", "save-anonymous-resume", "hold-for-review"]),
        ("skills", ["extract-skills", "save-skills"]),
        ("story", ["tell-story", "save-story"]),
        ("tips", ["give-tips", "save-tips"]),
        ("matches", ["request-scores", "score-match", "save-match"]),
    ];

    /// <summary>Null when no such résumé was accepted.</summary>
    public static async Task<ResumeStatus?> FindAsync(
        CandidateId candidate, CandidateList list, CandidateStore store, MatchStore matches, JobStore jobs, IntakeStore receipts, IDeadLetters deadLetters, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        var row = await list.FindAsync(tenant, candidate, ct);
        if (row is null && await receipts.FindAsync(tenant, ResumeIntake.ReceiptOf(candidate), ct) is null)
            return null;

        var letters = await deadLetters.ListAsync(tenant, candidate.ToString(), MostLetters, ct);
        bool[] done =
        [
            await store.FindResumeAsync(tenant, candidate, ct) is not null,
            await store.FindSkillsAsync(tenant, candidate, ct) is not null,
            await store.FindStoryAsync(tenant, candidate, ct) is not null,
            await store.FindTipsAsync(tenant, candidate, ct) is not null,
            // Without a job there is nothing to compare with.
            (await matches.OfCandidateAsync(tenant, candidate, 1, ct)).Count > 0 || !await jobs.AnyAsync(tenant, ct),
        ];
        // Unreadable before it was even listed: the list knows it only once save-candidate has run.
        var state = row?.State ?? (letters.Any(l => l.Function == "anonymize") ? "dead" : "received");
        return new ResumeStatus(
            candidate.ToString(), state, [.. _steps.Select((s, i) => Step(s.Step, s.Functions, done[i], letters))],
            state == "dead" ? CauseOf(letters, _steps[0].Functions) : null, StatusLinks.Of(candidate));
    }

    private static StatusStep Step(string name, string[] functions, bool done, IReadOnlyList<DeadLetter> letters)
    {
        if (done)
            return new StatusStep(name, "done", null);

        var cause = CauseOf(letters, functions);
        return cause is null ? new StatusStep(name, "open", null) : new StatusStep(name, "failed", cause);
    }

    private static string? CauseOf(IReadOnlyList<DeadLetter> letters, string[] functions) =>
        letters.FirstOrDefault(l => functions.Contains(l.Function)) is { } letter ? letter.Cause?.Text ?? "The cause was not kept." : null;
}

/// <param name="State">done, open or failed.</param>
internal sealed record StatusStep(string Name, string State, string? Cause);

internal sealed record StatusLinks(string Self, string Candidate, string Page)
{
    public static StatusLinks Of(CandidateId id) => new($"/api/v1/resumes/{id}/status", $"/api/v1/candidates/{id}", $"/candidates/{id}");
}

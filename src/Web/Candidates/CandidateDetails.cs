using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Web.Candidates;

/// <summary>Everything that is known of a candidate, none of which says who it is.</summary>
internal sealed class CandidateReader(
    WebParts parts, CandidateList list, CandidateStore candidates, MatchStore matches, JobStore jobs, IDeadLetters deadLetters)
{
    private const int MostMatches = 100;
    private const int MostLetters = 20;

    public async Task<CandidateDetails?> FindAsync(CandidateId id, OriginalOnce original, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        if (await list.FindAsync(tenant, id, ct) is not { } row)
            return null;

        var titles = new Dictionary<JobId, string>();
        var scored = await matches.OfCandidateAsync(tenant, id, MostMatches, ct);
        foreach (var match in scored)
            titles[match.Job] = await jobs.FindTitleAsync(tenant, match.Job, ct) ?? "A job";

        var resume = await candidates.FindResumeAsync(tenant, id, ct);
        return new CandidateDetails(
            row, resume, await candidates.FindStoryAsync(tenant, id, ct),
            await candidates.FindTipsAsync(tenant, id, ct), await candidates.FindSkillsAsync(tenant, id, ct), scored, titles,
            await deadLetters.ListAsync(tenant, id.ToString(), MostLetters, ct),
            resume is null ? null : await original.OpenAsync(row, ct), parts.ShowOriginal is not null);
    }
}

/// <param name="Original">Invented samples of the demo only, once their text without identity is there.</param>
/// <param name="ShowsOriginals">Whether this installation shows originals at all.</param>
public sealed record CandidateDetails(
    CandidateRow Row, ResumeAnonymized? Resume, StoryTold? Story, TipsGiven? Tips, SkillsExtracted? Skills,
    IReadOnlyList<MatchScored> Matches, IReadOnlyDictionary<JobId, string> JobTitles, IReadOnlyList<DeadLetter> DeadLetters,
    OriginalText? Original, bool ShowsOriginals)
{
    public string? Cause => DeadLetters.FirstOrDefault(l => l.Function == "anonymize")?.Cause?.Text;
}

using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;

namespace ClearView.Web.Jobs;

/// <summary>Jobs with what was read from them and who fits.</summary>
internal sealed class JobReader(JobStore jobs, MatchStore matches, CandidateStore candidates, IntakeStore receipts, IDeadLetters deadLetters)
{
    private const int RowsOfPage = 50;
    private const int LastPage = 1000;
    private const int MostMatches = 100;
    private const int MostLetters = 20;

    public async Task<JobRows> ListAsync(int? page, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        var number = Math.Clamp(page ?? 1, 1, LastPage);
        var listed = await jobs.ByTitleAsync(tenant, (number - 1) * RowsOfPage, RowsOfPage + 1, ct);
        var rows = new List<JobRow>();
        foreach (var job in listed.Take(RowsOfPage))
        {
            var parsed = await jobs.FindParsedAsync(tenant, job.Id, ct);
            var best = await matches.OfJobAsync(tenant, job.Id, 1, ct);
            rows.Add(new JobRow(job, parsed, best.Count > 0 ? best[0].Score : null));
        }

        return new JobRows(rows, number, listed.Count > RowsOfPage);
    }

    /// <summary>Null when no such job was ever accepted.</summary>
    public async Task<JobDetails?> FindAsync(JobId id, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        var job = await jobs.FindAsync(tenant, id, ct);
        if (job is null && await receipts.FindAsync(tenant, ClearView.Web.Intake.JobIntake.ReceiptOf(id), ct) is null)
            return null;

        var scored = await matches.OfJobAsync(tenant, id, MostMatches, ct);
        var headlines = new Dictionary<CandidateId, string>();
        foreach (var candidate in scored.Select(m => m.Candidate))
        {
            if (await candidates.FindStoryAsync(tenant, candidate, ct) is { } story)
                headlines[candidate] = story.Headline;
        }

        var letters = await deadLetters.ListAsync(tenant, id.ToString(), MostLetters, ct);
        return new JobDetails(
            id, job, await jobs.FindParsedAsync(tenant, id, ct), scored, headlines,
            letters.Count > 0 ? letters[0].Cause?.Text ?? "The cause was not kept." : null);
    }
}

/// <param name="Parsed">Null until the posting is read.</param>
public sealed record JobRow(JobSummary Job, JobParsed? Parsed, int? BestScore);

public sealed record JobRows(IReadOnlyList<JobRow> Rows, int Page, bool HasMore);

/// <param name="Job">Null for the moment between its acceptance and its storage.</param>
/// <param name="Headlines">Of the stories of those who were compared.</param>
/// <param name="Failure">Why the posting could not be read; null otherwise.</param>
public sealed record JobDetails(
    JobId Id, StoredJob? Job, JobParsed? Parsed, IReadOnlyList<MatchScored> Matches, IReadOnlyDictionary<CandidateId, string> Headlines, string? Failure)
{
    public string State => Parsed is not null ? "read" : Failure is not null ? "dead" : Job is not null ? "working" : "received";

    public string Title => Job?.Title ?? "A new job";
}

using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Candidates;

/// <summary>Results about candidates, for programs.</summary>
internal static class CandidateApi
{
    private const int MostRows = 200;
    private const int MostMatches = 500;

    public static void MapCandidateApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/resumes/{candidate}/status", StatusAsync)
            .WithName("resumeStatus").WithTags("Intake").WithSummary("How far is a r\u00e9sum\u00e9?")
            .Produces<ResumeStatus>().ProducesProblems(404);
        app.MapGet("/api/v1/candidates", ListAsync)
            .WithName("candidates").WithTags("Candidates").WithSummary("Candidates in the order of their ids, page by page")
            .Produces<CandidatePageAnswer>().ProducesProblems(400);
        app.MapGet("/api/v1/candidates/{candidate}", FindAsync)
            .WithName("candidate").WithTags("Candidates").WithSummary("Everything that is known of a candidate, without identity")
            .Produces<CandidateAnswer>().ProducesProblems(404);
    }

    private static async Task<IResult> StatusAsync(
        string candidate, CandidateList list, CandidateStore store, MatchStore matches, JobStore jobs, IntakeStore receipts, IDeadLetters deadLetters, CancellationToken ct) =>
        Ids.TryCandidate(candidate, out var id) && await ResumeStatus.FindAsync(id, list, store, matches, jobs, receipts, deadLetters, ct) is { } status
            ? TypedResults.Ok(status)
            : Problem.NotFound("r\u00e9sum\u00e9");

    private static async Task<IResult> ListAsync(CandidateList list, CancellationToken ct, string? after = null, int most = MostRows)
    {
        CandidateId? from = null;
        if (after is not null)
        {
            if (!Ids.TryCandidate(after, out var id))
                return Problem.Of(StatusCodes.Status400BadRequest, "bad-page", "The parameter after takes a candidate's id, as the page before gave it.");
            from = id;
        }

        if (most is < 1 or > MostRows)
            return Problem.Of(StatusCodes.Status400BadRequest, "bad-page", $"The parameter most takes a number from 1 to {MostRows}.");

        var rows = await list.PageAsync(TenantId.Default, from, most, ct);
        return TypedResults.Ok(new CandidatePageAnswer(
            [.. rows.Select(CandidateLine.Of)], rows.Count == most ? $"/api/v1/candidates?after={rows[^1].Id}&most={most}" : null));
    }

    private static async Task<IResult> FindAsync(string candidate, CandidateList list, CandidateStore store, MatchStore matches, CancellationToken ct)
    {
        var tenant = TenantId.Default;
        if (!Ids.TryCandidate(candidate, out var id) || await list.FindAsync(tenant, id, ct) is not { } row)
            return Problem.NotFound("candidate");

        return TypedResults.Ok(new CandidateAnswer(
            CandidateLine.Of(row), await store.FindResumeAsync(tenant, id, ct), await store.FindStoryAsync(tenant, id, ct),
            await store.FindTipsAsync(tenant, id, ct), await store.FindSkillsAsync(tenant, id, ct), await matches.OfCandidateAsync(tenant, id, MostMatches, ct)));
    }
}

/// <param name="State">working, anonymous, held, refused or dead.</param>
internal sealed record CandidateLine(CandidateId Id, string State, DateOnly ReceivedOn, string System, int? BestScore)
{
    // The HR system's own id stays inside: it would lead back to the person.
    public static CandidateLine Of(CandidateRow row) => new(row.Id, row.State, row.ReceivedOn, row.Origin.System, row.BestScore);
}

/// <param name="Next">The next page; null on the last.</param>
internal sealed record CandidatePageAnswer(IReadOnlyList<CandidateLine> Candidates, string? Next);

/// <summary>Null is what is not there yet.</summary>
internal sealed record CandidateAnswer(
    CandidateLine Candidate, ResumeAnonymized? Resume, StoryTold? Story, TipsGiven? Tips, SkillsExtracted? Skills, IReadOnlyList<MatchScored> Matches);

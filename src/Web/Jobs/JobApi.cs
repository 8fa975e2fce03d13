using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Jobs;

/// <summary>Results about jobs, for programs.</summary>
internal static class JobApi
{
    private const int MostRows = 2000;
    private const int MostMatches = 500;

    public static void MapJobApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/jobs", ListAsync)
            .WithName("jobs").WithTags("Jobs").WithSummary("Jobs in the order of their ids, page by page")
            .WithDescription("While there are more, the header Link names the next page: <address>; rel=\"next\".")
            .Produces<IReadOnlyList<JobLine>>().ProducesProblems(400);
        app.MapGet("/api/v1/jobs/{job}", FindAsync)
            .WithName("job").WithTags("Jobs").WithSummary("A job as it was published and as it was read")
            .Produces<JobAnswer>().ProducesProblems(404);
        app.MapGet("/api/v1/jobs/{job}/matches", MatchesAsync)
            .WithName("jobMatches").WithTags("Jobs").WithSummary("Candidates for a job, the best first, with every point")
            .Produces<IReadOnlyList<MatchScored>>().ProducesProblems(404);
    }

    private static async Task<IResult> ListAsync(HttpResponse answer, JobStore jobs, CancellationToken ct, string? after = null, int most = MostRows)
    {
        JobId? from = null;
        if (after is not null)
        {
            if (!Ids.TryJob(after, out var id))
                return Problem.Of(StatusCodes.Status400BadRequest, "bad-page", "The parameter after takes a job's id, as the page before gave it.");
            from = id;
        }

        if (most is < 1 or > MostRows)
            return Problem.Of(StatusCodes.Status400BadRequest, "bad-page", $"The parameter most takes a number from 1 to {MostRows}.");

        var rows = await jobs.PageAsync(TenantId.Default, from, most, ct);
        if (rows.Count == most)
            answer.Headers.Link = $"</api/v1/jobs?after={rows[^1].Id}&most={most}>; rel=\"next\"";
        return TypedResults.Ok<IReadOnlyList<JobLine>>([.. rows.Select(j => new JobLine(j.Id, j.Title, j.Origin.System))]);
    }

    private static async Task<IResult> FindAsync(string job, JobReader reader, CancellationToken ct) =>
        Ids.TryJob(job, out var id) && await reader.FindAsync(id, ct) is { } details
            ? TypedResults.Ok(new JobAnswer(id, details.State, details.Job?.Title, details.Job?.Text, details.Parsed, details.Failure, $"/api/v1/jobs/{id}/matches", $"/jobs/{id}"))
            : Problem.NotFound("job");

    private static async Task<IResult> MatchesAsync(string job, JobReader reader, MatchStore matches, CancellationToken ct) =>
        Ids.TryJob(job, out var id) && await reader.FindAsync(id, ct) is not null
            ? TypedResults.Ok(await matches.OfJobAsync(TenantId.Default, id, MostMatches, ct))
            : Problem.NotFound("job");
}

internal sealed record JobLine(JobId Id, string Title, string System);

/// <param name="State">received, working, read or dead.</param>
/// <param name="Parsed">What was read from it; null until then.</param>
/// <param name="Cause">Why it is dead; null otherwise.</param>
internal sealed record JobAnswer(JobId Id, string State, string? Title, string? Text, JobParsed? Parsed, string? Cause, string Matches, string Page);

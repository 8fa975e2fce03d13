using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Reviews;

internal static class ReviewApi
{
    public static void MapReviewApi(this IEndpointRouteBuilder app) => app.MapPost("/api/v1/reviews/{candidate}", DecideAsync)
        .WithName("decideReview").WithTags("Reviews")
        .WithSummary("Release or refuse a held r\u00e9sum\u00e9")
        .Produces<ReviewAnswer>().ProducesProblems(400, 404, 409, 413, 415, 422, 503)
        .AddOpenApiOperationTransformer(ApiDescription.DescribeReviewBody);

    private static async Task<IResult> DecideAsync(string candidate, HttpRequest http, ReviewDecision decision, CancellationToken ct)
    {
        var request = await ReviewRequest.ReadJsonAsync(http, ct);
        if (!Ids.TryCandidate(candidate, out var id))
            return Problem.NotFound("review");
        return await decision.DecideAsync(id, request.Decision, request.Version, ct) switch
        {
            DecisionOutcome.Done => TypedResults.Ok(new ReviewAnswer(id, request.Decision)),
            DecisionOutcome.NotFound => Problem.NotFound("review"),
            DecisionOutcome.Changed => Problem.Of(StatusCodes.Status409Conflict, "changed",
                "A newer version of this r\u00e9sum\u00e9 waits. Look at it before you decide."),
            DecisionOutcome.Superseded => Problem.Of(StatusCodes.Status409Conflict, HeldSummary.Superseded,
                "A newer version of this r\u00e9sum\u00e9 arrived, so there is nothing to decide on this one. Nothing was changed."),
            _ => Problem.Of(StatusCodes.Status409Conflict, "already-decided", "Somebody decided otherwise before. Nothing was changed."),
        };
    }
}

internal sealed record ReviewAnswer(CandidateId Candidate, string Decision);

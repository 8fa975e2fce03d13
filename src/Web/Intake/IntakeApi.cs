using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Intake;

/// <summary>Where résumés and jobs come in. An answer of 202 means that it is kept.</summary>
internal static class IntakeApi
{
    public static void MapIntakeApi(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/resumes", AcceptResumeAsync)
            .WithName("sendResume").WithTags("Intake")
            .WithSummary("Send a r\u00e9sum\u00e9")
            .WithDescription("PDF, DOCX or plain text, at most 10 MB, recognised by its content. Either a form with the field 'file' or the file's bytes " +
                "as the body. With an Idempotency-Key the same request can be sent again safely.")
            .Produces<ResumeAccepted>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 408, 413, 415, 422, 503)
            .AddOpenApiOperationTransformer(ApiDescription.DescribeResumeBody);

        app.MapPost("/api/v1/jobs", AcceptJobAsync)
            .WithName("sendJob").WithTags("Intake")
            .WithSummary("Publish or change a job")
            .WithDescription("JSON in UTF-8. Unknown members are refused.")
            .Produces<JobAccepted>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 413, 415, 422, 503)
            .AddOpenApiOperationTransformer(ApiDescription.DescribeJobBody);
    }

    private static async Task<IResult> AcceptResumeAsync(HttpContext context, ResumeIntake intake, UploadPlaces places, TimeProvider clock)
    {
        var key = IdempotencyKey.Of(context.Request);
        using var place = await places.TakeAsync(context.RequestAborted);
        var request = await ResumeRequestReader.ReadAsync(context.Request, clock, context.RequestAborted);
        var (candidate, replayed) = await intake.AcceptAsync(request, key, context.RequestAborted);

        if (replayed)
            context.Response.Headers[IdempotencyKey.Replayed] = "true";
        var status = $"/api/v1/resumes/{candidate}/status";
        return TypedResults.Accepted(status, new ResumeAccepted(candidate.ToString(), status));
    }

    private static async Task<IResult> AcceptJobAsync(HttpContext context, JobIntake intake)
    {
        var key = IdempotencyKey.Of(context.Request);
        var request = await JobRequest.ReadJsonAsync(context.Request, context.RequestAborted);
        var (job, replayed) = await intake.AcceptAsync(request, key, context.RequestAborted);

        if (replayed)
            context.Response.Headers[IdempotencyKey.Replayed] = "true";
        var address = $"/api/v1/jobs/{job}";
        return TypedResults.Accepted(address, new JobAccepted(job.ToString(), address));
    }
}

/// <param name="Candidate">The pseudonym under which everything about this résumé is found.</param>
/// <param name="Status">Where to ask how far it is.</param>
internal sealed record ResumeAccepted(string Candidate, string Status);

/// <param name="Status">Where to ask how far it is.</param>
internal sealed record JobAccepted(string Job, string Status);

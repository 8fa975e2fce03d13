using ClearView.Web.Intake;
using ClearView.Web.Layout;
using ClearView.Web.Live;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Web.Jobs;

/// <summary>/jobs, /jobs/{id}, and the form that publishes one.</summary>
internal static class JobPages
{
    public static void MapJobPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/jobs", async (HttpContext context, int? page) =>
            await Page.ShowAsync<JobListPage, JobRows>(context, await Reader(context.RequestServices).ListAsync(page, context.RequestAborted)))
            .ExcludeFromDescription();
        app.MapGet("/jobs/new", (HttpContext context, string? title) => Page.ShowAsync<JobFormPage, JobDraft>(context, new JobDraft(title ?? "", "", null)))
            .ExcludeFromDescription();
        app.MapPost("/jobs/new", PublishAsync).ExcludeFromDescription();
        app.MapGet("/jobs/{job}", async (HttpContext context, string job) =>
            await Page.ShowAsync<JobPage, JobDetails>(context, await FindAsync(context.RequestServices, job, context.RequestAborted) ?? throw Missing()))
            .ExcludeFromDescription();

        app.MapGet("/live/jobs", (HttpContext context, int? page) =>
            LiveStream.Of<JobListLive, JobRows>(context, async (services, _, ct) => await Reader(services).ListAsync(page, ct)))
            .ExcludeFromDescription();
        app.MapGet("/live/jobs/{job}", (HttpContext context, string job) =>
            LiveStream.Of<JobLive, JobDetails>(context, (services, _, ct) => FindAsync(services, job, ct)))
            .ExcludeFromDescription();
    }

    private static async Task PublishAsync(HttpContext context, JobIntake intake)
    {
        var form = await FormBody.ReadAsync(context.Request);
        var draft = new JobDraft(form["title"].ToString(), form["text"].ToString(), null);
        try
        {
            var accepted = await intake.AcceptAsync(new JobRequest(draft.Title, draft.Text).Checked(), null, context.RequestAborted);
            context.Response.Redirect($"/jobs/{accepted.Id}");
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
        }
        catch (RequestProblemException problem) when (problem.Status == StatusCodes.Status422UnprocessableEntity)
        {
            await Page.ShowAsync<JobFormPage, JobDraft>(context, draft with { Problem = problem.Message }, problem.Status);
        }
    }

    private static JobReader Reader(IServiceProvider services) => services.GetRequiredService<JobReader>();

    private static async Task<JobDetails?> FindAsync(IServiceProvider services, string job, CancellationToken ct) =>
        Ids.TryJob(job, out var id) ? await Reader(services).FindAsync(id, ct) : null;

    private static RequestProblemException Missing() => new(StatusCodes.Status404NotFound, "not-found", "There is no such job. Choose one from the list of jobs.");
}

/// <param name="Problem">Why it was not taken; null at first.</param>
public sealed record JobDraft(string Title, string Text, string? Problem);

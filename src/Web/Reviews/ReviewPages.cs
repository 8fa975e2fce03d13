using System.Globalization;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Web.Layout;
using ClearView.Web.Live;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Web.Reviews;

/// <summary>/reviews and /reviews/{id}.</summary>
internal static class ReviewPages
{
    public static void MapReviewPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/reviews", async (HttpContext context, string? released, string? refused) =>
            await Page.ShowAsync<ReviewListPage, ReviewRows>(context, (await RowsAsync(context.RequestServices, context.RequestAborted)) with
            {
                Said = Said(released, "was released and goes on now") ?? Said(refused, "was refused and is not scored"),
            })).ExcludeFromDescription();
        app.MapGet("/reviews/{candidate}", async (HttpContext context, string candidate, ReviewStore reviews) =>
            await Page.ShowAsync<ReviewPage, HeldResume>(context,
                Ids.TryCandidate(candidate, out var id) && await reviews.OpenAsync(TenantId.Default, id, context.RequestAborted) is { } held ? held : throw Missing()))
            .ExcludeFromDescription();
        app.MapPost("/reviews/{candidate}", DecideAsync).ExcludeFromDescription();
        app.MapGet("/live/reviews", (HttpContext context) =>
            LiveStream.Of<ReviewListLive, ReviewRows>(context, async (services, _, ct) => await RowsAsync(services, ct)))
            .ExcludeFromDescription();
    }

    private static async Task DecideAsync(HttpContext context, string candidate, ReviewDecision decision)
    {
        var form = await FormBody.ReadAsync(context.Request);
        if (!Ids.TryCandidate(candidate, out var id) || !long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            throw Missing();
        var request = new ReviewRequest(form["decision"].ToString(), version).Checked();

        switch (await decision.DecideAsync(id, request.Decision, request.Version, context.RequestAborted))
        {
            case DecisionOutcome.Done:
                context.Response.Redirect($"/reviews?{(request.Decision == ReviewDecision.Release ? "released" : "refused")}={id}");
                context.Response.StatusCode = StatusCodes.Status303SeeOther;
                break;
            case DecisionOutcome.Changed:
                throw new RequestProblemException(StatusCodes.Status409Conflict, "changed", "A newer version of this r\u00e9sum\u00e9 waits. Open its review again and look at it before you decide.");
            case DecisionOutcome.Superseded:
                throw new RequestProblemException(StatusCodes.Status409Conflict, HeldSummary.Superseded, "A newer version of this r\u00e9sum\u00e9 arrived, so there is nothing to decide on this one. Nothing was changed.");
            case DecisionOutcome.DecidedOtherwise:
                throw new RequestProblemException(StatusCodes.Status409Conflict, "already-decided", "Somebody decided otherwise in the meantime. Nothing was changed.");
            default:
                throw Missing();
        }
    }

    private static async Task<ReviewRows> RowsAsync(IServiceProvider services, CancellationToken ct) =>
        new(await services.GetRequiredService<ReviewStore>().WaitingAsync(TenantId.Default, ct), null);

    private static string? Said(string? id, string what) => Ids.TryCandidate(id, out var candidate) ? $"{Say.Candidate(candidate)} {what}." : null;

    private static RequestProblemException Missing() => new(StatusCodes.Status404NotFound, "not-found", "This r\u00e9sum\u00e9 does not wait for a review. Perhaps somebody decided already, or a newer version of it arrived.");
}

/// <param name="Said">What was just decided; null otherwise.</param>
public sealed record ReviewRows(IReadOnlyList<HeldSummary> Held, string? Said);

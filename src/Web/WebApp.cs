using ClearView.Web.Candidates;
using ClearView.Web.Guards;
using ClearView.Web.Health;
using ClearView.Web.Intake;
using ClearView.Web.Jobs;
using ClearView.Web.Layout;
using ClearView.Web.Live;
using ClearView.Web.Operations;
using ClearView.Web.Overview;
using ClearView.Web.Problems;
using ClearView.Web.Reviews;
using Microsoft.AspNetCore.Builder;

namespace ClearView.Web;

/// <summary>The way of every request, and everything that can be asked for.</summary>
public static class WebApp
{
    /// <summary>Call it once, before the app starts. Endpoints that others map are left alone by the guards.</summary>
    public static WebApplication MapClearView(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorAnswers>(); // every error is an answer: a problem for programs, a page for people
        app.UseMiddleware<LocalOnly>();    // until there is a sign-in: this machine's own pages and programs

        var ours = app.MapGroup("").WithMetadata(new OurEndpoint());
        ours.MapAssets();
        ours.MapOpenApi("/openapi/{documentName}.json");
        ours.MapHealth();
        ours.MapLive();
        ours.MapIntakeApi();
        ours.MapCandidateApi();
        ours.MapJobApi();
        ours.MapReviewApi();
        ours.MapOperationsApi();

        ours.MapOverviewPage();
        ours.MapCandidatePages();
        ours.MapJobPages();
        ours.MapReviewPages();
        ours.MapOperationsPage();
        return app;
    }
}

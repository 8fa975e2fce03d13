using ClearView.Web.Layout;
using ClearView.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Overview;

/// <summary>The first page: what is happening, and a place for one's own files.</summary>
internal static class OverviewPageEndpoints
{
    public static void MapOverviewPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", async (HttpContext context, Snapshots snapshots) =>
            await Page.ShowAsync<OverviewPage, Snapshot>(context, await snapshots.LatestAsync(context.RequestAborted)))
            .ExcludeFromDescription();
        app.MapGet("/live/overview", (HttpContext context) =>
            LiveStream.Of<OverviewLive, Snapshot>(context, (_, snapshot, _) => Task.FromResult<Snapshot?>(snapshot)))
            .ExcludeFromDescription();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Live;

internal static class LiveEndpoints
{
    /// <summary>For pages on which nothing but the header moves. Areas map their own streams below /live.</summary>
    public static void MapLive(this IEndpointRouteBuilder app) =>
        app.MapGet("/live/header", (HttpContext context) => LiveStream.Of<Nothing, object>(context, (_, _, _) => Task.FromResult<object?>(new object())))
            .ExcludeFromDescription();
}

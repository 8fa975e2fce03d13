using ClearView.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClearView.Web.Layout;

/// <summary>
/// Pages are components that get everything as parameters and are rendered once, to text. There is no circuit, no hidden state and
/// nothing to load on the browser's side.
/// </summary>
internal static class Page
{
    /// <summary>A whole page: the component gets its model and what the header shows.</summary>
    public static async Task ShowAsync<TComponent, TModel>(HttpContext context, TModel model, int status = StatusCodes.Status200OK)
        where TComponent : IComponent
    {
        var snapshot = await context.RequestServices.GetRequiredService<Snapshots>().LatestAsync(context.RequestAborted);
        var html = await RenderAsync<TComponent>(context.RequestServices, new Dictionary<string, object?>
        {
            ["Model"] = model,
            ["Header"] = PageHeader.Of(context, snapshot),
        });
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    public static async Task<string> RenderAsync<TComponent>(IServiceProvider services, Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}

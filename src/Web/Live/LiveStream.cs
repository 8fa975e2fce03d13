using System.Runtime.CompilerServices;
using ClearView.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClearView.Web.Live;

/// <summary>
/// A page's moving parts as Server-Sent Events: the same components that made the page are rendered again once a second, and sent when
/// they differ. The browser puts each element in the place of the one with its id.
/// </summary>
internal static class LiveStream
{
    /// <param name="read">Reads the fragment's model from a fresh scope; null ends the stream.</param>
    public static IResult Of<TComponent, TModel>(HttpContext context, Func<IServiceProvider, Snapshot, CancellationToken, Task<TModel?>> read)
        where TComponent : IComponent
        where TModel : class
    {
        var place = context.RequestServices.GetRequiredService<LiveConnections>().Enter();
        context.Response.RegisterForDispose(place);
        return TypedResults.ServerSentEvents(WatchAsync<TComponent, TModel>(context, read, context.RequestAborted));
    }

    private static async IAsyncEnumerable<string> WatchAsync<TComponent, TModel>(
        HttpContext context, Func<IServiceProvider, Snapshot, CancellationToken, Task<TModel?>> read, [EnumeratorCancellation] CancellationToken ct)
        where TComponent : IComponent
        where TModel : class
    {
        var services = context.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        // A watching page must not hold up the end of the process.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            ct, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);

        var sent = "";
        while (!end.IsCancellationRequested)
        {
            var html = await RenderAsync<TComponent, TModel>(context, scopes, read, end.Token);
            if (html is null)
                yield break;

            if (html != sent)
                yield return sent = html;
            await Task.Delay(Snapshots.Interval, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<string?> RenderAsync<TComponent, TModel>(
        HttpContext context, IServiceScopeFactory scopes, Func<IServiceProvider, Snapshot, CancellationToken, Task<TModel?>> read, CancellationToken ct)
        where TComponent : IComponent
        where TModel : class
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var snapshot = await scope.ServiceProvider.GetRequiredService<Snapshots>().LatestAsync(ct);
            if (await read(scope.ServiceProvider, snapshot, ct) is not { } model)
                return null;

            var header = await Page.RenderAsync<LiveHeader>(scope.ServiceProvider, new() { ["Header"] = PageHeader.Of(context, snapshot) });
            return header + await Page.RenderAsync<TComponent>(scope.ServiceProvider, new() { ["Model"] = model });
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
    }
}

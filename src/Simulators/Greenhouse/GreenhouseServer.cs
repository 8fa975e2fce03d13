using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Simulators.Greenhouse;

/// <summary>The way of a request, top to bottom, and the table of what can be asked.</summary>
internal static class GreenhouseServer
{
    public const int LargestBody = 512 * 1024;

    public static WebApplication Build(
        GreenhouseOptions options, RequestLog requests, Tokens tokens, RateWindow rate, Spoil spoil,
        Listing listing, IReadOnlyList<Resource> resources, Notes notes, FileLinks files, Control control)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = 500;
        });

        var app = builder.Build();
        app.Use(requests.WriteAsync);
        app.UseWhen(IsApi, api =>
        {
            api.Use(tokens.CheckAsync);
            api.Use(rate.CountAsync);
        });
        app.UseWhen(http => IsApi(http) || IsFile(http), spoilt => spoilt.Use(spoil.ServeAsync));

        app.MapPost("/token", tokens.IssueAsync);
        foreach (var resource in resources)
            app.MapGet($"/v3/{resource.Name}", http => listing.ServeAsync(resource, http));
        app.MapPost("/v3/notes", notes.PostAsync);
        app.MapGet("/files/{id}", files.ServeAsync);

        app.MapGet("/_simulator/status", control.StatusAsync);
        app.MapPost("/_simulator/arrive", control.ArriveAsync);
        app.MapPost("/_simulator/arrive-all", control.ArriveAllAsync);
        app.MapPost("/_simulator/misbehave", control.MisbehaveAsync);
        return app;
    }

    private static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/v3", StringComparison.Ordinal);

    private static bool IsFile(HttpContext http) => http.Request.Path.StartsWithSegments("/files", StringComparison.Ordinal);
}

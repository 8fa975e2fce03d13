using System.Net;
using ClearView.HrSystems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.HrSystems;

/// <summary>Listens for one system's webhooks on this machine.</summary>
internal sealed class HrHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HrHost(WebApplication app, Uri address)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    public int Woken { get; private set; }

    public static async Task<HrHost> StartAsync(IHrSystem system, int port = 0, Action? wake = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        HrHost? host = null;
        system.MapWebhooks(app, () =>
        {
            host!.Woken++;
            wake?.Invoke();
        });
        // The address is known only after the start, and a webhook may come at once.
        app.Use(async (context, next) =>
        {
            while (Volatile.Read(ref host) is null)
                await Task.Yield();
            await next(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        Volatile.Write(ref host, new HrHost(app, new Uri(app.Urls.First())));
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}

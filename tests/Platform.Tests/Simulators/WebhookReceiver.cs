using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Simulators;

internal sealed record ReceivedWebhook(byte[] Body, string Signature, string EventId);

/// <summary>Takes whatever is posted to it, as bytes, and answers as the test says.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<ReceivedWebhook> _received = Channel.CreateBounded<ReceivedWebhook>(1000);
    private readonly WebApplication _app;

    private WebhookReceiver(Func<ReceivedWebhook, Task<int>> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            var webhook = new ReceivedWebhook(body.ToArray(), http.Request.Headers["Signature"].ToString(), http.Request.Headers["Greenhouse-Event-ID"].ToString());
            http.Response.StatusCode = await answer(webhook);
            await _received.Writer.WriteAsync(webhook, http.RequestAborted);
        });
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook");

    public static Task<WebhookReceiver> StartAsync(int answer = 200) => StartAsync(_ => Task.FromResult(answer));

    public static async Task<WebhookReceiver> StartAsync(Func<ReceivedWebhook, Task<int>> answer)
    {
        var receiver = new WebhookReceiver(answer);
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async Task<ReceivedWebhook> NextAsync() => await _received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<List<ReceivedWebhook>> NextAsync(int count)
    {
        var received = new List<ReceivedWebhook>();
        while (received.Count < count)
            received.Add(await NextAsync());
        return received;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

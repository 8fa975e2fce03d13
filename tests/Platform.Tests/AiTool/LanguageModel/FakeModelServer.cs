using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClearView.Platform.Tests.AiTool.LanguageModel;

/// <summary>An endpoint that speaks the chat protocol on this machine, and behaves as a test wants.</summary>
internal sealed class FakeModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _open;

    private FakeModelServer(WebApplication app) => _app = app;

    public string Endpoint => _app.Urls.First() + "/v1";

    /// <summary>What was asked, as it came over the wire.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public int MostAtOnce { get; private set; }

    /// <summary>Answers with whatever a test likes to.</summary>
    public Func<HttpContext, Task> Behaviour { get; set; } = _ => Task.CompletedTask;

    public static async Task<FakeModelServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FakeModelServer(app);
        app.MapPost("/v1/chat/completions", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    private async Task AnswerAsync(HttpContext http)
    {
        lock (_app)
            MostAtOnce = Math.Max(MostAtOnce, ++_open);
        using var reader = new StreamReader(http.Request.Body);
        Asked.Enqueue(await reader.ReadToEndAsync(http.RequestAborted));
        try
        {
            await Behaviour(http);
        }
        finally
        {
            lock (_app)
                _open--;
        }
    }

    /// <summary>An answer in the form of the protocol.</summary>
    public static Func<HttpContext, Task> Says(string content, int tokens = 100) => http => http.Response.WriteAsJsonAsync(new
    {
        id = "1",
        @object = "chat.completion",
        created = 1,
        model = "fake",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content } } },
        usage = new { prompt_tokens = tokens - 10, completion_tokens = 10, total_tokens = tokens },
    });

    public static Func<HttpContext, Task> Says(object sentences, int tokens = 100) => Says(JsonSerializer.Serialize(sentences), tokens);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ClearView.Web;

namespace ClearView.Cli.Demo;

/// <summary>Lets the page's process ask the supervisor, on loopback and with a token that only the two know.</summary>
internal sealed class ControlPort : IAsyncDisposable
{
    public const string TokenVariable = "CLEARVIEW_CONTROLS";
    public const string TokenHeader = "X-ClearView-Controls";
    private readonly WebApplication _app;

    private ControlPort(WebApplication app, string token)
    {
        _app = app;
        Token = token;
    }

    public string Token { get; }

    public string Address => _app.Urls.First();

    public static async Task<ControlPort> StartAsync(Supervisor supervisor, CancellationToken ct)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ControlJson.Default));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            var given = Encoding.UTF8.GetBytes(context.Request.Headers[TokenHeader].ToString());
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(token)))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (InvalidOperationException e)
            {
                // The page only hears that it did not work; a role's last words are for whoever runs the demo.
                await Console.Error.WriteLineAsync("clearview: " + e.Message);
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        });
        app.MapGet("/state", () => TypedResults.Ok(supervisor.State()));
        app.MapPost("/kill/{role}", (string role) => supervisor.KillByButtonAsync(role));
        app.MapPost("/restart/{role}", (string role) => supervisor.StartWorkerAsync(role, CancellationToken.None));
        app.MapPost("/broker/stop", supervisor.StopBrokerAsync);
        app.MapPost("/broker/start", supervisor.StartBrokerAsync);
        await app.StartAsync(ct);
        return new ControlPort(app, token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>What the supervisor knows.</summary>
internal sealed record SupervisorState(IReadOnlyList<WorkerState> Workers, BrokerButton Broker);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SupervisorState))]
internal sealed partial class ControlJson : JsonSerializerContext;

using System.Globalization;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Web.Layout;
using ClearView.Web.Live;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Web.Operations;

/// <summary>/operations and, in the demo, its buttons.</summary>
internal static class OperationsPageEndpoints
{
    private const int MostLetters = 50;
    private const int LongestBrake = 60;

    // A broker on a busy machine takes longer than a minute to start.
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(100);

    public static void MapOperationsPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/operations", async (HttpContext context, string? said) =>
        {
            var services = context.RequestServices;
            var snapshot = await services.GetRequiredService<Snapshots>().LatestAsync(context.RequestAborted);
            await Page.ShowAsync<OperationsPage, OperationsView>(context, (await ReadAsync(services, snapshot, context.RequestAborted)) with { Said = OperationsActions.Said(said) });
        }).ExcludeFromDescription();
        app.MapGet("/live/operations", (HttpContext context) =>
            LiveStream.Of<OperationsLive, OperationsView>(context, async (services, snapshot, ct) => await ReadAsync(services, snapshot, ct)))
            .ExcludeFromDescription();
        app.MapPost("/operations", ActAsync).ExcludeFromDescription();
    }

    private static async Task<OperationsView> ReadAsync(IServiceProvider services, Snapshot snapshot, CancellationToken ct) => new(
        snapshot, await services.GetRequiredService<IDeadLetters>().ListAsync(TenantId.Default, null, MostLetters, ct), services.GetService<IControls>(), null);

    private static async Task ActAsync(HttpContext context, WebParts parts)
    {
        if (context.RequestServices.GetService<IControls>() is not { } controls)
            throw new RequestProblemException(StatusCodes.Status404NotFound, "not-found", "These buttons belong to the demo. Start it with ./clearview demo.");

        var form = await FormBody.ReadAsync(context.Request);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(_deadline);
        var said = await DoAsync(controls, parts, form["action"].ToString(), form["name"].ToString(), form["seconds"].ToString(), deadline.Token);

        // The script asks for the sentence alone; without it the page comes again and says it.
        if (context.Request.Headers.Accept.ToString().Contains("text/plain", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync(OperationsActions.Said(said)!, context.RequestAborted);
            return;
        }

        context.Response.Redirect($"/operations?said={said}");
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
    }

    /// <summary>The code of the sentence that says what happened.</summary>
    private static async Task<string> DoAsync(IControls controls, WebParts parts, string action, string name, string seconds, CancellationToken ct)
    {
        switch (action)
        {
            case "slow" when parts.Functions.Any(f => f.Name == name):
                var wait = int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Min(given, LongestBrake) : 0;
                await controls.SlowAsync(name, TimeSpan.FromSeconds(wait), ct);
                return wait > 0 ? "slowed" : "freed";
            case "kill" when controls.Workers.Any(w => w.Name == name):
                await controls.KillAsync(name, ct);
                return "killed";
            case "restart" when controls.Workers.Any(w => w.Name == name):
                await controls.RestartAsync(name, ct);
                return "restarted";
            case "stop-broker" when controls.Broker == BrokerButton.Stop:
                await controls.StopBrokerAsync(ct);
                return "broker-stopped";
            case "start-broker" when controls.Broker == BrokerButton.Start:
                await controls.StartBrokerAsync(ct);
                return "broker-started";
            default:
                throw new RequestProblemException(StatusCodes.Status422UnprocessableEntity, "invalid-field", "This button is not known any more. Load the page again.");
        }
    }
}

/// <param name="Controls">The demo's buttons; null outside it.</param>
/// <param name="Said">What was just done; null otherwise.</param>
public sealed record OperationsView(Snapshot Snapshot, IReadOnlyList<DeadLetter> DeadLetters, IControls? Controls, string? Said);

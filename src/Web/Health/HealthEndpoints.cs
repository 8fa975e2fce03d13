using ClearView.Messaging;
using ClearView.Messaging.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Health;

/// <summary>Live: this process answers. Ready: its store takes a row and its broker answers too, each within a deadline.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live", null, null)))
            .WithName("live").WithTags("Health").WithSummary("Does the process answer?");
        app.MapGet("/health/ready", ReadyAsync)
            .WithName("ready").WithTags("Health").WithSummary("Does the store take a row, and does the broker answer?")
            .Produces<HealthAnswer>().Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(IOutbox outbox, ITransport transport, TimeProvider clock)
    {
        // A full disk still reads.
        var store = AnswersAsync(outbox.BeatAsync, clock);
        var broker = AnswersAsync(transport.InspectAsync, clock);
        var answer = new HealthAnswer("ready", await store, await broker);
        return answer is { Store: true, Broker: true }
            ? TypedResults.Ok(answer)
            : TypedResults.Json(answer with { Status = "not ready" }, ClearView.Web.Problems.WebJson.Default.HealthAnswer, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersAsync(Func<CancellationToken, Task> ask, TimeProvider clock)
    {
        using var deadline = new CancellationTokenSource(_deadline, clock);
        try
        {
            await Task.Run(() => ask(deadline.Token), CancellationToken.None).WaitAsync(_deadline, clock, CancellationToken.None);
            return true;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the reason: it does not answer.
            return false;
        }
    }
}

/// <param name="Store">Whether the database answers; null when it was not asked.</param>
/// <param name="Broker">Whether the message broker answers; null when it was not asked.</param>
internal sealed record HealthAnswer(string Status, bool? Store, bool? Broker);

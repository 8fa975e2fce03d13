using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Web.Live;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClearView.Web.Operations;

/// <summary>The queues, the account and the HR systems, for programs.</summary>
internal static class OperationsApi
{
    private const int MostNamed = 100;
    private const int LongestSettle = 3600;
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(5);

    public static void MapOperationsApi(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/account", async (SharedAccount account, CancellationToken ct) => TypedResults.Ok(await account.TakeAsync(ct)))
            .WithName("account").WithTags("Operations").WithSummary("What became of everything that was received, counted from what is stored")
            .Produces<Account>().ProducesProblems(503);
        app.MapGet("/api/v1/account/messages", AccountOfMessagesAsync)
            .WithName("accountOfMessages").WithTags("Operations").WithSummary("Every published message and what became of it at each function: lines of JSON, the last one has the account")
            .Produces(200, contentType: "application/x-ndjson").ProducesProblems(404);
        app.MapGet("/api/v1/queues", QueuesAsync)
            .WithName("queues").WithTags("Operations").WithSummary("Every queue with its length")
            .Produces<IReadOnlyList<QueueAnswer>>().ProducesProblems(503);
        app.MapGet("/api/v1/hr-systems", (WebParts parts, TimeProvider clock) => TypedResults.Ok(HrSystemView.Of(parts.HrSystems(), clock.GetUtcNow())))
            .WithName("hrSystems").WithTags("Operations").WithSummary("Every connected HR system: when it was last read, what is wrong, what to do");
    }

    /// <summary>It reads all of history, so it says how far it is, and ends when nobody listens any more.</summary>
    private static async Task AccountOfMessagesAsync(
        HttpContext context, WebParts parts, DateTimeOffset? since, string? function, string? tenant, int? most, double? settle, CancellationToken ct)
    {
        if (parts.AccountOfMessages is not { } take)
        {
            await Problem.Of(StatusCodes.Status404NotFound, "no-account", "This process takes no account of messages.").ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        var request = new MessageAccountRequest(
            since, function, tenant, Math.Clamp(most ?? MostNamed, 0, MostNamed * 1_000),
            settle is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSettle)) : null);
        await foreach (var line in take(request, ct))
        {
            await context.Response.WriteAsync(line + "\n", ct);
            await context.Response.Body.FlushAsync(ct);
        }
    }

    private static async Task<IResult> QueuesAsync(ITransport transport, WebParts parts, TimeProvider clock, CancellationToken ct)
    {
        var states = await transport.InspectAsync(ct).WaitAsync(_deadline, clock, ct);
        return TypedResults.Ok<IReadOnlyList<QueueAnswer>>([.. states.Select(s => QueueAnswer.Of(s, parts.Functions.FirstOrDefault(f => f.Queue == s.Queue)))]);
    }
}

/// <param name="Role">Of the function that reads it; null for the broker's own queues.</param>
/// <param name="Delayed">Null when the broker cannot tell, as are the totals.</param>
/// <param name="Arrived">Messages that ever entered, retries not counted.</param>
/// <param name="Settled">Messages that ever left.</param>
internal sealed record QueueAnswer(
    string Queue, string? Role, long Ready, long InFlight, long? Delayed, long? Arrived, long? Settled, int Consumers)
{
    public static QueueAnswer Of(QueueState state, FunctionLine? function) =>
        new(state.Queue, function?.Role, state.Ready, state.InFlight, state.Delayed, state.Arrived, state.Settled, state.Consumers);
}

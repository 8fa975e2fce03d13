using System.Data.Common;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Web.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClearView.Web.Problems;

/// <summary>Every error ends as an answer: a problem for programs, a page for people. Nothing of an exception's text leaves the process.</summary>
internal sealed partial class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> log)
{
    private const string StoreUnavailable = "store-unavailable";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (IsBareError(context))
                await AnswerAsync(context, Plain(context.Response.StatusCode));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception e)
        {
            var problem = Classify(e);
            if (context.Response.HasStarted || problem is { Status: StatusCodes.Status500InternalServerError } or { Code: StoreUnavailable })
                Log.Failed(log, context.Request.Method, e.GetType().Name, e.StackTrace);
            // An answer that has begun, such as a page's live stream, can only be cut off. Thrown on, the server would log the exception's text.
            if (context.Response.HasStarted)
                context.Abort();
            else
                await AnswerAsync(context, problem);
        }
    }

    private static bool IsBareError(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 };

    private static RequestProblemException Classify(Exception e) => e switch
    {
        RequestProblemException problem => problem,
        BadHttpRequestException bad => Plain(bad.StatusCode),
        BrokerUnavailableException => new(StatusCodes.Status503ServiceUnavailable, "broker-unavailable",
            "The message broker does not answer at the moment. What was accepted is kept; try this again in a few seconds.")
        { RetryAfter = 5 },
        // Who asked is still there, so it was a deadline of ours.
        TimeoutException or OperationCanceledException => new(StatusCodes.Status503ServiceUnavailable, "too-slow",
            "A part of ClearView did not answer in time. Try again in a few seconds.")
        { RetryAfter = 5 },
        StoreUnavailableException or DbException or IOException => new(StatusCodes.Status503ServiceUnavailable, StoreUnavailable,
            "The store does not answer, or does not take what this request needs: its disk may be full, or closed to writing. What was accepted before is safe. Make room, then try this again, with the same Idempotency-Key if it had one.")
        { RetryAfter = 30 },
        _ => new(StatusCodes.Status500InternalServerError, "internal",
            "ClearView failed at this request. What was accepted before is safe; try again, and look at the log if it happens again."),
    };

    private static RequestProblemException Plain(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new(status, "malformed-request", "The request cannot be read. Compare it with the description at /openapi/v1.json."),
        StatusCodes.Status404NotFound => new(status, "not-found", "There is nothing at this address. Check it, or begin at the overview."),
        StatusCodes.Status405MethodNotAllowed => new(status, "method-not-allowed", "This address exists, but not for this method. See /openapi/v1.json."),
        StatusCodes.Status413PayloadTooLarge => new(status, "too-large", "The request is too large. A file may have 10 MB."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported-media-type", "This content type is not taken here. See /openapi/v1.json."),
        _ => new(status, "http-" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), "The request failed. See /openapi/v1.json for what can be asked."),
    };

    private static async Task AnswerAsync(HttpContext context, RequestProblemException problem)
    {
        if (problem.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

        if (WantsPage(context.Request))
            await Page.ShowAsync<ErrorPage, RequestProblemException>(context, problem, problem.Status);
        else
            await Problem.Of(problem.Status, problem.Code, problem.Message).ExecuteAsync(context);
    }

    private static bool WantsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    private static partial class Log
    {
        // The exception's own text may quote content, so it is not logged.
        [LoggerMessage(Level = LogLevel.Error, Message = "A {Method} request failed with {Exception}.\n{Stack}")]
        public static partial void Failed(ILogger logger, string method, string exception, string? stack);
    }
}

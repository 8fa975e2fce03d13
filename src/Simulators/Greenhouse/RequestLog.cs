using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>
/// The outermost step: knows each request, turns what the others throw into an answer, and writes one line of
/// the journal before the answer leaves. Never a header or a body, and no query of a file's link: that would be a key.
/// </summary>
internal sealed class RequestLog(Journal journal, TimeProvider clock)
{
    private int _count;

    public int Count => _count;

    public async Task WriteAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/_simulator", StringComparison.Ordinal))
        {
            await ServeAsync(http, next, error => { });
            return;
        }

        Interlocked.Increment(ref _count);
        string? error = null;
        var isWritten = false;
        http.Response.OnStarting(() =>
        {
            isWritten = true;
            Append(http, http.Response.StatusCode, error);
            return Task.CompletedTask;
        });
        await ServeAsync(http, next, message => error = message);
        // Kestrel starts an empty answer after this step; one that was cut off never starts.
        if (!isWritten && http.RequestAborted.IsCancellationRequested)
            Append(http, status: null, error);
    }

    private void Append(HttpContext http, int? status, string? error)
    {
        var visit = http.Features.Get<Visit>();
        var isApi = http.Request.Path.StartsWithSegments("/v3", StringComparison.Ordinal);
        journal.Append(new JournalEntry(JournalEntry.Request, clock.GetUtcNow())
        {
            Method = http.Request.Method,
            Path = http.Request.Path,
            Query = isApi && http.Request.QueryString.HasValue ? http.Request.QueryString.Value : null,
            Status = status,
            Rows = visit?.Rows,
            Fault = visit?.Fault,
            Error = error,
        });
    }

    private static async Task ServeAsync(HttpContext http, RequestDelegate next, Action<string> fail)
    {
        try
        {
            await Visit.BeginAsync(http);
            await next(http);
            if (!http.Response.HasStarted && http.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed
                && http.Response.ContentLength is null)
                await Answer.ErrorsAsync(http, http.Response.StatusCode, $"There is no {http.Request.Method} {http.Request.Path} here.");
        }
        catch (BadHttpRequestException bad)
        {
            fail(bad.Message);
            await FailAsync(http, bad.StatusCode, bad.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            fail("The client went away.");
        }
        catch (IOException broken)
        {
            fail(broken.Message);
            await FailAsync(http, StatusCodes.Status500InternalServerError, "The simulator could not write its journal or read a sample.");
        }
    }

    private static Task FailAsync(HttpContext http, int status, string error)
    {
        if (!http.Response.HasStarted)
            return Answer.ErrorsAsync(http, status, error);
        http.Abort();
        return Task.CompletedTask;
    }
}

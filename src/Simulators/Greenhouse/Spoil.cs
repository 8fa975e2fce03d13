using System.Text;
using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>The faults that any request can meet, whatever it asks for.</summary>
internal sealed class Spoil(Faults faults, GreenhouseOptions options)
{
    private int _zeros;
    private int _serverErrors;

    public async Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        var visit = Visit.Of(http);
        if (faults.Strikes(Fault.Slow, visit))
            await Task.Delay(options.Slowness, options.Clock, http.RequestAborted);

        if (faults.Strikes(Fault.RateLimit, visit))
            await TooManyAsync(http, "1");
        else if (faults.Strikes(Fault.RateLimitZero, visit))
            await TooManyAsync(http, Interlocked.Increment(ref _zeros) % 2 == 1 ? "0" : null);
        else if (faults.Strikes(Fault.ServerError, visit))
            await BreakAsync(http);
        else if (faults.IsOn(Fault.Cut) && HttpMethods.IsGet(http.Request.Method))
            await MaybeCutAsync(http, next, visit);
        else
            await next(http);
    }

    private static Task TooManyAsync(HttpContext http, string? retryAfter)
    {
        http.Response.Headers.RetryAfter = retryAfter;
        return Answer.ErrorsAsync(http, StatusCodes.Status429TooManyRequests, "Too many requests.");
    }

    private Task BreakAsync(HttpContext http) => Interlocked.Increment(ref _serverErrors) % 2 == 1
        ? Answer.ErrorsAsync(http, StatusCodes.Status500InternalServerError, "Server timeout in API")
        : Answer.BytesAsync(http, StatusCodes.Status503ServiceUnavailable, "text/html", Encoding.UTF8.GetBytes("<html><body>Service Unavailable</body></html>"));

    /// <summary>The answer is made whole first: only a good one is worth cutting.</summary>
    private async Task MaybeCutAsync(HttpContext http, RequestDelegate next, Visit visit)
    {
        var body = http.Response.Body;
        using var whole = new MemoryStream();
        http.Response.Body = whole;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        var bytes = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        if (http.Response.StatusCode == StatusCodes.Status200OK && bytes.Length > 2 && faults.Strikes(Fault.Cut, visit))
        {
            // Kestrel closes a connection whose answer is shorter than it said; to abort it could lose this half too.
            bytes = bytes[..(bytes.Length / 2)];
        }
        await body.WriteAsync(bytes, http.RequestAborted);
    }
}

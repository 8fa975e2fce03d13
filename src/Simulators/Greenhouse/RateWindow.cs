using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>Fixed windows of 30 seconds, counted for all clients together.</summary>
internal sealed class RateWindow(int limit, TimeProvider clock)
{
    private const int Seconds = 30;
    private readonly Lock _gate = new();
    private long _window;
    private int _used;

    public async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var used = Take(now / Seconds);
        var reset = ((now / Seconds) + 1) * Seconds;

        var headers = http.Response.Headers;
        headers["X-RateLimit-Limit"] = Text(limit);
        headers["X-RateLimit-Remaining"] = Text(Math.Max(0, limit - used));
        headers["X-RateLimit-Reset"] = Text(reset);
        if (used <= limit)
        {
            await next(http);
            return;
        }
        headers.RetryAfter = Text(reset - now);
        await Answer.ErrorsAsync(http, StatusCodes.Status429TooManyRequests, $"Over {limit} requests in {Seconds} seconds. Wait as long as Retry-After says.");
    }

    private int Take(long window)
    {
        lock (_gate)
        {
            if (window != _window)
                (_window, _used) = (window, 0);
            return ++_used;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Guards;

/// <summary>
/// Until there is a sign-in, only this machine may ask. Kestrel listens on loopback; two roads are left, both through the person's own
/// browser: a foreign name that resolves to 127.0.0.1 (seen by its Host header), and a foreign page that posts here or has the API work
/// (seen by what the browser says of the request's origin). A link from elsewhere may lead to a page.
/// </summary>
internal sealed class LocalOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<OurEndpoint>() is null)
            return next(context);

        var request = context.Request;
        if (!IsLocalName(request.Host.Host))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "foreign-host",
                "ClearView answers under localhost and 127.0.0.1 only. Open it under one of these names.").ExecuteAsync(context);
        }

        if ((ChangesSomething(request.Method) || request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) && !IsFromHere(request))
        {
            return Problem.Of(StatusCodes.Status403Forbidden, "foreign-origin",
                "This request comes from another web page and was refused. Do it from ClearView's own pages, or from a program.").ExecuteAsync(context);
        }

        return next(context);
    }

    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";

    private static bool ChangesSomething(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    // Programs send neither header; browsers send the first with every request to this machine.
    private static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none"))
            return false;

        return request.Headers.Origin.ToString() is not { Length: > 0 } origin
            || origin.Equals($"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
    }
}

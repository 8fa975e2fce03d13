using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClearView.Web.Intake;

/// <summary>Reads what a client sends, up to a bound.</summary>
internal static class BoundedBody
{
    // A client that is cut off while it still sends sees a broken connection instead of the reason: up to here it is heard out.
    private const long HeardOut = 64 * 1024 * 1024;

    /// <exception cref="RequestProblemException">413: it is larger than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(Stream stream, int most, RequestProblemException tooLarge, CancellationToken ct)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, ct)) > 0)
        {
            if (content.Length + read > most)
                throw tooLarge;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    /// <summary>Refuses by the announced length, and lets the server take as much as is heard out.</summary>
    /// <exception cref="RequestProblemException">413.</exception>
    public static void Begin(HttpRequest request, long most, RequestProblemException tooLarge)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = HeardOut;
        if (request.ContentLength > most)
            throw tooLarge;
    }

    /// <summary>To be called before an answer that does not wait for the rest.</summary>
    public static async Task HearOutAsync(HttpRequest request, CancellationToken ct)
    {
        // Who waits for leave to send is answered before.
        if (request.Headers.Expect.Count > 0 || request.ContentLength > HeardOut)
            return;

        try
        {
            var buffer = new byte[64 * 1024];
            while (await request.Body.ReadAsync(buffer, ct) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or BadHttpRequestException or OperationCanceledException)
        {
            // It was heard long enough.
        }
    }
}

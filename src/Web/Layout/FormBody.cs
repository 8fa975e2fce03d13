using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClearView.Web.Layout;

/// <summary>Forms of our own pages: a few fields of text.</summary>
internal static class FormBody
{
    // 64 KB of text, each byte of which may take three.
    private const int Most = 256 * 1024;

    private static readonly FormOptions _options = new() { ValueCountLimit = 16, KeyLengthLimit = 64, ValueLengthLimit = Most, BufferBodyLengthLimit = Most };

    /// <exception cref="RequestProblemException">400 or 413.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpRequest request)
    {
        if (!request.HasFormContentType || request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            throw Malformed();
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Most;

        try
        {
            return await new FormFeature(request, _options).ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            throw Malformed();
        }
    }

    private static RequestProblemException Malformed() => new(StatusCodes.Status400BadRequest, "malformed-form", "The form cannot be read. Load the page again and send it once more.");
}

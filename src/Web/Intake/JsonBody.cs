using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Intake;

/// <summary>JSON from outside, checked from the bytes up, so that a refusal names what is really wrong.</summary>
internal static class JsonBody
{
    private const int MostDepth = 8;

    /// <param name="unfit">What is said when it is JSON, but not this.</param>
    /// <exception cref="RequestProblemException">400, 413, 415 or 422.</exception>
    public static async Task<T> ReadAsync<T>(
        HttpRequest request, int most, JsonTypeInfo<T> type, RequestProblemException tooLarge, RequestProblemException unfit, CancellationToken ct)
        where T : class
    {
        byte[] body;
        try
        {
            if (!request.HasJsonContentType())
                throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, "not-json", "This address takes JSON. Send it with the header Content-Type: application/json.");
            BoundedBody.Begin(request, most, tooLarge);
            body = await BoundedBody.ReadAsync(request.Body, most, tooLarge, ct);
        }
        catch (RequestProblemException)
        {
            await BoundedBody.HearOutAsync(request, ct);
            throw;
        }

        return Parse(WithoutMark(body), type, unfit);
    }

    // Some editors and shells put a byte order mark before everything that they write.
    private static ReadOnlyMemory<byte> WithoutMark(byte[] body) => body.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble) ? body.AsMemory(3) : body;

    private static T Parse<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, RequestProblemException unfit)
        where T : class
    {
        if (!System.Text.Unicode.Utf8.IsValid(body.Span))
            throw new RequestProblemException(StatusCodes.Status400BadRequest, "invalid-utf8", "The request is not UTF-8. Send the JSON in UTF-8.");

        try
        {
            using var _ = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MostDepth });
        }
        catch (JsonException e)
        {
            throw new RequestProblemException(StatusCodes.Status400BadRequest, "invalid-json",
                $"The request is not JSON: something is wrong in line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }

        try
        {
            return JsonSerializer.Deserialize(body.Span, type) ?? throw unfit;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw unfit;
        }
    }
}

/// <summary>For what comes from outside: no unknown and no repeated members, nothing missing.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(ClearView.Web.Reviews.ReviewRequest))]
internal sealed partial class StrictJson : JsonSerializerContext;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClearView.Contracts;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Intake;

/// <summary>A job to be published.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Text">The whole posting as plain text, at most 64 KB.</param>
/// <param name="SourceId">Your own name for the job: sending it again changes the job. Visible ASCII, at most 200 characters.</param>
internal sealed record JobRequest(string Title, string Text, string? SourceId = null)
{
    public const int MostText = 64 * 1024;
    private const int MostBody = 8 * MostText;
    private const int MostShort = 200;

    /// <exception cref="RequestProblemException">400, 413 or 422.</exception>
    public static async Task<JobRequest> ReadJsonAsync(HttpRequest request, CancellationToken ct)
    {
        var tooLarge = new RequestProblemException(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large. A posting may have 64 KB of text.");
        byte[] body;
        try
        {
            BoundedBody.Begin(request, MostBody, tooLarge);
            body = await BoundedBody.ReadAsync(request.Body, MostBody, tooLarge, ct);
        }
        catch (RequestProblemException)
        {
            await BoundedBody.HearOutAsync(request, ct);
            throw;
        }

        return Parse(body).Checked();
    }

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DerivedId.From("job", Title, Text, SourceId ?? "").ToString("N"))));

    /// <summary>With line ends of one kind and without control characters, which postings pasted from elsewhere often hold.</summary>
    /// <exception cref="RequestProblemException">422.</exception>
    public JobRequest Checked()
    {
        var title = string.Concat(Title.Where(c => !char.IsControl(c))).Trim();
        if (title.Length is 0 or > MostShort)
            throw Invalid($"The title takes 1 to {MostShort} characters.");

        var text = string.Concat(Text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))).Trim();
        if (text.Length == 0)
            throw Invalid("The text is empty. Paste the whole posting.");
        if (Encoding.UTF8.GetByteCount(text) > MostText)
            throw Invalid("The text is longer than 64 KB. Send the posting alone, without attachments.");

        if (SourceId is not null && (SourceId.Length is 0 or > MostShort || !SourceId.All(c => c is > ' ' and <= '~')))
            throw Invalid($"The sourceId takes 1 to {MostShort} visible ASCII characters.");
        return new JobRequest(title, text, SourceId);
    }

    private static JobRequest Parse(byte[] body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body))
            throw new RequestProblemException(StatusCodes.Status400BadRequest, "invalid-utf8", "The request is not UTF-8. Send the JSON in UTF-8.");

        try
        {
            using var _ = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException e)
        {
            throw new RequestProblemException(StatusCodes.Status400BadRequest, "invalid-json",
                $"The request is not JSON: something is wrong in line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }

        try
        {
            return JsonSerializer.Deserialize(body, StrictJson.Default.JobRequest) ?? throw Unfit();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Unfit();
        }
    }

    private static RequestProblemException Unfit() => Invalid("The request takes the members title and text and, if you like, sourceId: each once, each a text, and no others.");

    private static RequestProblemException Invalid(string detail) => new(StatusCodes.Status422UnprocessableEntity, "invalid-field", detail);
}

/// <summary>For what comes from outside: no unknown and no repeated members, nothing missing.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(JobRequest))]
[JsonSerializable(typeof(ClearView.Web.Reviews.ReviewRequest))]
internal sealed partial class StrictJson : JsonSerializerContext;

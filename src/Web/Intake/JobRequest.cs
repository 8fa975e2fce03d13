using System.Security.Cryptography;
using System.Text;
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

    /// <exception cref="RequestProblemException">400, 413, 415 or 422.</exception>
    public static async Task<JobRequest> ReadJsonAsync(HttpRequest request, CancellationToken ct) => (await JsonBody.ReadAsync(
        request, MostBody, StrictJson.Default.JobRequest,
        new RequestProblemException(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large. A posting may have 64 KB of text."),
        Invalid("The request takes the members title and text and, if you like, sourceId: each once, each a text, and no others."), ct)).Checked();

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DerivedId.From("job", Title, Text, SourceId ?? "").ToString("N"))));

    /// <summary>With line ends of one kind and without control characters and marks of direction, which postings pasted from elsewhere often hold.</summary>
    /// <exception cref="RequestProblemException">422.</exception>
    public JobRequest Checked()
    {
        var title = string.Concat(Title.Where(c => !char.IsControl(c) && !TurnsText(c))).Trim();
        if (title.Length is 0 or > MostShort)
            throw Invalid($"The title takes 1 to {MostShort} characters.");

        var text = string.Concat(Text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || (!char.IsControl(c) && !TurnsText(c)))).Trim();
        if (text.Length == 0)
            throw Invalid("The text is empty. Paste the whole posting.");
        if (Encoding.UTF8.GetByteCount(text) > MostText)
            throw Invalid("The text is longer than 64 KB. Send the posting alone, without attachments.");

        if (SourceId is not null && (SourceId.Length is 0 or > MostShort || !SourceId.All(c => c is > ' ' and <= '~')))
            throw Invalid($"The sourceId takes 1 to {MostShort} visible ASCII characters.");
        return new JobRequest(title, text, SourceId);
    }

    // Marks that let a text be read in another order than it is written, a score beside it too.
    private static bool TurnsText(char c) => c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static RequestProblemException Invalid(string detail) => new(StatusCodes.Status422UnprocessableEntity, "invalid-field", detail);
}

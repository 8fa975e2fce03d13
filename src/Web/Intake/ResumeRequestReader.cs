using System.Text;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClearView.Web.Intake;

/// <summary>Takes a résumé out of a request: a form with the field "file", or the file's bytes alone. File names are not read: they name people.</summary>
internal static class ResumeRequestReader
{
    public const int MostBytes = 10 * 1024 * 1024;
    private const int RoomForFields = 64 * 1024;
    private const int MostParts = 64;
    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(2);

    private static RequestProblemException TooLarge => new(StatusCodes.Status413PayloadTooLarge, "too-large",
        "The file is larger than 10 MB. Send a smaller one, such as a copy without pictures.");

    /// <exception cref="RequestProblemException">400, 408, 413, 415 or 422.</exception>
    public static async Task<ResumeRequest> ReadAsync(HttpRequest request, TimeProvider clock, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(_deadline);
        try
        {
            return Boundary(request) is { } boundary
                ? await ReadFormAsync(request, boundary, new ResumeFields(clock), deadline.Token)
                : await ReadBytesAsync(request, new ResumeFields(clock), deadline.Token);
        }
        catch (RequestProblemException)
        {
            await BoundedBody.HearOutAsync(request, deadline.Token);
            throw;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw Malformed("The form cannot be read: its parts are cut off or not separated as its Content-Type says. Send it again as multipart/form-data.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new RequestProblemException(StatusCodes.Status408RequestTimeout, "too-slow", "The file did not arrive within two minutes. Send it again.");
        }
    }

    private static async Task<ResumeRequest> ReadBytesAsync(HttpRequest request, ResumeFields fields, CancellationToken ct)
    {
        BoundedBody.Begin(request, MostBytes, TooLarge);
        foreach (var (name, values) in request.Query)
        {
            // Addresses end up in logs, so nothing that names a person may stand in them.
            if (name is not ("jobId" or "receivedOn"))
                throw new RequestProblemException(StatusCodes.Status422UnprocessableEntity, "invalid-field", "In the address only jobId and receivedOn are taken. Send the rest as a form.");
            foreach (var value in values)
                fields.Add(name, value ?? "");
        }

        return Complete(await BoundedBody.ReadAsync(request.Body, MostBytes, TooLarge, ct), fields);
    }

    private static async Task<ResumeRequest> ReadFormAsync(HttpRequest request, string boundary, ResumeFields fields, CancellationToken ct)
    {
        BoundedBody.Begin(request, MostBytes + RoomForFields, TooLarge);
        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8 * 1024 };
        byte[]? file = null;
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } part; parts++)
        {
            if (parts == MostParts)
                throw Malformed($"The form has more than {MostParts} parts.");
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
                throw Malformed("A part of the form has no name. Send it as multipart/form-data.");

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (name == "file")
                file = file is null ? await BoundedBody.ReadAsync(part.Body, MostBytes, TooLarge, ct) : throw Malformed("The form holds two files. Send one request for each.");
            else
                fields.Add(name, await TextAsync(part.Body, ct));
        }

        return file is null
            ? throw new RequestProblemException(StatusCodes.Status422UnprocessableEntity, "file-missing", "The form has no field 'file'. Put the r\u00e9sum\u00e9 there.")
            : Complete(file, fields);
    }

    private static async Task<string> TextAsync(Stream part, CancellationToken ct)
    {
        var bytes = await BoundedBody.ReadAsync(part, ResumeFields.MostLength * 4,
            new RequestProblemException(StatusCodes.Status422UnprocessableEntity, "invalid-field", $"A field is longer than {ResumeFields.MostLength} characters."), ct);
        return System.Text.Unicode.Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw Malformed("A field is not text in UTF-8. Send the form in UTF-8.");
    }

    private static ResumeRequest Complete(byte[] file, ResumeFields fields) => file.Length == 0
        ? throw new RequestProblemException(StatusCodes.Status422UnprocessableEntity, "empty", "The file is empty (0 bytes). The upload may have failed: choose the file again.")
        : new ResumeRequest(file, fields.Identity, fields.Jobs, fields.ReceivedOn);

    /// <summary>Null when the body is the file itself.</summary>
    private static string? Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        if (IsNoResume(type))
        {
            throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, "no-resume",
                "This content type is no r\u00e9sum\u00e9. Send the file's bytes as application/octet-stream, or a form as multipart/form-data.");
        }

        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;

        // RFC 2046 allows 70 characters.
        return HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 and <= 70 } boundary
            ? boundary
            : throw Malformed("The Content-Type multipart/form-data needs a boundary of 1 to 70 characters.");
    }

    /// <summary>Forms and records that would pass for plain text, with all the names in them unknown.</summary>
    private static bool IsNoResume(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        || type.SubTypeWithoutSuffix.Equals("json", StringComparison.OrdinalIgnoreCase)
        || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
        || (type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase) && !type.SubType.Equals("form-data", StringComparison.OrdinalIgnoreCase));

    private static RequestProblemException Malformed(string detail) => new(StatusCodes.Status400BadRequest, "malformed-form", detail);
}

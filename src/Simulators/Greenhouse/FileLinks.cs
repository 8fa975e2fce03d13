using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ClearView.Simulators.Greenhouse;

/// <summary>
/// Signed links to attachments' files, as an object store gives them: whoever has the link has the file, for
/// seven days. They outlive a restart. A bearer token beside the signature is refused: it has no business there.
/// </summary>
internal sealed class FileLinks(byte[] key, Account account, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>The simulator's own address, with a slash at the end; set when it listens.</summary>
    public Uri Base { get; set; } = new("http://127.0.0.1/");

    public string Make(long attachment, bool dead)
    {
        var expires = (clock.GetUtcNow() + (dead ? TimeSpan.FromSeconds(-1) : Life)).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{Base}files/{attachment}?expires={expires}&signature={Sign(attachment, expires)}");
    }

    /// <summary>GET /files/{id}</summary>
    public async Task ServeAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (http.Request.Headers.Authorization.Count > 0)
            await Refuse(http, StatusCodes.Status400BadRequest, "InvalidArgument", "The link is signed: send no Authorization header with it.");
        else if (!long.TryParse((string?)http.Request.RouteValues["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || !IsSigned(id, expires, query["signature"].ToString()))
            await Refuse(http, StatusCodes.Status403Forbidden, "SignatureDoesNotMatch", "The link is not one that was given out.");
        else if (expires <= clock.GetUtcNow().ToUnixTimeSeconds())
            await Refuse(http, StatusCodes.Status403Forbidden, "AccessDenied", "Request has expired");
        else if (account.FileOf(id) is not { } sample)
            await Refuse(http, StatusCodes.Status404NotFound, "NoSuchKey", "The file is no longer there.");
        else
            await SendAsync(http, sample);
    }

    private async Task SendAsync(HttpContext http, SampleCandidate sample)
    {
        var bytes = await File.ReadAllBytesAsync(account.PathOf(sample), http.RequestAborted);
        http.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(sample.FileName)}";
        var type = Path.GetExtension(sample.FileName).ToUpperInvariant() switch
        {
            ".PDF" => "application/pdf",
            ".DOCX" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".TXT" => "text/plain",
            _ => "application/octet-stream",
        };
        await Answer.BytesAsync(http, StatusCodes.Status200OK, type, bytes);
    }

    private string Sign(long attachment, long expires) => Convert.ToHexStringLower(
        HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file {attachment} until {expires}"))));

    private bool IsSigned(long attachment, long expires, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(attachment, expires)), Encoding.UTF8.GetBytes(signature));

    private static Task Refuse(HttpContext http, int status, string code, string message) => Answer.BytesAsync(
        http, status, "application/xml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"));
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>
/// POST /hooks/greenhouse. A webhook is a hint and no more: what it says is not taken over, the candidate is read again. Answers exactly
/// 200 when it is taken; Greenhouse counts anything else as a failure and comes again.
/// </summary>
internal sealed partial class GreenhouseWebhook(GreenhouseOptions options, Hints hints, ILogger log)
{
    private const int LargestBody = 1024 * 1024;
    private const int MostEvents = 4096;
    private readonly Lock _gate = new();
    private readonly SeenLately _events = new(MostEvents);
    private readonly byte[][] _secrets =
        [.. new[] { options.WebhookSecret, options.PreviousWebhookSecret }.Where(s => !string.IsNullOrEmpty(s)).Select(s => Encoding.UTF8.GetBytes(s!))];

    public void Map(IEndpointRouteBuilder routes, Action wake) =>
        routes.MapPost("/hooks/greenhouse", (HttpRequest request, CancellationToken ct) => TakeAsync(request, wake, ct));

    private async Task<IResult> TakeAsync(HttpRequest request, Action wake, CancellationToken ct)
    {
        if (await ReadAsync(request.Body, ct) is not { } body)
            return TypedResults.Problem("A webhook's body may have 1 MB at most.", statusCode: StatusCodes.Status413PayloadTooLarge);

        if (!IsSigned(request.Headers["Signature"].ToString(), body))
        {
            Log.WrongSignature(log);
            return TypedResults.Problem(
                "The Signature header is not the HMAC-SHA256 of this body. Compare the secret key of the webhook in Greenhouse with WebhookSecret.",
                statusCode: StatusCodes.Status401Unauthorized);
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            if (!IsNew(request.Headers["Greenhouse-Event-ID"].ToString()))
                return TypedResults.Ok();
            if (CandidateIn(json.RootElement) is { } candidate)
                hints.Add(candidate);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter for a string that is no text
        {
            return TypedResults.Problem("The body is not JSON, or a string in it is not valid text.", statusCode: StatusCodes.Status400BadRequest);
        }

        wake();
        return TypedResults.Ok();
    }

    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            if (whole.Length + read > LargestBody)
                return null;
            whole.Write(buffer, 0, read);
        }

        return whole.ToArray();
    }

    /// <summary>Over the bytes as they came: the body's escapes do not survive being read and written again.</summary>
    internal bool IsSigned(string header, byte[] body)
    {
        var given = new byte[SHA256.HashSizeInBytes];
        if (!header.StartsWith("sha256 ", StringComparison.OrdinalIgnoreCase)
            || header.Length != "sha256 ".Length + (2 * given.Length)
            || Convert.FromHexString(header.AsSpan("sha256 ".Length), given, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != given.Length)
        {
            return false;
        }

        var signed = false;
        foreach (var secret in _secrets)
            signed |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret, body), given);
        return signed;
    }

    private bool IsNew(string eventId)
    {
        lock (_gate)
            return eventId.Length == 0 || _events.Add(eventId);
    }

    /// <summary>Whom it is about; null for a ping, a job, and for candidates who are no longer there.</summary>
    internal static long? CandidateIn(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || (Text(root, "action") ?? "").StartsWith("delete_", StringComparison.Ordinal))
            return null;

        var payload = Child(root, "payload");
        var application = Child(payload, "application");
        return Id(Child(application, "candidate"), "id")
            ?? Id(application, "candidate_id")
            ?? Id(Child(payload, "candidate"), "id")
            ?? Id(Child(payload, "person"), "new_candidate_id")
            ?? Id(Child(payload, "person"), "id");
    }

    private static JsonElement? Child(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } p && p.TryGetProperty(name, out var child) ? child : null;

    private static string? Text(JsonElement? parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } child ? child.GetString() : null;

    private static long? Id(JsonElement? parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.Number } child && child.TryGetInt64(out var id) && id > 0 ? id : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "greenhouse: a webhook with a wrong signature was refused.")]
        public static partial void WrongSignature(ILogger logger);
    }
}

using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClearView.Simulators.Greenhouse;

/// <summary>One request, as the journal tells of it and as the faults know it again when it is repeated.</summary>
internal sealed class Visit
{
    /// <summary>The same for the same request made again. All that is done about one candidate's notes is one target.</summary>
    public required string Target { get; init; }

    /// <summary>The fault that struck, if any.</summary>
    public string? Fault { get; set; }

    /// <summary>Rows in the answer, when it is a list.</summary>
    public int? Rows { get; set; }

    public static Visit Of(HttpContext http) => http.Features.GetRequiredFeature<Visit>();

    /// <exception cref="BadHttpRequestException">The body is too large or ends too early.</exception>
    public static async Task<Visit> BeginAsync(HttpContext http)
    {
        var visit = new Visit { Target = await TargetAsync(http.Request, http.RequestAborted) };
        http.Features.Set(visit);
        return visit;
    }

    private static async Task<string> TargetAsync(HttpRequest request, CancellationToken ct)
    {
        var isNotes = request.Path.Equals("/v3/notes", StringComparison.Ordinal);
        if (isNotes && HttpMethods.IsPost(request.Method))
            return "notes of " + await CandidateInBodyAsync(request, ct);
        if (isNotes && request.Query.TryGetValue("candidate_ids", out var ids))
            return "notes of " + ids;
        return $"{request.Method} {request.Path}{request.QueryString}";
    }

    private static async Task<string> CandidateInBodyAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering(GreenhouseServer.LargestBody);
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.TryGetProperty("candidate_id", out var id) && id.TryGetInt64(out var candidate)
                ? candidate.ToString(CultureInfo.InvariantCulture)
                : "?";
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return "?";
        }
        finally
        {
            request.Body.Position = 0;
        }
    }
}

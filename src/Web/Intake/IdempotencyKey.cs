using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Intake;

/// <summary>A name that a client gives to a request, so that sending it again does nothing twice.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    public const string Replayed = "Idempotency-Replayed";

    /// <summary>Only a digest of it is kept: it may be anything, such as the person's e-mail address.</summary>
    public const string Use = "idempotency-key";

    private const int MostLength = 200;

    /// <summary>Null when none was given.</summary>
    /// <exception cref="RequestProblemException">400: it is not one short text of visible ASCII.</exception>
    public static string? Of(HttpRequest request)
    {
        var values = request.Headers[Header];
        if (values.Count == 0)
            return null;

        return values is [{ Length: > 0 and <= MostLength } key] && key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new RequestProblemException(StatusCodes.Status400BadRequest, "bad-idempotency-key",
                $"The header Idempotency-Key takes one value of 1 to {MostLength} visible ASCII characters, such as a UUID.");
    }

    public static RequestProblemException ReusedFor(string what) => new(StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
        $"This Idempotency-Key was used before for another {what}. Use a new key for a new {what}; nothing was changed.");
}

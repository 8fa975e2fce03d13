using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ClearView.Web.Problems;

/// <summary>Errors as RFC 9457 describes them, with a stable code for programs and a sentence for people.</summary>
internal static class Problem
{
    /// <param name="detail">What is wrong and what to do. Quotes nothing of the request.</param>
    public static ProblemHttpResult Of(int status, string code, string detail)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = detail,
            Type = "urn:clearview:problem:" + code,
        };
        problem.Extensions["code"] = code;
        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, "not-found", $"There is no such {what}. Check the address.");
}

/// <summary>A request cannot be answered as asked. Becomes a problem, or a page that says the same.</summary>
public sealed class RequestProblemException(int status, string code, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Seconds; null when trying again does not help.</summary>
    public int? RetryAfter { get; init; }
}

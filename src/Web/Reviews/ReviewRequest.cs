using ClearView.Web.Intake;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Reviews;

/// <param name="Decision">release or refuse.</param>
/// <param name="Version">The version that was looked at.</param>
internal sealed record ReviewRequest(string Decision, long? Version = null)
{
    private const int MostBytes = 4 * 1024;

    /// <exception cref="RequestProblemException">400, 413, 415 or 422.</exception>
    public static async Task<ReviewRequest> ReadJsonAsync(HttpRequest request, CancellationToken ct) => (await JsonBody.ReadAsync(
        request, MostBytes, StrictJson.Default.ReviewRequest,
        new RequestProblemException(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large for a decision."), Unfit(), ct)).Checked();

    /// <exception cref="RequestProblemException">422.</exception>
    public ReviewRequest Checked() => Decision is ReviewDecision.Release or ReviewDecision.Refuse ? this : throw Unfit();

    private static RequestProblemException Unfit() => new(StatusCodes.Status422UnprocessableEntity, "invalid-field",
        "A decision is JSON such as {\"decision\":\"release\"}: release or refuse, and, if you like, the version that you looked at.");
}

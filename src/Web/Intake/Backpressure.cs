using ClearView.Messaging.Store;
using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Intake;

/// <summary>Tells clients to wait while the broker does not take what was accepted already.</summary>
internal sealed class Backpressure(IOutbox outbox, WebParts parts)
{
    private const int AskAgainAfterSeconds = 10;

    /// <exception cref="RequestProblemException">503 with Retry-After.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        if (await outbox.CountAsync(parts.MostWaitingMessages + 1, ct) > parts.MostWaitingMessages)
        {
            throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, "too-much-waiting",
                "More was accepted than the message broker takes at the moment. Nothing is lost; send this again in a few seconds.")
            {
                RetryAfter = AskAgainAfterSeconds,
            };
        }
    }
}

using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Live;

/// <summary>Bounds how many pages may watch at once.</summary>
internal sealed class LiveConnections
{
    private const int Most = 200;
    private int _open;

    /// <exception cref="RequestProblemException">Too many watch already.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _open) > Most)
        {
            Interlocked.Decrement(ref _open);
            throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, "too-many-watchers",
                "Too many pages watch ClearView at once. Close some of them, or reload this one later.")
            { RetryAfter = 30 };
        }

        return new Place(this);
    }

    private sealed class Place(LiveConnections connections) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                Interlocked.Decrement(ref connections._open);
        }
    }
}

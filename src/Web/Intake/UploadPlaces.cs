using ClearView.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace ClearView.Web.Intake;

/// <summary>How many files are taken in at once: each is held in memory, twice, until it is kept.</summary>
internal sealed class UploadPlaces : IDisposable
{
    public const int Most = 32;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _places = new(Most);

    /// <summary>To be disposed when the file is kept or refused.</summary>
    /// <exception cref="RequestProblemException">503: others are sending, and none of them came to an end for a while.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken ct) => await _places.WaitAsync(_patience, ct)
        ? new Place(_places)
        : throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, "too-many-uploads",
            $"{Most} other files are being sent at this moment. Nothing of this one was taken; send it again in a few seconds.")
        { RetryAfter = 5 };

    public void Dispose() => _places.Dispose();

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                places.Release();
        }
    }
}

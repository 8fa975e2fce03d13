using ClearView.Contracts;
using Microsoft.AspNetCore.Routing;

namespace ClearView.HrSystems;

/// <summary>One HR system: reads what is new there, shows scores there. What becomes of the things it finds is <see cref="HrIntake"/>'s business.</summary>
public interface IHrSystem
{
    /// <summary>Its name in ids and messages, e.g. greenhouse. Never changes: ids follow from it.</summary>
    string Name { get; }

    /// <summary>The wait between two polls when nothing wakes the poller earlier.</summary>
    TimeSpan PollEvery { get; }

    /// <summary>
    /// Reads what is new since the checkpoint, once through to the end. Finding something again is harmless; missing something is not.
    /// One poll at a time.
    /// </summary>
    /// <param name="checkpoint">The last <see cref="Found.UpTo"/> that was committed; null at first.</param>
    /// <exception cref="Messaging.TransientFailureException">The system is not well; what was found before counts.</exception>
    /// <exception cref="Messaging.PermanentFailureException">A person has to act, e.g. on refused credentials.</exception>
    IAsyncEnumerable<Found> PollAsync(string? checkpoint, CancellationToken ct);

    /// <summary>
    /// Shows the score, unless the marker is there already. The caller lets no two writes for one candidate run at once.
    /// When it is unknown whether a write arrived, it fails as transient: the next attempt looks for the marker first.
    /// </summary>
    /// <returns>True when the marker was there already.</returns>
    Task<bool> WriteScoreAsync(ScoreWriteRequested request, CancellationToken ct);

    /// <summary>How long a score that was written may hide from a reader. Who may have written it before a crash waits so long before looking.</summary>
    TimeSpan ScoresShowAfter => TimeSpan.Zero;

    /// <summary>Adds the endpoints that the system calls, if it calls any.</summary>
    /// <param name="wake">Lets the poller look at once.</param>
    void MapWebhooks(IEndpointRouteBuilder routes, Action wake)
    {
    }
}

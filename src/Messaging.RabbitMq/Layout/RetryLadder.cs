using System.Globalization;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>One delay queue, with the exchange of the same name before it. A message leaves it when the wait is over, at the latest.</summary>
internal sealed record RetryRung(TimeSpan Wait)
{
    // The wait is part of the name: another wait makes another queue, where a changed argument would be refused.
    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{RabbitLayout.Retry}.{(long)Wait.TotalMilliseconds}ms");
}

/// <summary>The delay queues from short to long. RabbitMQ of every version can do this; delayed delivery of its own exists from 4.3 only.</summary>
internal sealed class RetryLadder(IEnumerable<TimeSpan> waits)
{
    private static readonly TimeSpan _longest = TimeSpan.FromDays(7);

    public IReadOnlyList<RetryRung> Rungs { get; } = [.. waits.Distinct().Order().Select(wait => new RetryRung(Checked(wait)))];

    /// <summary>
    /// The first rung that waits long enough, and the message's own expiration when it is shorter. A quorum queue expires at its head
    /// only: behind a later message a wait grows, never beyond the rung's.
    /// </summary>
    public (RetryRung Rung, string? Expiration) For(TimeSpan after)
    {
        foreach (var rung in Rungs)
        {
            if (after <= rung.Wait)
                return (rung, after == rung.Wait ? null : Milliseconds(after));
        }

        return (Rungs[^1], null);
    }

    private static TimeSpan Checked(TimeSpan wait) => wait >= TimeSpan.FromMilliseconds(1) && wait <= _longest
        ? wait
        : throw new ArgumentException($"A retry rung waits from a millisecond to {_longest.TotalDays:0} days, not {wait}.");

    private static string Milliseconds(TimeSpan after) =>
        Math.Max(1, (long)Math.Ceiling(after.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture);
}

using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout.Comparing;

namespace ClearView.Messaging.RabbitMq.Layout.Planning;

/// <summary>
/// Whether a queue may be deleted without taking a message along. No quorum queue of any version is deleted on the condition that it is
/// empty, so the condition is made up here, of everything that could hold mail or bring some.
/// </summary>
internal static class Emptiness
{
    // The reader's own.
    private const int OneConnection = 1;

    /// <summary>Null when it may be removed; else what keeps it.</summary>
    public static string? WhyNotRemove(StandingQueue queue, RabbitLayout layout, Standing standing)
    {
        if (FindReason(queue) is { } reason)
            return reason;
        // Its own kind: an older process could put a retry into it at any time.
        if (queue.Name.StartsWith(RabbitLayout.Retry + ".", StringComparison.Ordinal))
            return WhyNotAlone(standing);
        // What waits in the ladder may be for it.
        return layout.Ladder.Rungs.Select(r => standing.Queues.GetValueOrDefault(r.Name)).FirstOrDefault(r => r is not null && FindReason(r, asRung: true) is not null) is { } rung
            ? $"retries wait in '{rung.Name}', and some may be for it: try again when they are gone"
            : null;
    }

    /// <summary>As <see cref="WhyNotRemove"/>; and nobody else may be there, because what is published in between would miss it.</summary>
    public static string? WhyNotReplace(StandingQueue queue, RabbitLayout layout, Standing standing) =>
        WhyNotRemove(queue, layout, standing) ?? WhyNotAlone(standing);

    public static string? WhyNotAlone(Standing standing) => standing.Connections switch
    {
        null => "whether others are connected is not known: it takes the management API and a user with the tag 'monitoring' or 'administrator'",
        > OneConnection and var all => $"other connections are open ({all - OneConnection}): stop all processes first",
        _ => null,
    };

    private static string? FindReason(StandingQueue queue, bool asRung = false) => (queue.Ready, queue.Consumers, queue.Facts) switch
    {
        (null, _, _) => "how much it holds is not known: it lets nobody ask",
        ( > 0 and var ready, _, _) => $"it holds {FindOrphans.Messages(ready)}",
        (_, > 0 and var readers, _) when !asRung => $"{FindOrphans.Readers(readers)}: stop it first",
        (_, _, null) => "what is unacknowledged or on its way to the dead letters is not known: it takes the management API",
        (_, _, { Held: null, Type: "quorum" }) => "the broker has not counted it yet: try again in some seconds",
        (_, _, { Held: > 0 and var held }) => $"{FindOrphans.Messages(held)} of it: in somebody's hands or on the way to the dead letters",
        _ => null,
    };
}

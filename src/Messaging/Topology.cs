namespace ClearView.Messaging;

/// <summary>The queues that functions read and the types each takes. Beside them every broker keeps the parking and the dead-letter queue.</summary>
public sealed record Topology(IReadOnlyList<QueueBinding> Queues)
{
    /// <summary>Messages whose type no queue takes.</summary>
    public const string Parking = "clearview.parking";

    /// <summary>The mailbox of the dead-letter store.</summary>
    public const string Dead = "clearview.dead";

    /// <summary>Where messages stay that a function which comes later may want from the beginning.</summary>
    public const string History = "clearview.history";

    /// <summary>Types of which history is kept; none: there is no history.</summary>
    public IReadOnlyList<string> HistoryTypes { get; init; } = [];

    /// <summary>
    /// With a history of everything that some function takes. What none takes goes to the parking queue, and would not if history took it.
    /// </summary>
    public Topology WithHistory() => this with { HistoryTypes = [.. Queues.SelectMany(q => q.Types).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };

    /// <summary>
    /// Two catalogs may name one queue only by mistake. One process at a time receives for a function with a store, so that messages enter
    /// the inbox in the order of the queue; all that run the function share the work.
    /// </summary>
    public static Topology Of(IEnumerable<FunctionDescriptor> functions)
    {
        var queues = functions.Select(f => new QueueBinding(f.Queue, f.WireNames, Exclusive: f.Exclusive || f.KeepsState) { FormerTypes = f.Former }).ToList();
        var twice = queues.GroupBy(q => q.Queue, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? new Topology(queues)
            : throw new InvalidOperationException($"Two functions share the queue '{twice.Key}'. Give each function its own name.");
    }
}

/// <param name="Exclusive">Only one consumer at a time gets messages, however many processes subscribe; when it ends, another takes over.</param>
public sealed record QueueBinding(string Queue, IReadOnlyList<string> Types, bool Exclusive = false)
{
    /// <summary>Types that it was bound to by an earlier version, and is no more.</summary>
    public IReadOnlyList<string> FormerTypes { get; init; } = [];
}

namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>How much a difference matters.</summary>
public enum Weight
{
    /// <summary>A process does not start with it.</summary>
    BreaksPromise,

    /// <summary>'broker apply' puts it right, some of it only when it is told to.</summary>
    Repairable,

    /// <summary>Nobody has to do anything.</summary>
    Information,
}

public enum DifferenceKind
{
    MissingExchange,
    MissingQueue,
    MissingBinding,
    OtherType,
    OtherArgument,
    ExtraBinding,
    ForeignBinding,
    OrphanQueue,
    OrphanExchange,
    Policy,
    DeadLetterStrategy,
    DeadLetterCycle,
    ConsumerTimeout,
    Rights,
    Members,
    Node,
    Version,
}

/// <summary>One way in which the broker is not what is intended.</summary>
/// <param name="Name">Of the queue, the exchange, the policy or the node.</param>
/// <param name="Text">What is, and what is intended.</param>
public sealed record Difference(DifferenceKind Kind, string Name, string Text, Weight Weight)
{
    /// <summary>The promise that it breaks.</summary>
    public Promise? Promise { get; init; }

    /// <summary>What a person does about it, where 'broker apply' cannot.</summary>
    public string? Remedy { get; init; }

    /// <summary>A start makes it.</summary>
    internal bool IsMissing => Kind is DifferenceKind.MissingExchange or DifferenceKind.MissingQueue or DifferenceKind.MissingBinding;

    internal static Difference Breaks(Promise promise, DifferenceKind kind, string name, string text, string remedy) =>
        new(kind, name, text, Weight.BreaksPromise) { Promise = promise, Remedy = remedy };

    internal static Difference Repaired(DifferenceKind kind, string name, string text) => new(kind, name, text, Weight.Repairable);

    internal static Difference Told(DifferenceKind kind, string name, string text) => new(kind, name, text, Weight.Information);
}

/// <summary>A check that could not be made.</summary>
/// <param name="ByNature">No broker tells it, so that nobody can do anything about it.</param>
public sealed record NotKnown(string What, string Why, bool ByNature = false);

/// <summary>The intended topology against the real one.</summary>
/// <param name="Differences">What breaks a promise first.</param>
/// <param name="NotKnown">Empty never means that all is well: only that all could be looked at.</param>
public sealed record TopologyReport(BrokerInfo Broker, IReadOnlyList<Difference> Differences, IReadOnlyList<NotKnown> NotKnown)
{
    /// <summary>Nothing breaks a promise and nothing is to be repaired, as far as it could be seen.</summary>
    public bool IsSame => Differences.All(d => d.Weight == Weight.Information);

    /// <summary>Everything was looked at that can be looked at.</summary>
    public bool IsComplete => NotKnown.All(n => n.ByNature);
}

using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;

namespace ClearView.Messaging.RabbitMq.Inspecting;

/// <summary>What really stands at the broker. A part is null when it could not be read; <see cref="NotKnown"/> says why.</summary>
internal sealed record Standing
{
    public required BrokerCapabilities Broker { get; init; }

    /// <summary>All of the virtual host; of those that the layout names only, when AMQP alone tells.</summary>
    public required IReadOnlyDictionary<string, StandingQueue> Queues { get; init; }

    /// <summary>As <see cref="Queues"/>.</summary>
    public required IReadOnlyDictionary<string, StandingExchange> Exchanges { get; init; }

    /// <summary>Those of the default exchange left out: they cannot be changed.</summary>
    public IReadOnlyList<StandingBinding>? Bindings { get; init; }

    public IReadOnlyList<StandingPolicy>? Policies { get; init; }

    public IReadOnlyList<StandingNode>? Nodes { get; init; }

    public IReadOnlyList<string>? DisabledFeatures { get; init; }

    public StandingRights? Rights { get; init; }

    /// <summary>Connections to the virtual host, those of the reader included.</summary>
    public int? Connections { get; init; }

    public required IReadOnlyList<NotKnown> NotKnown { get; init; }
}

/// <param name="Facts">What the management API tells; null with AMQP alone.</param>
/// <param name="Refusal">The broker's text when it was asked, by AMQP alone, for the queue with the intended arguments; null when it took them.</param>
internal sealed record StandingQueue(string Name, QueueFacts? Facts, string? Refusal)
{
    /// <summary>Ready messages, as the queue itself tells now; null when it was not asked.</summary>
    public long? Ready { get; init; }

    public long? Consumers { get; init; }
}

/// <param name="Held">Ready, unacknowledged and in the hands of the dead-letter worker, some seconds behind; null until the broker has counted.</param>
internal sealed record QueueFacts(
    string Type, bool Durable, bool AutoDelete, bool Exclusive, IReadOnlyDictionary<string, object?> Arguments, int? Members, int? Online, long? Held);

/// <param name="Facts">Null with AMQP alone.</param>
internal sealed record StandingExchange(string Name, ExchangeFacts? Facts, string? Refusal);

internal sealed record ExchangeFacts(string Type, bool Durable, bool AutoDelete, bool Internal, IReadOnlyDictionary<string, object?> Arguments);

/// <param name="ToQueue">Else to an exchange.</param>
internal sealed record StandingBinding(string Exchange, string Destination, string RoutingKey, bool ToQueue, IReadOnlyDictionary<string, object?> Arguments);

/// <param name="ByOperator">Merged over the other one; the smaller limit wins.</param>
internal sealed record StandingPolicy(string Name, string Pattern, string AppliesTo, int Priority, IReadOnlyDictionary<string, object?> Definition, bool ByOperator);

internal sealed record StandingNode(
    string Name, bool Running, long? MemoryLimit, long? DiskLimit, bool MemoryAlarm, bool DiskAlarm, int Partitions);

/// <summary>Patterns of names.</summary>
internal sealed record StandingRights(string User, string Configure, string Write, string Read);

using System.Collections.Concurrent;
using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Consuming;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Liveness;
using ClearView.Messaging.RabbitMq.Publishing;

namespace ClearView.Messaging.RabbitMq;

/// <summary>All that lives between a start and a stop of the transport.</summary>
/// <param name="ToPublish">The connection that <paramref name="Publishing"/> has its channels on, one after the other.</param>
/// <param name="Inspecting">Opened when somebody first looks. A look that hangs breaks its connection, which must not be the one that consumes.</param>
internal sealed record Session(
    Kept<BrokerConnection> ToPublish, Kept<PublishLink> Publishing, Kept<BrokerConnection> Consuming, Kept<BrokerConnection> Inspecting, Publisher Publisher, SettlementMail Mail)
{
    private readonly ConcurrentDictionary<string, QueueProgress> _progress = new(StringComparer.Ordinal);

    public ConcurrentDictionary<RabbitMqConsumer, byte> Consumers { get; } = [];

    public required RabbitLayout Layout { get; set; }

    /// <summary>Null while it starts, and when nobody is to look.</summary>
    public WatchConsumers? ConsumerWatch { get; set; }

    /// <summary>Null while it starts, and when nobody is to look.</summary>
    public WatchLayout? Watch { get; set; }

    /// <summary>As many as there are queues that this process ever consumed.</summary>
    public QueueProgress ProgressOf(string queue) => _progress.GetOrAdd(queue, static _ => new QueueProgress());

    public int HeldOf(string queue) => Consumers.Keys.Where(c => c.Queue == queue).Sum(c => c.Held);
}

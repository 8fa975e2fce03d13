using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Publishing;
using ClearView.Messaging.RabbitMq.Wire;

namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>
/// Where deliveries go that are neither done nor given back. Always published afresh, without the broker's own headers: with an old
/// x-death the broker may take the way through the ladder for a cycle and drop the message. Complete when confirmed.
/// </summary>
internal sealed class SettlementMail(Publisher publisher, RetryLadder ladder)
{
    public Task DelayAsync(Delivery delivery, string queue, TimeSpan after, FailureCause cause, CancellationToken ct)
    {
        var (rung, expiration) = ladder.For(after);
        var properties = WireEnvelope.Write(delivery.Envelope, delivery.Attempt + 1, cause);
        if (expiration is not null)
            properties.Expiration = expiration;
        // When its time is over, the broker's default exchange brings it to the queue of this routing key.
        return publisher.PublishAsync(new PendingPublish(rung.Name, routingKey: queue, properties, delivery.Body), ct);
    }

    public Task BuryAsync(Delivery delivery, FailureCause cause, CancellationToken ct) =>
        publisher.PublishAsync(new PendingPublish("", Topology.Dead, WireEnvelope.Write(delivery.Envelope, delivery.Attempt, cause), delivery.Body), ct);
}

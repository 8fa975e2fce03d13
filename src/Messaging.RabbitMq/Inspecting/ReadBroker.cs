using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.RabbitMq.Inspecting;

/// <summary>
/// Reads what really stands at the broker and changes nothing. The management API tells most; AMQP alone tells of a name whether it is
/// there, how much is ready in it and, by asking for it once more with the intended arguments, whether it is what is intended.
/// </summary>
internal sealed class ReadBroker(TimeSpan limit, TimeProvider clock)
{
    private const int PreconditionFailed = 406;
    private const int ResourceLocked = 405;
    private const int NotFound = 404;

    // A client's setting decides how long a delivery may stay unanswered, and the broker's decides when that ends the subscription.
    private static readonly NotKnown _patience = new(
        "how long the nodes wait for an answer to a delivery (consumer_timeout)", "RabbitMQ tells it nowhere; unless somebody changed it, half an hour", ByNature: true);

    /// <exception cref="BrokerUnavailableException">The broker did not answer in time or refused to tell.</exception>
    public async Task<Standing> RunAsync(BrokerConnection connection, RabbitLayout layout, Management management)
    {
        var asked = "";
        try
        {
            var exchanges = management.Exchanges?.ToDictionary(e => e.Name, StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
            foreach (var spec in management.Exchanges is null ? layout.Exchanges : [])
            {
                asked = spec.Name;
                if (await AskAsync(connection, spec) is { } found)
                    exchanges.Add(spec.Name, found);
            }

            var queues = management.Queues?.ToDictionary(q => q.Name, StringComparer.Ordinal) ?? new(StringComparer.Ordinal);
            var specs = layout.Queues.ToDictionary(q => q.Name, StringComparer.Ordinal);
            foreach (var name in specs.Keys.Union(queues.Keys.Where(RabbitLayout.IsOurs)).ToList())
            {
                asked = name;
                // What the management API told may be gone by now.
                if (await AskAsync(connection, name, specs.GetValueOrDefault(name), queues.GetValueOrDefault(name)) is { } found)
                    queues[name] = found;
                else
                    queues.Remove(name);
            }

            return Of(connection.Capabilities, management) with { Queues = queues, Exchanges = exchanges };
        }
        catch (Exception e) when (e is not BrokerUnavailableException)
        {
            throw new BrokerUnavailableException($"RabbitMQ did not tell of '{asked}': {Reason.Of(e)}.");
        }
    }

    /// <summary>What the management API told, as far as it told anything: for who starts, and needs no lengths.</summary>
    public static Standing Of(BrokerCapabilities broker, Management management) => new()
    {
        Broker = broker,
        Queues = (management.Queues ?? []).ToDictionary(q => q.Name, StringComparer.Ordinal),
        Exchanges = (management.Exchanges ?? []).ToDictionary(e => e.Name, StringComparer.Ordinal),
        Bindings = management.Bindings,
        Policies = management.Policies,
        Nodes = management.Nodes,
        DisabledFeatures = management.DisabledFeatures,
        Rights = management.Rights,
        Connections = management.Connections,
        NotKnown = [.. management.NotKnown, _patience],
    };

    /// <summary>Null when there is none of that name.</summary>
    private async Task<StandingExchange?> AskAsync(BrokerConnection connection, ExchangeSpec spec)
    {
        if (await TryAsync(connection, channel => channel.ExchangeDeclarePassiveAsync(spec.Name).WithinAsync(limit, clock)) is { Code: NotFound })
            return null;
        // Only for one that is there: the same words would make one that is not.
        var refusal = await TryAsync(connection, channel =>
            channel.ExchangeDeclareAsync(spec.Name, spec.Type, durable: true, autoDelete: false, DeclareLayout.Copy(spec.Arguments)).WithinAsync(limit, clock));
        return new StandingExchange(spec.Name, null, refusal?.Text);
    }

    /// <summary>Null when there is none of that name; as told before when it lets nobody ask.</summary>
    private async Task<StandingQueue?> AskAsync(BrokerConnection connection, string name, QueueSpec? spec, StandingQueue? told)
    {
        QueueDeclareOk? length = null;
        if (await TryAsync(connection, async channel => length = await channel.QueueDeclarePassiveAsync(name).WithinAsync(limit, clock)) is { Code: NotFound })
            return null;
        var refusal = told is null && spec is not null
            ? await TryAsync(connection, channel => channel.QueueDeclareAsync(
                name, durable: true, exclusive: false, autoDelete: false, DeclareLayout.Copy(spec.Arguments)).WithinAsync(limit, clock))
            : null;
        return (told ?? new StandingQueue(name, null, refusal?.Text)) with { Ready = length?.MessageCount, Consumers = length?.ConsumerCount };
    }

    /// <summary>Null when the broker took it. A refusal closes the channel, so each question has one of its own.</summary>
    private static async Task<Refusal?> TryAsync(BrokerConnection connection, Func<IChannel, Task> ask)
    {
        try
        {
            await connection.OnChannelAsync(ask);
            return null;
        }
        catch (OperationInterruptedException e) when (Reason.ReplyCode(e) is NotFound or PreconditionFailed or ResourceLocked)
        {
            return new Refusal(e.ShutdownReason!.ReplyCode, e.ShutdownReason.ReplyText);
        }
    }

    private sealed record Refusal(int Code, string Text);
}

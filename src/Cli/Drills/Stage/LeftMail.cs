using System.Threading.Channels;
using ClearView.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClearView.Cli.Drills.Stage;

/// <summary>What still stands in the broker's queues, read by the vendor's client and given back.</summary>
/// <param name="Waiting">Ids of messages and of those that they follow from.</param>
/// <param name="Parked">Ids of messages that no queue took.</param>
internal sealed record LeftMail(IReadOnlySet<string> Waiting, IReadOnlySet<string> Parked)
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(10);

    public static async Task<LeftMail> ReadAsync(string address, IReadOnlyList<string> queues, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_longest);
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        var parked = new HashSet<string>(StringComparer.Ordinal);
        await using var connection = await new ConnectionFactory { Uri = new Uri(address), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(limit.Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: limit.Token);
        foreach (var queue in queues)
        {
            var ids = queue == Topology.Parking ? parked : waiting;
            foreach (var properties in await ReadAsync(channel, queue, limit.Token))
            {
                ids.Add(properties.MessageId ?? "");
                ids.Add(properties.CorrelationId ?? "");
            }
        }

        return new LeftMail(waiting, parked);
    }

    /// <summary>By a consumer, for some queues give to nobody else. Not acknowledged: the end of the connection gives all of it back.</summary>
    private static async Task<IReadOnlyList<IReadOnlyBasicProperties>> ReadAsync(IChannel channel, string queue, CancellationToken ct)
    {
        var left = (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
        var mail = new List<IReadOnlyBasicProperties>();
        if (left == 0)
            return mail;

        var arrived = Channel.CreateUnbounded<IReadOnlyBasicProperties>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        // What they hold was copied, unlike the body.
        consumer.ReceivedAsync += (_, delivery) => arrived.Writer.WriteAsync(delivery.BasicProperties, ct).AsTask();
        var tag = await channel.BasicConsumeAsync(queue, autoAck: false, consumer, ct);
        while (mail.Count < left && await NextAsync(arrived.Reader, ct) is { } next)
            mail.Add(next);
        await channel.BasicCancelAsync(tag, cancellationToken: ct);
        return mail;
    }

    /// <summary>Null when nothing more came for a while.</summary>
    private static async Task<IReadOnlyBasicProperties?> NextAsync(ChannelReader<IReadOnlyBasicProperties> arrived, CancellationToken ct)
    {
        try
        {
            return await arrived.ReadAsync(ct).AsTask().WaitAsync(_silence, ct);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}

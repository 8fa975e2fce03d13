using ClearView.Messaging;
using RabbitMQ.Client;

namespace ClearView.Cli.Drills.Stage;

/// <summary>What still stands in the broker's queues, read by the vendor's client and given back.</summary>
/// <param name="Waiting">Ids of messages and of those that they follow from.</param>
/// <param name="Parked">Ids of messages that no queue took.</param>
internal sealed record LeftMail(IReadOnlySet<string> Waiting, IReadOnlySet<string> Parked)
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

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
            // Not acknowledged: the end of the connection gives all of it back.
            while (await channel.BasicGetAsync(queue, autoAck: false, limit.Token) is { } mail)
            {
                var ids = queue == Topology.Parking ? parked : waiting;
                ids.Add(mail.BasicProperties.MessageId ?? "");
                ids.Add(mail.BasicProperties.CorrelationId ?? "");
            }
        }

        return new LeftMail(waiting, parked);
    }
}

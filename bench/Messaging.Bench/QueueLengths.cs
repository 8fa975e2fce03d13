using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.Bench;

/// <summary>What the broker still has for a row, by the name of its queue, with or without our prefix.</summary>
internal static class QueueLengths
{
    public static async Task<long> OfAsync(string broker, string name, CancellationToken ct)
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(ct);
        var waiting = 0L;
        foreach (var queue in (string[])[name, "clearview." + name])
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
            try
            {
                waiting += await channel.MessageCountAsync(queue, ct);
            }
            catch (OperationInterruptedException)
            {
                // There is none of this name.
            }
        }

        return waiting;
    }
}

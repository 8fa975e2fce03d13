using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Layout;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.RabbitMq.Inspecting;

/// <summary>
/// What stands in the queues. Lengths and consumers come from the queues themselves, which know them now; totals and what other processes
/// hold come from the management API, when there is one.
/// </summary>
internal sealed class InspectQueues(BrokerInfo broker, ManagementApi? management, TimeSpan limit, TimeProvider clock)
{
    private const int NotFound = 404;

    /// <param name="held">Unsettled deliveries of a queue in this process.</param>
    /// <returns>The known queues, and one line for all delay queues together: which function's mail waits there AMQP does not tell.</returns>
    public async Task<IReadOnlyList<QueueState>> RunAsync(BrokerConnection connection, RabbitLayout layout, Func<string, int> held, CancellationToken ct)
    {
        var counting = management?.ReadAsync(ct) ?? Task.FromResult<IReadOnlyDictionary<string, QueueCounts>?>(null);
        var lengths = await ReadLengthsAsync(connection, [.. layout.KnownQueues, .. layout.Ladder.Rungs.Select(r => r.Name)]);
        var counts = await counting;

        return
        [
            .. layout.KnownQueues.Select(queue =>
            {
                var counted = counts?.GetValueOrDefault(queue);
                return new QueueState(
                    queue, lengths[queue].MessageCount, Math.Max(held(queue), counted?.InFlight ?? 0), null, counted?.Arrived, counted?.Settled,
                    (int)lengths[queue].ConsumerCount);
            }),
            new QueueState(RabbitLayout.Retry, 0, 0, layout.Ladder.Rungs.Sum(r => lengths[r.Name].MessageCount), null, null, 0),
        ];
    }

    private async Task<Dictionary<string, QueueDeclareOk>> ReadLengthsAsync(BrokerConnection connection, IReadOnlyList<string> queues)
    {
        var lengths = new Dictionary<string, QueueDeclareOk>(StringComparer.Ordinal);
        var asked = "";
        try
        {
            await connection.OnChannelAsync(async channel =>
            {
                foreach (var queue in queues)
                {
                    asked = queue;
                    lengths[queue] = await channel.QueueDeclarePassiveAsync(queue).WithinAsync(limit, clock);
                }
            });
            return lengths;
        }
        catch (OperationInterruptedException e) when (Reason.ReplyCode(e) == NotFound)
        {
            throw new QueueMissingException(asked, broker);
        }
        catch (Exception e)
        {
            throw new BrokerUnavailableException($"RabbitMQ did not tell the length of '{asked}': {Reason.Of(e)}.");
        }
    }
}

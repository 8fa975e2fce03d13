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
    public Task<IReadOnlyList<QueueState>> RunAsync(BrokerConnection connection, RabbitLayout layout, Func<string, int> held, CancellationToken ct) =>
        RunAsync(layout.KnownQueues, layout.Ladder, held, management?.ReadAsync(decides: false, ct), queues => ReadLengthsAsync(connection, queues));

    /// <returns>Those of the queues that are there, and one line for the delay queues.</returns>
    public Task<IReadOnlyList<QueueState>> RunOnAsync(BrokerConnection connection, IReadOnlyList<string> queues, RetryLadder ladder, CancellationToken ct) =>
        // The delay queues before the others and after them: what goes from one to another meanwhile is not missed.
        // Whoever names the queues counts what is where, and would call lost what another process holds.
        RunAsync(queues, ladder, _ => 0, management?.ReadAsync(decides: true, ct), all => FindLengthsAsync(connection, [.. ladder.Rungs.Select(r => r.Name), .. all]));

    private static async Task<IReadOnlyList<QueueState>> RunAsync(
        IReadOnlyList<string> queues, RetryLadder ladder, Func<string, int> held, Task<IReadOnlyDictionary<string, QueueCounts>?>? counting,
        Func<IReadOnlyList<string>, Task<Dictionary<string, QueueDeclareOk>>> read)
    {
        var lengths = await read([.. queues, .. ladder.Rungs.Select(r => r.Name)]);
        var counts = counting is null ? null : await counting;

        return
        [
            .. queues.Where(lengths.ContainsKey).Select(queue =>
            {
                var counted = counts?.GetValueOrDefault(queue);
                return new QueueState(
                    queue, lengths[queue].MessageCount, Math.Max(held(queue), counted?.InFlight ?? 0), null, counted?.Arrived, counted?.Settled,
                    (int)lengths[queue].ConsumerCount);
            }),
            new QueueState(RabbitLayout.Retry, 0, 0, ladder.Rungs.Sum(r => lengths.TryGetValue(r.Name, out var length) ? length.MessageCount : 0), null, null, 0),
        ];
    }

    /// <summary>A question after a queue that is not there ends its channel.</summary>
    private async Task<Dictionary<string, QueueDeclareOk>> FindLengthsAsync(BrokerConnection connection, IReadOnlyList<string> queues)
    {
        var lengths = new Dictionary<string, QueueDeclareOk>(StringComparer.Ordinal);
        foreach (var queue in queues)
        {
            try
            {
                var length = (await ReadLengthsAsync(connection, [queue]))[queue];
                if (!lengths.TryGetValue(queue, out var former) || former.MessageCount < length.MessageCount)
                    lengths[queue] = length;
            }
            catch (QueueMissingException)
            {
                // Then it holds nothing.
            }
        }

        return lengths;
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

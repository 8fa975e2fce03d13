using ClearView.Messaging.RabbitMq.Connecting;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>Makes what is missing at the broker, on a channel of its own: a refusal closes the channel. Repeating it changes nothing.</summary>
internal sealed class DeclareLayout(BrokerInfo broker, TimeSpan limit, TimeProvider clock)
{
    private const int PreconditionFailed = 406;
    private const int ResourceLocked = 405;
    private const int NotFound = 404;
    private const int InternalError = 541;
    // Seen on 3.10.8, where two failures within five seconds are enough; rabbitmq-server's issue 16652 tells of 4.2.4.
    private const string NodeIsLame = " The node failed in itself. If its log names 'rabbit_fifo_dlx_sup', its supervisor of dead-letter workers has given up: until that node is restarted it can make or lead no queue that keeps its dead letters safe. Restart it.";

    /// <returns>Whether the queues are new: made here, or a moment ago by another process. <see cref="MarkSettledAsync"/> says that they no longer are.</returns>
    /// <exception cref="TopologyConflictException">An exchange or a queue differs; the text names it and the difference.</exception>
    /// <exception cref="BrokerUnavailableException">The broker did not answer in time or refused.</exception>
    public async Task<bool> RunAsync(BrokerConnection connection, RabbitLayout layout)
    {
        var name = "";
        var what = "channel";
        try
        {
            var someAreNew = await HasNewQueuesAsync(connection, layout);
            what = "stream";
            foreach (var stream in layout.Queues.Where(q => q.IsStream))
                await MakeStreamAsync(connection, stream, name = stream.Name);
            await connection.OnChannelAsync(async channel =>
            {
                if (someAreNew)
                    await channel.ExchangeDeleteAsync(RabbitLayout.Settled).WithinAsync(limit, clock);

                what = "exchange";
                foreach (var exchange in layout.Exchanges)
                {
                    name = exchange.Name;
                    await channel.ExchangeDeclareAsync(name, exchange.Type, durable: true, autoDelete: false, Copy(exchange.Arguments)).WithinAsync(limit, clock);
                }

                what = "queue";
                foreach (var queue in layout.Queues.Where(q => !q.IsStream))
                {
                    name = queue.Name;
                    await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, Copy(queue.Arguments)).WithinAsync(limit, clock);
                }

                what = "binding of";
                foreach (var binding in layout.Bindings)
                {
                    name = binding.Queue;
                    await channel.QueueBindAsync(name, binding.Exchange, binding.RoutingKey).WithinAsync(limit, clock);
                }

                what = "former binding of";
                foreach (var binding in layout.FormerBindings)
                {
                    name = binding.Queue;
                    await channel.QueueUnbindAsync(name, binding.Exchange, binding.RoutingKey).WithinAsync(limit, clock);
                }
            });
            return someAreNew;
        }
        catch (OperationInterruptedException e) when (Reason.ReplyCode(e) is PreconditionFailed or ResourceLocked)
        {
            throw new TopologyConflictException(what, name, e.ShutdownReason!.ReplyText, broker);
        }
        catch (Exception e)
        {
            throw new BrokerUnavailableException($"RabbitMQ at {broker.Address} did not make the {what} '{name}': {Reason.Of(e)}.{(Reason.ReplyCode(e) == InternalError && what == "queue" ? NodeIsLame : "")}");
        }
    }

    public Task MarkSettledAsync(BrokerConnection connection) => connection.OnChannelAsync(channel =>
        channel.ExchangeDeclareAsync(RabbitLayout.Settled, "fanout", durable: true, autoDelete: false).WithinAsync(limit, clock));

    /// <summary>The first exchange or queue of the layout that is not there; null when all are.</summary>
    public async Task<string?> FindMissingAsync(BrokerConnection connection, RabbitLayout layout)
    {
        var asked = "";
        try
        {
            await connection.OnChannelAsync(async channel =>
            {
                foreach (var exchange in layout.Exchanges)
                    await channel.ExchangeDeclarePassiveAsync(asked = exchange.Name).WithinAsync(limit, clock);
                foreach (var queue in layout.Queues)
                    await channel.QueueDeclarePassiveAsync(asked = queue.Name).WithinAsync(limit, clock);
            });
            return null;
        }
        catch (OperationInterruptedException e) when (MendLayout.IsGone(e))
        {
            return asked;
        }
    }

    /// <summary>A stream that was made with another retention is left as it is: a policy says what else it is to be, and to make it anew would end history.</summary>
    private async Task MakeStreamAsync(BrokerConnection connection, QueueSpec stream, string name)
    {
        if (await TryAsync(stream.Arguments))
            return;
        // The refusal names the first argument that is other. Asked for a stream alone it names the type, when it is none.
        await TryAsync(stream.Arguments.Where(a => a.Key == Comparing.Arguments.QueueType).ToDictionary());

        async Task<bool> TryAsync(IReadOnlyDictionary<string, object?> arguments)
        {
            try
            {
                await connection.OnChannelAsync(channel =>
                    channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, Copy(arguments)).WithinAsync(limit, clock));
                return true;
            }
            catch (OperationInterruptedException e) when (Reason.ReplyCode(e) == PreconditionFailed && Comparing.Arguments.IsRetention(Comparing.Arguments.Quoted(e.ShutdownReason!.ReplyText)))
            {
                return false;
            }
        }
    }

    private async Task<bool> HasNewQueuesAsync(BrokerConnection connection, RabbitLayout layout)
    {
        try
        {
            await connection.OnChannelAsync(async channel =>
            {
                await channel.ExchangeDeclarePassiveAsync(RabbitLayout.Settled).WithinAsync(limit, clock);
                foreach (var queue in layout.Queues)
                    await channel.QueueDeclarePassiveAsync(queue.Name).WithinAsync(limit, clock);
            });
            return false;
        }
        catch (OperationInterruptedException e) when (Reason.ReplyCode(e) == NotFound)
        {
            return true;
        }
    }

    internal static Dictionary<string, object?> Copy(IReadOnlyDictionary<string, object?> arguments) => new(arguments, StringComparer.Ordinal);
}

using System.Threading.Channels;
using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Liveness;
using ClearView.Messaging.RabbitMq.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>
/// One subscription on a channel of its own. The client calls it on a loop of the channel, never on the connection's reader; all it does
/// there is copy a delivery into a bounded channel that the prefetch keeps from ever being full.
/// </summary>
internal sealed class RabbitMqConsumer : IConsumer, IAsyncBasicConsumer
{
    private readonly Channel<Delivery> _deliveries;
    private readonly BrokerConnection _connection;
    private readonly IChannel _channel;
    private readonly QueueProgress _progress;
    private readonly int _prefetch;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _clock;
    private readonly Action<RabbitMqConsumer> _forget;
    private readonly CancellationTokenRegistration _connectionWatch;
    private readonly Acknowledgements _acknowledgements;
    private int _ended;
    private int _held;

    private RabbitMqConsumer(
        string queue, int prefetch, BrokerConnection connection, IChannel channel, SettlementMail mail, QueueProgress progress, TimeSpan limit, TimeProvider clock,
        Action<RabbitMqConsumer> forget)
    {
        (Queue, _prefetch, _connection, _channel, Mail, _progress, _limit, _clock, _forget) = (queue, prefetch, connection, channel, mail, progress, limit, clock, forget);
        _deliveries = System.Threading.Channels.Channel.CreateBounded<Delivery>(new BoundedChannelOptions(prefetch));
        _acknowledgements = new Acknowledgements(prefetch, AcknowledgeAsync, clock);
        _connectionWatch = connection.WhenBroken.UnsafeRegister(
            static consumer => ((RabbitMqConsumer)consumer!).End(Broken("the connection broke")), this);
    }

    public string Queue { get; }

    public SettlementMail Mail { get; }

    public BodyBuffers Buffers { get; } = new();

    public bool HasEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>Delivered here and not settled.</summary>
    public int Held => HasEnded ? 0 : Volatile.Read(ref _held);

    /// <summary>The prefetch would let another delivery come.</summary>
    public bool HasRoom => !HasEnded && Volatile.Read(ref _held) < _prefetch;

    public ChannelReader<Delivery> Deliveries => _deliveries.Reader;

    IChannel? IAsyncBasicConsumer.Channel => _channel;

    /// <summary>Runs to its end whatever its caller does: half a subscription would hold mail that nobody reads.</summary>
    public static async Task<RabbitMqConsumer> OpenAsync(
        string queue, int prefetch, BrokerConnection connection, SettlementMail mail, QueueProgress progress, TimeSpan limit, TimeProvider clock,
        Action<RabbitMqConsumer> forget)
    {
        var channel = await connection.OpenChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: 1));
        var consumer = new RabbitMqConsumer(queue, prefetch, connection, channel, mail, progress, limit, clock, forget);
        try
        {
            await channel.BasicQosAsync(0, (ushort)prefetch, global: false).WithinAsync(limit, clock);
            await channel.BasicConsumeAsync(queue, autoAck: false, consumer).WithinAsync(limit, clock);
            return consumer;
        }
        catch (Exception e)
        {
            consumer.End(Broken(Reason.Of(e)));
            await connection.EndChannelAsync(channel);
            throw;
        }
    }

    /// <summary>Done when it is noted; the broker is told soon, of many at once.</summary>
    public Task AckAsync(RabbitMqDelivery delivery)
    {
        Settle(delivery);
        _acknowledgements.Finish(delivery.Tag);
        return Task.CompletedTask;
    }

    /// <summary>By reject: from RabbitMQ 4.3 on a nack no longer counts as a delivery, and the delivery limit would never act.</summary>
    public async Task ReturnAsync(RabbitMqDelivery delivery)
    {
        Settle(delivery);
        await WriteAsync(() => _channel.BasicRejectAsync(delivery.Tag, requeue: true));
        _acknowledgements.Finish(delivery.Tag, isAnswered: true);
    }

    /// <summary>Tells the broker of what is finished, before the channel ends.</summary>
    public Task AcknowledgeRestAsync() => _acknowledgements.WriteRestAsync();

    public void RefuseWhenEnded()
    {
        if (HasEnded)
            throw new BrokerUnavailableException("The delivery is no longer held: its subscription ended, and it comes back.") { DeliveryIsGone = true };
    }

    /// <summary>What is held goes back to the queue, at the latest when the channel is closed.</summary>
    public void End(Exception? error)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        _connectionWatch.Unregister();
        _deliveries.Writer.TryComplete(error);
        // Nobody could settle these any more; handling them would be work done twice.
        while (_deliveries.Reader.TryRead(out _))
        {
        }

        _forget(this);
    }

    /// <summary>Ends it and its channel; its owner subscribes again.</summary>
    public void GiveUp(string reason)
    {
        End(Broken(reason));
        _ = _connection.EndChannelAsync(_channel); // not awaited: this is also called by the channel's own handler, for which the end waits
    }

    public async ValueTask DisposeAsync()
    {
        End(null);
        if (!_connection.Broken.IsCompleted)
        {
            await AcknowledgeRestAsync();
            await _connection.EndChannelAsync(_channel);
        }

        _acknowledgements.Dispose();
    }

    Task IAsyncBasicConsumer.HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _held);
        _progress.Count();
        try
        {
            var delivery = body.Length > MessageWriter.LargestBody
                ? Foreign(deliveryTag, null, properties, body, ReadOnlyMemory<byte>.Empty, $"Its body had {body.Length} bytes, and at most {MessageWriter.LargestBody} are sent; it was left out.")
                : Read(deliveryTag, properties, Buffers.Copy(body.Span, out var lent), lent); // the client takes its buffer back
            if (!_deliveries.Writer.TryWrite(delivery) && !HasEnded)
                End(Broken("it sent more than the prefetch allows"));
        }
        catch (Exception e)
        {
            GiveUp(Reason.Of(e));
        }

        return Task.CompletedTask;
    }

    Task IAsyncBasicConsumer.HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken)
    {
        GiveUp($"the queue '{Queue}' was deleted or lost its leader");
        return Task.CompletedTask;
    }

    Task IAsyncBasicConsumer.HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        End(Broken(Reason.Of(reason)));
        return Task.CompletedTask;
    }

    Task IAsyncBasicConsumer.HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken) => Task.CompletedTask;

    Task IAsyncBasicConsumer.HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken) => Task.CompletedTask;

    private RabbitMqDelivery Read(ulong tag, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, byte[]? lent)
    {
        var now = _clock.GetUtcNow();
        try
        {
            var attempt = WireEnvelope.ReadAttempt(properties);
            return new RabbitMqDelivery(this, tag, lent)
            {
                Envelope = WireEnvelope.Read(properties),
                Body = body,
                Attempt = attempt,
                Returns = WireEnvelope.ReadReturns(properties),
                LastFailure = (Queue == Topology.Dead ? BrokerDeath.Read(properties, attempt, now) : null) ?? WireEnvelope.ReadCause(properties),
            };
        }
        catch (Exception e)
        {
            // Whatever it is that cannot be read: a subscription that ended over it would meet it again, and so would all behind it.
            return Foreign(tag, lent, properties, body, body, e is FormatException ? e.Message : $"It cannot be read ({e.GetType().Name}).");
        }
    }

    /// <param name="kept">What stays of the body.</param>
    private RabbitMqDelivery Foreign(
        ulong tag, byte[]? lent, IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, ReadOnlyMemory<byte> kept, string whatIsWrong)
    {
        var now = _clock.GetUtcNow();
        var cause = ForeignMail.Cause(Queue, Queue == Topology.Dead ? BrokerDeath.FunctionOf(properties) : null, whatIsWrong, now);
        return new RabbitMqDelivery(this, tag, lent)
        {
            Envelope = ForeignMail.Envelope(Queue, properties, body.Span, now),
            Body = kept,
            Attempt = 1,
            LastFailure = cause,
            Foreign = cause,
        };
    }

    private void Settle(RabbitMqDelivery delivery)
    {
        RefuseWhenEnded();
        delivery.SettleOnce();
        Interlocked.Decrement(ref _held);
    }

    private async Task AcknowledgeAsync(ulong tag, bool upTo)
    {
        try
        {
            await WriteAsync(() => _channel.BasicAckAsync(tag, upTo));
        }
        catch (BrokerUnavailableException e)
        {
            End(e); // nobody waits for an acknowledgement, and without it the prefetch would fill up
            throw;
        }
    }

    private async Task WriteAsync(Func<ValueTask> write)
    {
        try
        {
            var answer = write();
            if (answer.IsCompletedSuccessfully)
                await answer;
            else
                await answer.AsTask().WithinAsync(_limit, _clock);
        }
        catch (Exception e)
        {
            if (e is TimeoutException)
                _connection.Break("it took no answer to a delivery in time");
            throw Broken(Reason.Of(e));
        }
    }

    private static BrokerUnavailableException Broken(string reason) =>
        new($"The subscription at RabbitMQ ended: {reason}. What it held comes back.") { DeliveryIsGone = true };
}

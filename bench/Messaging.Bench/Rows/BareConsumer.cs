using System.Text.Json;
using ClearView.Messaging.Bench.Load;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>Reads the record, counts it, and acknowledges many at once: when so many are handled, or the broker sent all that it had.</summary>
internal sealed class BareConsumer : AsyncDefaultBasicConsumer, IDisposable
{
    private static readonly TimeSpan _longestSilence = TimeSpan.FromMilliseconds(20);
    private readonly ulong _ackEvery;
    private readonly Received _received;
    private readonly Timer _rest;
    private readonly Lock _gate = new();
    private ulong _handled;
    private ulong _acked;

    public BareConsumer(IChannel channel, ulong ackEvery, Received received)
        : base(channel)
    {
        (_ackEvery, _received) = (ackEvery, received);
        _rest = new Timer(_ => _ = AcknowledgeRestAsync(), null, _longestSilence, _longestSilence);
    }

    public override async Task HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        _received.Handle(JsonSerializer.Deserialize(body.Span, BenchJson.Default.BenchRecord)!);
        Volatile.Write(ref _handled, deliveryTag);
        if (deliveryTag - Volatile.Read(ref _acked) >= _ackEvery)
            await AcknowledgeAsync(deliveryTag);
    }

    public override Task HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        Dispose();
        return base.HandleChannelShutdownAsync(channel, reason);
    }

    public void Dispose() => _rest.Dispose();

    private async Task AcknowledgeRestAsync()
    {
        try
        {
            await AcknowledgeAsync(Volatile.Read(ref _handled));
        }
        catch (Exception)
        {
            Dispose(); // the channel ended; what was not acknowledged comes back
        }
    }

    private ValueTask AcknowledgeAsync(ulong tag)
    {
        lock (_gate)
        {
            if (tag <= _acked)
                return ValueTask.CompletedTask;
            _acked = tag;
            return Channel.BasicAckAsync(tag, multiple: true); // in here: an older tag after a newer one would end the channel
        }
    }
}

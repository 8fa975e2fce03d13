using RabbitMQ.Client;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>One channel to publish on with its own confirm tracking: a ring of the unanswered, from the lowest number up.</summary>
internal sealed class BarePublisher
{
    private readonly IChannel _channel;
    private readonly Slot[] _ring;
    private readonly Lock _gate = new();
    private TaskCompletionSource? _room;
    private Exception? _broken;
    private ulong _last;
    private ulong _lowest = 1;

    public BarePublisher(IChannel channel, int window)
    {
        (_channel, _ring) = (channel, new Slot[window]);
        channel.BasicAcksAsync += (_, ack) => Answer(ack.DeliveryTag, ack.Multiple, null);
        channel.BasicNacksAsync += (_, nack) => Answer(nack.DeliveryTag, nack.Multiple, new IOException("The broker refused a message."));
        channel.BasicReturnAsync += (_, _) => Task.FromException(new IOException("The broker found no queue for a message."));
        channel.ChannelShutdownAsync += (_, _) => Break(new IOException("The channel ended."));
    }

    /// <summary>Completes when the message is written; <paramref name="confirmed"/> with the confirm. One caller at a time.</summary>
    public async ValueTask SendAsync(string exchange, string routingKey, BasicProperties properties, ReadOnlyMemory<byte> body, TaskCompletionSource? confirmed)
    {
        while (TryEnter(confirmed) is { } room)
            await room;
        await _channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties, body);
    }

    public async Task WhenAllAnsweredAsync()
    {
        while (Waiting() is { } room)
            await room;
    }

    private Task? TryEnter(TaskCompletionSource? confirmed)
    {
        lock (_gate)
        {
            if (_broken is not null)
                throw _broken;
            if (_last - _lowest + 1 >= (ulong)_ring.Length)
                return (_room ??= NewRoom()).Task;
            _last++;
            _ring[_last % (ulong)_ring.Length] = new Slot(confirmed);
            return null;
        }
    }

    private Task? Waiting()
    {
        lock (_gate)
        {
            if (_broken is not null)
                throw _broken;
            return _lowest > _last ? null : (_room ??= NewRoom()).Task;
        }
    }

    private Task Answer(ulong number, bool upTo, Exception? refused)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            for (var at = upTo ? _lowest : number; at <= number; at++)
            {
                ref var slot = ref _ring[at % (ulong)_ring.Length];
                slot.IsAnswered = true;
                if (refused is null)
                    slot.Confirmed?.TrySetResult();
                else
                    slot.Confirmed?.TrySetException(refused);
            }

            while (_lowest <= _last && _ring[_lowest % (ulong)_ring.Length].IsAnswered)
                _lowest++;
            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
        return Task.CompletedTask;
    }

    private Task Break(Exception error)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _broken = error;
            for (; _lowest <= _last; _lowest++)
                _ring[_lowest % (ulong)_ring.Length].Confirmed?.TrySetException(error);
            (room, _room) = (_room, null);
        }

        room?.TrySetResult();
        return Task.CompletedTask;
    }

    private static TaskCompletionSource NewRoom() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private record struct Slot(TaskCompletionSource? Confirmed)
    {
        public bool IsAnswered { get; set; }
    }
}

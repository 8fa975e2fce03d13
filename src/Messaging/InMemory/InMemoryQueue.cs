using System.Threading.Channels;

namespace ClearView.Messaging.InMemory;

internal sealed class InMemoryMessage(OutgoingMessage message)
{
    public OutgoingMessage Message { get; } = message;

    public int Attempt { get; set; } = 1;

    public int Returns { get; set; }

    public FailureCause? LastFailure { get; set; }
}

/// <summary>One queue: what is ready, what is held by consumers, what waits for its time.</summary>
internal sealed class InMemoryQueue(string name, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<InMemoryMessage> _ready = [];
    private readonly HashSet<InMemoryMessage> _delayed = [];
    private readonly List<InMemoryConsumer> _consumers = [];
    private long _arrived;
    private long _settled;

    public QueueState State
    {
        get
        {
            lock (_gate)
                return new QueueState(name, _ready.Count, _consumers.Sum(c => c.Held.Count), _delayed.Count, _arrived, _settled, _consumers.Count);
        }
    }

    public void Add(InMemoryMessage message, bool isNew)
    {
        lock (_gate)
        {
            if (isNew)
                _arrived++;
            _ready.AddLast(message);
            HandOut();
        }
    }

    public IConsumer Consume(int prefetch, InMemoryQueue dead)
    {
        lock (_gate)
        {
            var consumer = new InMemoryConsumer(this, dead, prefetch);
            _consumers.Add(consumer);
            HandOut();
            return consumer;
        }
    }

    public void BreakConsumers(Exception error)
    {
        lock (_gate)
        {
            foreach (var consumer in _consumers.ToList())
                End(consumer, error);
        }
    }

    public void End(InMemoryConsumer consumer, Exception? error)
    {
        lock (_gate)
        {
            if (!_consumers.Remove(consumer))
                return;
            consumer.Channel.Writer.TryComplete(error);
            while (consumer.Channel.Reader.TryRead(out _))
            {
                // Nobody could settle these any more.
            }

            foreach (var message in consumer.Held.Reverse())
            {
                message.Returns++;
                _ready.AddFirst(message);
            }

            consumer.Held.Clear();
            HandOut();
        }
    }

    /// <summary>Settles a held message; <paramref name="then"/> says where it goes.</summary>
    public void Settle(InMemoryConsumer consumer, InMemoryMessage message, Action<InMemoryMessage> then)
    {
        lock (_gate)
        {
            if (!consumer.Held.Remove(message))
                throw new BrokerUnavailableException("The delivery is no longer held: its subscription ended, and it comes back.") { DeliveryIsGone = true };
            then(message);
            HandOut();
        }
    }

    public void Left() => _settled++;

    public void PutBack(InMemoryMessage message) => _ready.AddFirst(message);

    public void Delay(InMemoryMessage message, TimeSpan after)
    {
        _delayed.Add(message);
        ITimer? timer = null;
        timer = clock.CreateTimer(_ =>
        {
            lock (_gate)
            {
                if (_delayed.Remove(message))
                    Add(message, isNew: false);
                timer?.Dispose();
            }
        }, null, after, Timeout.InfiniteTimeSpan);
    }

    private void HandOut()
    {
        while (_ready.First is { } first && _consumers.Where(c => c.Held.Count < c.Prefetch).MinBy(c => c.Held.Count) is { } consumer)
        {
            _ready.RemoveFirst();
            consumer.Held.AddLast(first.Value);
            consumer.Channel.Writer.TryWrite(new InMemoryDelivery(this, consumer, first.Value)
            {
                Envelope = first.Value.Message.Envelope,
                Body = first.Value.Message.Body,
                Attempt = first.Value.Attempt,
                Returns = first.Value.Returns,
                LastFailure = first.Value.LastFailure,
            });
        }
    }
}

internal sealed class InMemoryConsumer(InMemoryQueue queue, InMemoryQueue dead, int prefetch) : IConsumer
{
    public int Prefetch { get; } = prefetch;

    public InMemoryQueue Dead { get; } = dead;

    public LinkedList<InMemoryMessage> Held { get; } = [];

    // Never holds more than the prefetch: the queue hands out no more.
    public Channel<Delivery> Channel { get; } = System.Threading.Channels.Channel.CreateUnbounded<Delivery>();

    public ChannelReader<Delivery> Deliveries => Channel.Reader;

    public ValueTask DisposeAsync()
    {
        queue.End(this, null);
        return ValueTask.CompletedTask;
    }
}

internal sealed class InMemoryDelivery(InMemoryQueue queue, InMemoryConsumer consumer, InMemoryMessage message) : Delivery
{
    public override Task AckAsync(CancellationToken ct) => SettleAsync(_ => queue.Left());

    public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => SettleAsync(m =>
    {
        m.Attempt++;
        m.Returns = 0;
        m.LastFailure = cause;
        queue.Delay(m, after);
    });

    public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => SettleAsync(m =>
    {
        queue.Left();
        consumer.Dead.Add(new InMemoryMessage(m.Message) { Attempt = m.Attempt, LastFailure = cause }, isNew: true);
    });

    public override Task ReturnAsync(CancellationToken ct) => SettleAsync(queue.PutBack);

    private Task SettleAsync(Action<InMemoryMessage> then)
    {
        queue.Settle(consumer, message, then);
        return Task.CompletedTask;
    }
}

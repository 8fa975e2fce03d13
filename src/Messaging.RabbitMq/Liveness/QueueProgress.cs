namespace ClearView.Messaging.RabbitMq.Liveness;

/// <summary>How much of one queue ever came to this process, over all its subscriptions.</summary>
internal sealed class QueueProgress
{
    private long _received;

    public long Received => Interlocked.Read(ref _received);

    public void Count() => Interlocked.Increment(ref _received);
}

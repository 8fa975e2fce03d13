namespace ClearView.Messaging.RabbitMq.Consuming;

/// <summary>One delivery on its consumer's channel.</summary>
/// <param name="lent">The buffer of its body, to be given back; null when it is its own.</param>
internal sealed class RabbitMqDelivery(RabbitMqConsumer consumer, ulong tag, byte[]? lent) : Delivery
{
    private int _settled;

    public ulong Tag => tag;

    public override Task AckAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return consumer.AckAsync(this);
    }

    public override async Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct)
    {
        consumer.RefuseWhenEnded();
        await consumer.Mail.DelayAsync(this, consumer.Queue, after, cause, ct);
        await consumer.AckAsync(this);
    }

    public override async Task DeadLetterAsync(FailureCause cause, CancellationToken ct)
    {
        consumer.RefuseWhenEnded();
        await consumer.Mail.BuryAsync(this, cause, ct);
        await consumer.AckAsync(this);
    }

    public override Task ReturnAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return consumer.ReturnAsync(this);
    }

    /// <summary>A second answer for one tag would make the broker close the channel.</summary>
    public void SettleOnce()
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0)
            throw new InvalidOperationException($"The delivery of message {Envelope.Id} was settled before.");
        if (lent is null)
            return;
        ForgetBody();
        consumer.Buffers.GiveBack(lent);
    }
}

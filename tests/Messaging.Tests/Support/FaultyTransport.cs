namespace ClearView.Messaging.Tests.Support;

/// <summary>A transport that does what a test asks for before it publishes.</summary>
internal sealed class FaultyTransport(ITransport inner) : ITransport
{
    /// <summary>Throws, or completes when the message may go on to the broker.</summary>
    public Func<OutgoingMessage, Task> BeforePublish { get; set; } = _ => Task.CompletedTask;

    /// <summary>The same before it sends to one queue.</summary>
    public Func<OutgoingMessage, Task> BeforeSend { get; set; } = _ => Task.CompletedTask;

    public BrokerInfo Broker => inner.Broker;

    public Task<string> BeyondHelp { get; set; } = inner.BeyondHelp;

    public Task StartAsync(Topology topology, CancellationToken ct) => inner.StartAsync(topology, ct);

    public Task StopAsync(CancellationToken ct) => inner.StopAsync(ct);

    public async Task PublishAsync(OutgoingMessage message, CancellationToken ct)
    {
        await BeforePublish(message);
        await inner.PublishAsync(message, ct);
    }

    public async Task SendAsync(string queue, OutgoingMessage message, CancellationToken ct)
    {
        await BeforeSend(message);
        await inner.SendAsync(queue, message, ct);
    }

    public Task<IConsumer> ConsumeAsync(string queue, int prefetch, CancellationToken ct) => inner.ConsumeAsync(queue, prefetch, ct);

    public Task<long> EndOfHistoryAsync(CancellationToken ct) => inner.EndOfHistoryAsync(ct);

    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(long from, long to, CancellationToken ct) => inner.ReadHistoryAsync(from, to, ct);

    public Task<IReadOnlyList<QueueState>> InspectAsync(CancellationToken ct) => inner.InspectAsync(ct);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

/// <summary>A delivery whose acknowledgement never reaches the broker.</summary>
internal sealed class DeafDelivery(Delivery inner) : Delivery
{
    public static DeafDelivery Of(Delivery inner) => new(inner)
    {
        Envelope = inner.Envelope,
        Body = inner.Body,
        Attempt = inner.Attempt,
        Returns = inner.Returns,
        LastFailure = inner.LastFailure,
    };

    public override Task AckAsync(CancellationToken ct) => throw new BrokerUnavailableException("The line is dead.");

    public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => inner.RetryAsync(after, cause, ct);

    public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => inner.DeadLetterAsync(cause, ct);

    public override Task ReturnAsync(CancellationToken ct) => inner.ReturnAsync(ct);
}

using ClearView.Messaging;
using ClearView.Messaging.Protection;

namespace ClearView.Cli.Drills.Sabotage;

/// <summary>A transport that breaks one promise and keeps the others.</summary>
internal sealed class BrokenTransport(ITransport real, SabotageKind kind, IKeyRing keys, TimeProvider clock) : ITransport
{
    private const int OneOf = 20;
    private int _count;

    public BrokerInfo Broker => real.Broker;

    public Task<string> BeyondHelp => real.BeyondHelp;

    public static ITransport Around(ITransport real, SabotageKind kind, IKeyRing keys, TimeProvider clock) =>
        kind == SabotageKind.None ? real : new BrokenTransport(real, kind, keys, clock);

    public Task StartAsync(Topology topology, CancellationToken ct) => real.StartAsync(topology, ct);

    public Task StopAsync(CancellationToken ct) => real.StopAsync(ct);

    public async Task PublishAsync(OutgoingMessage message, CancellationToken ct)
    {
        var isChosen = Interlocked.Increment(ref _count) % OneOf == 0;
        if (isChosen && kind == SabotageKind.Drop)
            return;
        await real.PublishAsync(message, ct);
        if (isChosen && kind == SabotageKind.Duplicate)
            await real.PublishAsync(AsAnother(message), ct);
    }

    public Task SendAsync(string queue, OutgoingMessage message, CancellationToken ct) => real.SendAsync(queue, message, ct);

    public async Task<IConsumer> ConsumeAsync(string queue, int prefetch, CancellationToken ct)
    {
        var consumer = await real.ConsumeAsync(queue, prefetch, ct);
        return kind == SabotageKind.AckEarly ? new HastyConsumer(consumer, prefetch, clock) : consumer;
    }

    public Task<long> EndOfHistoryAsync(CancellationToken ct) => real.EndOfHistoryAsync(ct);

    public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(long from, long to, CancellationToken ct) => real.ReadHistoryAsync(from, to, ct);

    public Task<IReadOnlyList<QueueState>> InspectAsync(CancellationToken ct) => real.InspectAsync(ct);

    public ValueTask DisposeAsync() => real.DisposeAsync();

    /// <summary>Sealed again, for a body opens under its own id alone.</summary>
    private OutgoingMessage AsAnother(OutgoingMessage message)
    {
        var envelope = message.Envelope with { Id = MessageId.New(clock) };
        var key = keys.Find(envelope.Tenant, envelope.KeyId) ?? throw new InvalidOperationException("The key of a message that is being sent is gone.");
        return new OutgoingMessage(envelope, PayloadSeal.Seal(PayloadSeal.Open(message.Body, key, message.Envelope), key, envelope));
    }
}

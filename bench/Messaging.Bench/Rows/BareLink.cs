using ClearView.Messaging.Bench.Load;
using RabbitMQ.Client;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>A connection to publish on and another to consume on, as ours and as the vendor's guide wants it.</summary>
internal sealed class BareLink : IAsyncDisposable
{
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(2);

    public required IReadOnlyList<IConnection> Connections { get; init; }

    public required IReadOnlyList<BarePublisher> Publishers { get; init; }

    public required IChannel Consumer { get; init; }

    public static async Task<BareLink> OpenAsync(ConnectionFactory factory, int channels, int window, CancellationToken ct)
    {
        var publishing = await factory.CreateConnectionAsync("bench publish", ct);
        var publishers = new List<BarePublisher>();
        for (var i = 0; i < channels; i++)
            publishers.Add(new BarePublisher(await publishing.CreateChannelAsync(new CreateChannelOptions(true, false), ct), window));

        var consuming = await factory.CreateConnectionAsync("bench consume", ct);
        var consumer = await consuming.CreateChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: 1), ct);
        return new BareLink { Publishers = publishers, Consumer = consumer, Connections = [publishing, consuming] };
    }

    public async Task ConsumeAsync(string queue, ushort prefetch, ulong ackEvery, Received received, CancellationToken ct)
    {
        await Consumer.BasicQosAsync(0, prefetch, global: false, ct);
        await Consumer.BasicConsumeAsync(queue, autoAck: false, new BareConsumer(Consumer, ackEvery, received), ct);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in Connections)
            await connection.AbortAsync(_goodbye).WaitAsync(_goodbye).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

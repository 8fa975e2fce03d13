using RabbitMQ.Client;

namespace ClearView.Broker.Tests;

/// <summary>The vendor's client without ours around it: a stranger at the same broker.</summary>
internal sealed class RawClient(IConnection connection, IChannel channel) : IAsyncDisposable
{
    public IChannel Channel { get; } = channel;

    public static async Task<RawClient> OpenAsync(string address, CancellationToken ct)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(address), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(ct);
        return new RawClient(connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ct));
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}

using ClearView.Messaging;

namespace ClearView.Cli.Drills.Load;

/// <summary>Connects before anything publishes or consumes, again and again while the broker is away.</summary>
internal sealed class ConnectTransport(ITransport transport, Topology topology, TimeProvider clock) : IHostedService
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await transport.StartAsync(topology, cancellationToken);
                return;
            }
            catch (BrokerUnavailableException) when (clock.GetElapsedTime(since) < _patience)
            {
                await Task.Delay(_pause, clock, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

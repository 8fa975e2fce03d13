using ClearView.Messaging.InMemory;

namespace ClearView.Messaging.Tests;

public sealed class InMemoryTransportTests() : TransportContract(new InMemoryFixture())
{
    private sealed class InMemoryFixture : ITransportFixture
    {
        public async Task<ITransport> OpenAsync(Topology topology, CancellationToken ct)
        {
            var transport = new InMemoryTransport(TimeProvider.System);
            await transport.StartAsync(topology, ct);
            return transport;
        }

        public Task<ITransport?> ReopenAsync(ITransport transport, Topology topology, CancellationToken ct) => Task.FromResult<ITransport?>(null);
    }
}

using System.Runtime.CompilerServices;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Tests;

namespace ClearView.Broker.Tests;

public sealed class RabbitMqTransportTests(RabbitFixture rabbit) : TransportContract(new ContractFixture(rabbit))
{
    private sealed class ContractFixture(RabbitFixture rabbit) : ITransportFixture
    {
        private readonly ConditionalWeakTable<ITransport, TestHost> _hosts = [];

        public async Task<ITransport> OpenAsync(Topology topology, CancellationToken ct)
        {
            var host = await rabbit.NewHostAsync(ct);
            var transport = await host.OpenAsync(topology, ct);
            _hosts.Add(transport, host);
            return transport;
        }

        public async Task<ITransport?> ReopenAsync(ITransport transport, Topology topology, CancellationToken ct)
        {
            _hosts.TryGetValue(transport, out var host);
            await ((RabbitMqTransport)transport).AbandonAsync();
            return await host!.OpenAsync(topology, ct);
        }
    }
}

using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Broker.Tests;

/// <summary>What becomes of those who are connected to a node that lives when the node that leads the queues dies.</summary>
[Trait("Category", "Slow")]
public sealed class LeaderChangeTests(RabbitFixture rabbit) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearview-cluster-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_channel_that_first_published_while_the_queue_had_no_leader_is_left_and_another_gets_through_while_the_dead_node_stays_away()
    {
        _ = rabbit.Broker; // skips where there is no RabbitMQ
        var nodes = await PrivateCluster.StartAsync(_folder.FullName, PrivateCluster.OnLoopback(3), Ct);
        try
        {
            await nodes[0].StartAsync(Ct);
            var log = new LogLines();
            await using var makes = Transport(nodes[0], NullLogger<RabbitMqTransport>.Instance);
            await makes.StartAsync(Letters.Topology, Ct); // so the first node leads
            await using var publishes = Transport(nodes[1], log);
            await publishes.StartAsync(Letters.Topology, Ct);

            await nodes[0].KillAsync();
            await PublishAsync(publishes).WaitAsync(Letters.Deadline, Ct);

            Assert.False(nodes[0].IsRunning);
            Assert.NotEqual(0, log.CountOf("a queue refused a message"));
        }
        finally
        {
            foreach (var node in nodes.Reverse())
                await node.DisposeAsync();
        }
    }

    private static RabbitMqTransport Transport(PrivateBroker node, ILogger<RabbitMqTransport> log) =>
        new(new RabbitMqOptions { Address = node.Address, ConnectionName = "test", NewQueuesSettle = TimeSpan.Zero }, log, TimeProvider.System);

    /// <summary>Again and again under one id, as an outbox does.</summary>
    private static async Task PublishAsync(RabbitMqTransport transport)
    {
        var letter = Letters.New("a");
        while (true)
        {
            try
            {
                await transport.PublishAsync(letter, Ct);
                return;
            }
            catch (BrokerUnavailableException)
            {
                await Task.Delay(20, Ct);
            }
        }
    }
}

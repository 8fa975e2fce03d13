using ClearView.Messaging;

namespace ClearView.Broker.Tests;

/// <summary>A defect of RabbitMQ: see docs/operations.md, "Is the broker what it should be?".</summary>
public sealed class DeadLetterWorkersTests(RabbitFixture rabbit)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_has_lost_its_dead_letter_workers_is_named_with_what_to_do_and_is_well_after_a_restart()
    {
        await using (var lame = await rabbit.NewHostAsync(Ct))
        {
            await lame.Broker.ControlAsync(["eval", "supervisor:terminate_child(rabbit_sup, rabbit_fifo_dlx_sup)."], Ct);
            await using var transport = lame.NewTransport();

            var error = await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.StartAsync(Letters.Topology, Ct));

            Assert.Contains("rabbit_fifo_dlx_sup", error.Message, StringComparison.Ordinal);
            Assert.Contains("Restart it", error.Message, StringComparison.Ordinal);
            Assert.NotNull(lame.Broker.TroubleWithDeadLetterWorkers);
        }

        await using var well = await rabbit.NewHostAsync(Ct);
        await using var again = await well.OpenAsync(Letters.Topology, Ct);
        Assert.Null(well.Broker.TroubleWithDeadLetterWorkers);
    }
}

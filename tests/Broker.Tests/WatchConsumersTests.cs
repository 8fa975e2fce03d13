using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;

namespace ClearView.Broker.Tests;

/// <summary>Subscriptions that look alive, at a real broker that has forgotten them.</summary>
public sealed class WatchConsumersTests(RabbitFixture rabbit)
{
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_that_the_broker_has_forgotten_is_ended_and_the_next_gets_the_mail()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        var log = new LogLines();
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => o.ConsumerWatch = _often, log);
        await using var forgotten = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        await transport.PublishAsync(Letters.New("first"), Ct);
        await (await Letters.NextAsync(forgotten)).AckAsync(Ct);

        await ForgetConsumersAsync(host);
        await transport.PublishAsync(Letters.New("second"), Ct);
        var error = await Assert.ThrowsAsync<BrokerUnavailableException>(() => forgotten.Deliveries.Completion.WaitAsync(Letters.Deadline, Ct));

        Assert.Contains("though mail waits", error.Message, StringComparison.Ordinal);
        Assert.Contains("Healed by: Subscription", await log.NextAsync("do not come here"), StringComparison.Ordinal);
        await using var next = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        Assert.Equal("second", Letters.Text(await Letters.NextAsync(next)));
    }

    [Fact]
    public async Task When_neither_a_subscription_nor_a_connection_helps_the_process_is_said_to_be_beyond_help()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        var log = new LogLines();
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => o.ConsumerWatch = _often, log);
        while (!transport.BeyondHelp.IsCompleted)
        {
            // Whoever subscribes is forgotten before there is mail for it.
            await host.Broker.ControlAsync(["purge_queue", "-p", host.Name, Letters.Queue], Ct);
            await using var consumer = await SubscribeAsync(transport);
            await ForgetConsumersAsync(host);
            await transport.PublishAsync(Letters.New("nobody gets it"), Ct);
            await Task.WhenAny(consumer.Deliveries.Completion, transport.BeyondHelp).WaitAsync(Letters.Deadline, Ct);
            Assert.False(consumer.Deliveries.TryRead(out _));
        }

        Assert.Contains(Letters.Queue, await transport.BeyondHelp, StringComparison.Ordinal);
        foreach (var stage in new[] { "Subscription", "Connection", "Process" })
            await log.NextAsync($"Healed by: {stage}");
    }

    private static async Task<IConsumer> SubscribeAsync(RabbitMqTransport transport)
    {
        while (true)
        {
            try
            {
                return await transport.ConsumeAsync(Letters.Queue, 10, Ct);
            }
            catch (BrokerUnavailableException)
            {
                await Task.Delay(_often, Ct); // the connection is being replaced
            }
        }
    }

    /// <summary>As a queue does that comes out of an election without them: neither the channel nor its client is told.</summary>
    private static async Task ForgetConsumersAsync(TestHost host) => await host.Broker.ControlAsync(
        [
            "eval",
            $$"""
            {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"{{host.Name}}">>, queue, <<"{{Letters.Queue}}">>)),
            [ra:process_command(amqqueue:get_pid(Q), rabbit_fifo:make_checkout({element(2, C), element(1, C)}, cancel, #{})) || C <- rabbit_amqqueue:consumers(Q)].
            """,
        ], Ct);
}

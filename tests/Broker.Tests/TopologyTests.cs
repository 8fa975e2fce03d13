using System.Net.NetworkInformation;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.RabbitMq.Layout;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Broker.Tests;

public sealed class TopologyTests(RabbitFixture rabbit)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_with_other_arguments_is_named_with_the_difference()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        var wanted = new RabbitLayout(Letters.Topology, new RetryLadder([TimeSpan.FromSeconds(1)]), deliveryLimit: 5).Queues.Single(q => q.Name == Letters.Queue);
        await stranger.Channel.QueueDeclareAsync(
            Letters.Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?>(wanted.Arguments), cancellationToken: Ct);
        await using var transport = host.NewTransport();

        var conflict = await Assert.ThrowsAsync<TopologyConflictException>(() => transport.StartAsync(Letters.Topology, Ct));

        Assert.Equal(Letters.Queue, conflict.Name);
        Assert.Contains("x-delivery-limit", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_processes_that_start_at_once_on_a_new_broker_all_get_through()
    {
        const int Processes = 6;
        await using var host = await rabbit.NewHostAsync(Ct);
        var topology = new Topology([.. Letters.Topology.Queues, .. Enumerable.Range(1, 20).Select(i => new QueueBinding($"{Letters.Queue}.{i}", [Letters.Type]))]);
        var transports = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Run(() => host.OpenAsync(topology, Ct), Ct)));
        try
        {
            await Task.WhenAll(transports.Select(t => t.PublishAsync(Letters.New("first"), Ct)));

            var waiting = (await transports[0].InspectAsync(Ct)).ToDictionary(s => s.Queue, s => s.Ready, StringComparer.Ordinal);
            Assert.All(topology.Queues, q => Assert.Equal(Processes, waiting[q.Queue]));
            Assert.Equal(0, waiting[Topology.Parking]);
        }
        finally
        {
            foreach (var transport in transports)
                await transport.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_type_that_an_earlier_version_took_reaches_its_queue_no_more()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using (await host.OpenAsync(Letters.Topology, Ct))
        {
        }

        await using var now = await host.OpenAsync(new Topology([new(Letters.Queue, ["telegram.v1"]) { FormerTypes = [Letters.Type] }]), Ct);
        await now.PublishAsync(Letters.New("late"), Ct);

        var waiting = (await now.InspectAsync(Ct)).ToDictionary(s => s.Queue, s => s.Ready, StringComparer.Ordinal);
        Assert.Equal((0, 1), (waiting[Letters.Queue], waiting[Topology.Parking]));
    }

    [Fact]
    public async Task Queues_that_another_process_has_just_made_are_not_published_to_before_they_are_settled()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        void WaitLong(RabbitMqOptions options) => options.NewQueuesSettle = TimeSpan.FromMinutes(1);
        await using var maker = await host.OpenAsync(Letters.Topology, Ct, WaitLong);
        await using var second = await host.OpenAsync(Letters.Topology, Ct, WaitLong);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var early = second.PublishAsync(Letters.New("early"), enough.Token);

        // One for whom the queues are old enough publishes, and says so: whoever comes now need not wait.
        await using var third = await host.OpenAsync(Letters.Topology, Ct);
        await third.PublishAsync(Letters.New("in time"), Ct);
        Assert.Equal(1u, (await stranger.Channel.QueueDeclarePassiveAsync(Letters.Queue, Ct)).MessageCount);
        Assert.False(early.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => early);

        while (!await IsThereAsync(host, RabbitLayout.Settled))
            await Task.Delay(50, Ct);
        await using var late = await host.OpenAsync(Letters.Topology, Ct, WaitLong);
        await late.PublishAsync(Letters.New("late"), Ct).WaitAsync(Letters.Deadline, Ct);
    }

    [Fact]
    public async Task A_queue_deleted_under_a_consumer_ends_the_subscription()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);

        await stranger.Channel.QueueDeleteAsync(Letters.Queue, ifUnused: false, ifEmpty: false, cancellationToken: Ct);

        var ended = await Assert.ThrowsAsync<BrokerUnavailableException>(() => consumer.Deliveries.Completion.WaitAsync(Letters.Deadline, Ct));
        Assert.Contains(Letters.Queue, ended.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<QueueMissingException>(() => transport.InspectAsync(Ct));
    }

    [Fact]
    public async Task Whoever_subscribes_again_finds_the_deleted_queue_made_again_with_its_bindings()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        await stranger.Channel.QueueDeleteAsync(Letters.Queue, ifUnused: false, ifEmpty: false, cancellationToken: Ct);

        await using var again = await transport.ConsumeAsync(Letters.Queue, 10, Ct);

        await transport.PublishAsync(Letters.New("made again"), Ct);
        Assert.Equal("made again", Letters.Text(await Letters.NextAsync(again)));
        await Assert.ThrowsAsync<QueueMissingException>(() => transport.ConsumeAsync("clearview.nobodys", 1, Ct));
    }

    [Fact]
    public async Task All_that_find_their_queues_gone_at_once_get_them_back()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        var topology = new Topology([.. Enumerable.Range(1, 12).Select(i => new QueueBinding($"{Letters.Queue}.{i}", [Letters.Type]))]);
        await using var transport = await host.OpenAsync(topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        foreach (var queue in topology.Queues.Select(q => q.Queue).Append(Topology.Dead).Append(Topology.Parking))
            await stranger.Channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: Ct);

        var consumers = await Task.WhenAll(topology.Queues.Select(q => transport.ConsumeAsync(q.Queue, 1, Ct)));

        await transport.PublishAsync(Letters.New("to all"), Ct);
        Assert.All(await Task.WhenAll(consumers.Select(Letters.NextAsync)), delivery => Assert.Equal("to all", Letters.Text(delivery)));
        Assert.Equal(0, (await transport.InspectAsync(Ct)).Single(s => s.Queue == Topology.Parking).Ready);
    }

    [Fact]
    public async Task What_is_sent_to_a_queue_that_was_deleted_arrives()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        await stranger.Channel.QueueDeleteAsync(Letters.Queue, ifUnused: false, ifEmpty: false, cancellationToken: Ct);

        await transport.SendAsync(Letters.Queue, Letters.New("redriven"), Ct);

        Assert.Equal(1u, (await stranger.Channel.QueueDeclarePassiveAsync(Letters.Queue, Ct)).MessageCount);
        await Assert.ThrowsAsync<QueueMissingException>(() => transport.SendAsync("clearview.nobodys", Letters.New("lost"), Ct));
    }

    [Fact]
    public async Task A_message_that_not_even_the_parking_queue_takes_fails_its_publish()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        await stranger.Channel.QueueUnbindAsync(Topology.Parking, RabbitLayout.Unrouted, "", cancellationToken: Ct);
        var stray = Letters.New("stray");
        stray = stray with { Envelope = stray.Envelope with { Type = "unheard-of.v1" } };

        var failing = transport.PublishAsync(stray, Ct);
        var fine = transport.PublishAsync(Letters.New("fine"), Ct);

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => failing);
        await fine;
    }

    [Fact]
    public async Task What_comes_back_again_and_again_ends_as_a_dead_letter_of_the_broker()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => o.DeliveryLimit = 2);
        await transport.PublishAsync(Letters.New("poison"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);

        for (var returns = 0; returns <= 2; returns++)
        {
            var delivery = await Letters.NextAsync(consumer);
            Assert.Equal(returns, delivery.Returns);
            await delivery.ReturnAsync(Ct);
        }

        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        var letter = await Letters.NextAsync(dead);
        Assert.Equal("poison", Letters.Text(letter));
        Assert.Equal("poison.delivery-limit", letter.LastFailure?.Code);
        Assert.Equal("letters", letter.LastFailure?.Function);
    }

    [Fact]
    public async Task An_exclusive_queue_serves_one_process_and_after_it_the_next()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        var topology = new Topology([new(Letters.Queue, [Letters.Type], Exclusive: true)]);
        await using var one = await host.OpenAsync(topology, Ct);
        await using var two = await host.OpenAsync(topology, Ct);
        var first = await one.ConsumeAsync(Letters.Queue, 1, Ct);
        await using var second = await two.ConsumeAsync(Letters.Queue, 10, Ct);
        for (var i = 0; i < 3; i++)
            await one.PublishAsync(Letters.New($"{i}"), Ct);

        await (await Letters.NextAsync(first)).AckAsync(Ct);
        await Letters.NextAsync(first); // and holds it: the prefetch is full, and yet
        var toSecond = second.Deliveries.TryRead(out _);
        await first.DisposeAsync();
        var rest = new[] { Letters.Text(await Letters.NextAsync(second)), Letters.Text(await Letters.NextAsync(second)) };

        Assert.False(toSecond);
        Assert.Equal(["1", "2"], rest.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_waits_for_its_next_attempt_is_counted()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => o.ManagementAddress = host.Broker.ManagementAddress);
        await transport.PublishAsync(Letters.New("later"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        var delivery = await Letters.NextAsync(consumer);
        Assert.Equal(1, (await transport.InspectAsync(Ct)).Single(s => s.Queue == Letters.Queue).InFlight);

        await delivery.RetryAsync(TimeSpan.FromMinutes(10), Letters.Cause("not-now"), Ct);

        var states = await transport.InspectAsync(Ct);
        Assert.Equal(1, states.Single(s => s.Queue == RabbitLayout.Retry).Delayed);
        Assert.Equal(1, states.Single(s => s.Queue == Letters.Queue).Consumers);
        // The management API only adorns: when it did not answer soon, it is asked again after a while.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Letters.Deadline);
        while ((await transport.InspectAsync(Ct)).Single(s => s.Queue == Letters.Queue).Arrived is null)
            await Task.Delay(TimeSpan.FromSeconds(1), limit.Token);
    }

    [Fact]
    public void Every_queue_is_a_quorum_queue_with_arguments_that_all_versions_take()
    {
        string[] known =
        [
            "x-queue-type", "x-delivery-limit", "x-dead-letter-exchange", "x-dead-letter-routing-key", "x-dead-letter-strategy", "x-overflow", "x-message-ttl",
            "x-single-active-consumer",
        ];
        var layout = new RabbitLayout(new Topology([new(Letters.Queue, [Letters.Type], Exclusive: true)]), new RetryLadder([TimeSpan.FromSeconds(1)]), 100);

        Assert.All(layout.Queues, queue =>
        {
            Assert.Equal("quorum", queue.Arguments["x-queue-type"]);
            Assert.Empty(queue.Arguments.Keys.Except(known));
            // At-least-once without reject-publish silently becomes at-most-once.
            if (queue.Arguments.ContainsKey("x-dead-letter-exchange"))
                Assert.Equal(("at-least-once", "reject-publish"), (queue.Arguments["x-dead-letter-strategy"], queue.Arguments["x-overflow"]));
        });
    }

    [Theory]
    [InlineData(0, "clearview.retry.1000ms", "1")]
    [InlineData(400, "clearview.retry.1000ms", "400")]
    [InlineData(1_000, "clearview.retry.1000ms", null)]
    [InlineData(1_001, "clearview.retry.5000ms", "1001")]
    [InlineData(99_000, "clearview.retry.5000ms", null)]
    public void A_retry_takes_the_first_rung_that_waits_long_enough(int after, string rung, string? expiration)
    {
        var (taken, itsExpiration) = new RetryLadder([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)]).For(TimeSpan.FromMilliseconds(after));

        Assert.Equal((rung, expiration), (taken.Name, itsExpiration));
    }

    [Fact]
    public void A_private_broker_listens_on_loopback_only()
    {
        int[] ports = [new Uri(rabbit.Broker.Address).Port, rabbit.Broker.ManagementAddress!.Port];

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => ports.Contains(l.Port)).ToList();

        Assert.Equal(2, listeners.Count);
        Assert.All(listeners, l => Assert.True(System.Net.IPAddress.IsLoopback(l.Address), $"{l}"));
    }

    private static async Task<bool> IsThereAsync(TestHost host, string exchange)
    {
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        try
        {
            await stranger.Channel.ExchangeDeclarePassiveAsync(exchange, Ct);
            return true;
        }
        catch (OperationInterruptedException)
        {
            return false;
        }
    }
}

using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using ClearView.Messaging.RabbitMq.Layout.Planning;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Broker.Tests;

/// <summary>What a plan does and refuses, at a real broker.</summary>
public sealed class TopologyPlanTests(RabbitFixture rabbit)
{
    private const string Former = "clearview.former";
    private static readonly Topology _earlier = new([.. Letters.Topology.Queues, new(Former, [Letters.Type])]);
    private static readonly PlanOptions _careful = new();
    private static readonly PlanOptions _removing = new(RemoveOrphans: true);
    private static readonly PlanOptions _replacing = new(ReplaceEmpty: true);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_missing_is_made_in_order_and_a_second_time_nothing_is_left_to_do(bool withManagement)
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host, withManagement);
        var plan = await topology.PlanAsync(Letters.Topology, _careful, Ct);
        var stillNothing = await topology.CheckAsync(Letters.Topology, Ct);

        var done = await topology.ApplyAsync(Letters.Topology, _careful, Ct);

        Assert.Equal(plan.Steps.Select(s => s.Text), done.Select(s => s.Text));
        Assert.All(done, step => Assert.Null(step.Failed));
        Assert.Contains(stillNothing.Differences, d => d.Kind == DifferenceKind.MissingQueue && d.Name == Letters.Queue); // the plan was a dry run
        Assert.True((await topology.PlanAsync(Letters.Topology, _careful, Ct)).IsEmpty);
        Assert.True((await topology.CheckAsync(Letters.Topology, Ct)).IsSame);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => o.NewQueuesSettle = TimeSpan.FromMinutes(1)); // and they are settled
        await transport.PublishAsync(Letters.New("hello"), Ct).WaitAsync(Letters.Deadline, Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 1, Ct);
        Assert.Equal("hello", Letters.Text(await Letters.NextAsync(consumer)));
    }

    [Fact]
    public async Task What_a_function_no_longer_takes_is_unbound()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await StartAsync(host, new Topology([new(Letters.Queue, [Letters.Type, "telex.v1"])]));

        var done = await topology.ApplyAsync(Letters.Topology, _careful, Ct);

        Assert.Equal($"let the queue '{Letters.Queue}' no longer get 'telex.v1'", Assert.Single(done).Text);
        Assert.True((await topology.CheckAsync(Letters.Topology, Ct)).IsSame);
    }

    [Fact]
    public async Task A_removed_functions_queue_is_named_with_its_length_and_touched_only_on_request()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await PublishAsync(host, _earlier, 2);

        var orphan = (await topology.CheckAsync(Letters.Topology, Ct)).Differences.Single(d => d.Kind == DifferenceKind.OrphanQueue);
        var untouched = Assert.Single(await topology.ApplyAsync(Letters.Topology, _careful, Ct));

        Assert.Equal(Weight.Repairable, orphan.Weight);
        Assert.Contains("holds 2 messages", orphan.Text, StringComparison.Ordinal);
        Assert.Contains($"'{Letters.Type}'", orphan.Text, StringComparison.Ordinal);
        Assert.Contains("--remove-orphans", untouched.Failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_functions_queue_that_holds_mail_is_unbound_and_keeps_it()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await PublishAsync(host, _earlier, 2);

        var done = await topology.ApplyAsync(Letters.Topology, _removing, Ct);

        await PublishAsync(host, Letters.Topology, 3);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        Assert.Equal(2u, (await stranger.Channel.QueueDeclarePassiveAsync(Former, Ct)).MessageCount);
        Assert.Equal([null, "it holds 2 messages; what it holds is handled by a version that has its function, or is deleted by hand"], done.Select(s => s.Failed));
    }

    [Fact]
    public async Task A_removed_functions_empty_queue_goes_with_its_binding()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await StartAsync(host, _earlier);
        await CountedAsync(topology);

        var done = await topology.ApplyAsync(Letters.Topology, _removing, Ct);

        Assert.All(done, step => Assert.Null(step.Failed));
        Assert.Equal(2, done.Count);
        Assert.True((await topology.CheckAsync(Letters.Topology, Ct)).IsSame);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        await Assert.ThrowsAsync<OperationInterruptedException>(() => stranger.Channel.QueueDeclarePassiveAsync(Former, Ct));
    }

    [Fact]
    public async Task What_somebody_reads_or_holds_is_not_removed()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await using var older = await host.OpenAsync(_earlier, Ct);
        await older.PublishAsync(Letters.New("in hand"), Ct);
        await using var reader = await older.ConsumeAsync(Former, 1, Ct);
        await Letters.NextAsync(reader);

        var read = Assert.Single(await topology.ApplyAsync(Letters.Topology, _removing, Ct));

        Assert.Contains("1 consumer reads it", read.Failed, StringComparison.Ordinal);
        Assert.Contains((await topology.CheckAsync(Letters.Topology, Ct)).Differences, d => d.Kind == DifferenceKind.OrphanQueue && d.Weight == Weight.Information);
    }

    [Fact]
    public async Task While_retries_wait_no_queue_is_removed_for_which_they_may_be()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await using (var older = await host.OpenAsync(_earlier, Ct))
        {
            await older.SendAsync(Former, Letters.New("later"), Ct);
            await using var reader = await older.ConsumeAsync(Former, 1, Ct);
            await (await Letters.NextAsync(reader)).RetryAsync(TimeSpan.FromMinutes(10), Letters.Cause("not-now"), Ct);
        }

        await CountedAsync(topology);

        var done = await topology.ApplyAsync(Letters.Topology, _removing, Ct);

        Assert.Contains("retries wait", done[^1].Failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_with_other_settings_is_replaced_when_it_is_empty_and_everybody_is_gone()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await StartAsync(host, Letters.Topology, o => o.DeliveryLimit = 7);
        await CountedAsync(topology);

        var refused = await topology.ApplyAsync(Letters.Topology, _careful, Ct);
        var done = await topology.ApplyAsync(Letters.Topology, _replacing, Ct);

        Assert.Contains("--replace-empty", Assert.Single(refused).Failed, StringComparison.Ordinal);
        Assert.Null(Assert.Single(done).Failed);
        Assert.True((await topology.CheckAsync(Letters.Topology, Ct)).IsSame);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct);
        await transport.PublishAsync(Letters.New("bound again"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 1, Ct);
        Assert.Equal("bound again", Letters.Text(await Letters.NextAsync(consumer)));
    }

    [Fact]
    public async Task A_queue_with_other_settings_that_holds_mail_is_left_as_it_is()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await PublishAsync(host, Letters.Topology, 1, o => o.DeliveryLimit = 7);

        var refused = Assert.Single(await topology.ApplyAsync(Letters.Topology, _replacing, Ct));

        Assert.Equal("it holds 1 message", refused.Failed);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);
        Assert.Equal(1u, (await stranger.Channel.QueueDeclarePassiveAsync(Letters.Queue, Ct)).MessageCount);
    }

    [Fact]
    public async Task Nothing_is_replaced_while_others_are_connected()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await using var running = await host.OpenAsync(Letters.Topology, Ct, o => o.DeliveryLimit = 7);
        await CountedAsync(topology);

        var refused = Assert.Single(await topology.ApplyAsync(Letters.Topology, _replacing, Ct));

        Assert.Contains("other connections are open", refused.Failed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_with_other_settings_is_replaced_with_all_its_bindings_those_of_others_too()
    {
        const string Audit = "somebodys-audit";
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await StartAsync(host, Letters.Topology);
        await using (var stranger = await RawClient.OpenAsync(host.Address, Ct))
        {
            await stranger.Channel.ExchangeDeleteAsync(RabbitLayout.Main, cancellationToken: Ct);
            await stranger.Channel.ExchangeDeclareAsync(RabbitLayout.Main, "direct", durable: true, autoDelete: false, cancellationToken: Ct);
            await stranger.Channel.QueueDeclareAsync(Audit, durable: true, exclusive: false, autoDelete: false, cancellationToken: Ct);
            await stranger.Channel.QueueBindAsync(Audit, RabbitLayout.Main, Letters.Type, cancellationToken: Ct);
            await stranger.Channel.QueueBindAsync(Letters.Queue, RabbitLayout.Main, Letters.Type, cancellationToken: Ct);
        }

        var done = await RepeatedAsync(() => topology.ApplyAsync(Letters.Topology, _replacing, Ct), steps => steps.Any(s => s.Failed?.Contains("connections", StringComparison.Ordinal) == true));

        Assert.Null(Assert.Single(done).Failed);
        Assert.True((await topology.CheckAsync(Letters.Topology, Ct)).IsSame);
        await PublishAsync(host, Letters.Topology, 1);
        await using var later = await RawClient.OpenAsync(host.Address, Ct);
        Assert.Equal(1u, (await later.Channel.QueueDeclarePassiveAsync(Audit, Ct)).MessageCount);
        Assert.Equal(1u, (await later.Channel.QueueDeclarePassiveAsync(Letters.Queue, Ct)).MessageCount);
    }

    [Fact]
    public async Task A_user_who_may_not_see_all_is_told_what_was_not_seen()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var management = new ManagementClient(host);
        var user = $"narrow-{Guid.NewGuid():N}";
        var password = await management.AddUserAsync(user, "management");
        try
        {
            await StartAsync(host, Letters.Topology);
            var address = new UriBuilder(host.Address) { UserName = user, Password = password }.Uri;
            using var topology = new BrokerTopology(new RabbitMqOptions { Address = address.ToString(), ManagementAddress = host.Broker.ManagementAddress }, TimeProvider.System);

            var report = await topology.CheckAsync(Letters.Topology, Ct);

            Assert.True(report.IsSame);
            Assert.False(report.IsComplete);
            Assert.Contains(report.NotKnown, n => n.What.StartsWith("nodes", StringComparison.Ordinal) && n.Why.Contains("'monitoring'", StringComparison.Ordinal));
            Assert.DoesNotContain(password, string.Join('\n', report.NotKnown), StringComparison.Ordinal);
        }
        finally
        {
            await management.DeleteUserAsync(user);
        }
    }

    [Fact]
    public async Task A_management_api_that_is_not_there_is_said_and_hides_nothing_that_amqp_tells()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await StartAsync(host, Letters.Topology, o => o.DeliveryLimit = 7);
        using var topology = new BrokerTopology(new RabbitMqOptions { Address = host.Address, ManagementAddress = new Uri("http://127.0.0.1:1") }, TimeProvider.System);

        var report = await topology.CheckAsync(Letters.Topology, Ct);

        Assert.Equal(Letters.Queue, Assert.Single(report.Differences).Name);
        Assert.All(report.NotKnown.Where(n => !n.ByNature), n => Assert.Contains("nothing listens there", n.Why, StringComparison.Ordinal));
        Assert.False(report.IsComplete);
    }

    private static BrokerTopology TopologyOf(TestHost host, bool withManagement = true) => new(
        new RabbitMqOptions { Address = host.Address, ManagementAddress = withManagement ? host.Broker.ManagementAddress : null, NewQueuesSettle = TimeSpan.Zero }, TimeProvider.System);

    private static Task StartAsync(TestHost host, Topology topology, Action<RabbitMqOptions>? configure = null) => PublishAsync(host, topology, 0, configure);

    private static async Task PublishAsync(TestHost host, Topology topology, int letters, Action<RabbitMqOptions>? configure = null)
    {
        await using var transport = await host.OpenAsync(topology, Ct, configure);
        for (var i = 0; i < letters; i++)
            await transport.PublishAsync(Letters.New($"{i}"), Ct);
    }

    /// <summary>Waits until the broker has counted what its new queues hold, and noticed who left.</summary>
    private static Task<TopologyPlan> CountedAsync(BrokerTopology topology) => RepeatedAsync(
        () => topology.PlanAsync(Letters.Topology, new PlanOptions(true, true), Ct),
        plan => plan.Steps.Any(s => s.Refused is { } refused && (refused.Contains("has not counted", StringComparison.Ordinal) || refused.Contains("in somebody's hands", StringComparison.Ordinal))));

    private static async Task<T> RepeatedAsync<T>(Func<Task<T>> look, Func<T, bool> isEarly)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Letters.Deadline);
        T seen;
        while (isEarly(seen = await look()))
            await Task.Delay(200, deadline.Token);
        return seen;
    }
}

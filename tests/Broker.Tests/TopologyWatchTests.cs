using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.RabbitMq.Layout;

namespace ClearView.Broker.Tests;

/// <summary>The topology under a process that runs.</summary>
public sealed class TopologyWatchTests(RabbitFixture rabbit)
{
    private const string Rung = "clearview.retry.1500ms";
    private static readonly TimeSpan _often = TimeSpan.FromMilliseconds(100);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Topology.Parking)]
    [InlineData(Rung)]
    public async Task A_queue_that_nobody_reads_is_made_again_when_somebody_deletes_it(string queue)
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var watching = await Watching.OnAsync(host, withManagement: false);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);

        await stranger.Channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: Ct);

        Assert.Contains(queue, await watching.NextAsync("was deleted"), StringComparison.Ordinal);
        await watching.NextAsync("was made again");
        var stray = Letters.New("stray");
        await watching.Transport.PublishAsync(stray with { Envelope = stray.Envelope with { Type = "unheard-of.v1" } }, Ct);
        await stranger.Channel.QueueDeclarePassiveAsync(queue, Ct);
    }

    [Fact]
    public async Task With_the_management_api_a_binding_is_made_again_too()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var watching = await Watching.OnAsync(host, withManagement: true);
        await using var stranger = await RawClient.OpenAsync(host.Address, Ct);

        await stranger.Channel.QueueUnbindAsync(Letters.Queue, RabbitLayout.Main, Letters.Type, cancellationToken: Ct);

        await watching.NextAsync("was made again");
        await watching.Transport.PublishAsync(Letters.New("bound"), Ct);
        Assert.Equal(1u, (await stranger.Channel.QueueDeclarePassiveAsync(Letters.Queue, Ct)).MessageCount);
    }

    [Fact]
    public async Task A_policy_that_breaks_a_promise_tomorrow_is_an_event_once()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var watching = await Watching.OnAsync(host, withManagement: true);
        using var management = new ManagementClient(host);

        await management.SetPolicyAsync("meddling", "^clearview\\.letters$", new { overflow = "drop-head" });
        var said = await watching.NextAsync("is broken at RabbitMQ");
        await management.SetPolicyAsync("late", "^clearview\\.parking$", new Dictionary<string, object> { ["max-length"] = 10 });
        var then = await watching.NextAsync("is broken at RabbitMQ");

        Assert.Contains("Promise 3", said, StringComparison.Ordinal);
        Assert.Contains("Promise 1", then, StringComparison.Ordinal); // and not the first one over again
    }

    [Fact]
    public async Task A_start_that_would_break_a_promise_is_refused_and_changes_nothing()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var management = new ManagementClient(host);
        await management.SetPolicyAsync("meddling", "^clearview", new Dictionary<string, object> { ["max-length"] = 10, ["overflow"] = "drop-head" });
        await using var transport = host.NewTransport(o => o.ManagementAddress = host.Broker.ManagementAddress);

        var refused = await Assert.ThrowsAsync<TopologyConflictException>(() => transport.StartAsync(Letters.Topology, Ct));

        Assert.Contains("'meddling'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("promise 1, accepted means kept", refused.Message, StringComparison.Ordinal);
        Assert.Contains("clearview broker plan", refused.Message, StringComparison.Ordinal);
        await using var blind = host.NewTransport(); // without the management API nobody can know
        await blind.StartAsync(Letters.Topology, Ct);
    }

    [Fact]
    public async Task What_nobody_has_to_do_anything_about_is_told_and_keeps_nobody_from_starting()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = new BrokerTopology(new RabbitMqOptions { Address = host.Address, ManagementAddress = host.Broker.ManagementAddress }, TimeProvider.System);
        while (!(await topology.CheckAsync(Letters.Topology, Ct)).IsComplete) // a node that has just started has not told its limits yet
            await Task.Delay(_often, Ct);

        await using var watching = await Watching.OnAsync(host, withManagement: true);

        Assert.Contains("default for tutorials", await watching.NextAsync("lets its disk fill up"), StringComparison.Ordinal);
    }

    private sealed class Watching(RabbitMqTransport transport, LogLines log) : IAsyncDisposable
    {
        public RabbitMqTransport Transport => transport;

        public static async Task<Watching> OnAsync(TestHost host, bool withManagement)
        {
            var log = new LogLines();
            var transport = await host.OpenAsync(Letters.Topology, Ct, options =>
            {
                options.TopologyWatch = _often;
                options.ManagementAddress = withManagement ? host.Broker.ManagementAddress : null;
            }, log);
            return new Watching(transport, log);
        }

        public Task<string> NextAsync(string text) => log.NextAsync(text);

        public ValueTask DisposeAsync() => transport.DisposeAsync();
    }
}

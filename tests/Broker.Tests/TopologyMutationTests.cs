using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using RabbitMQ.Client;

namespace ClearView.Broker.Tests;

/// <summary>Each property of the topology is broken by itself, at a real broker, and each break has to be named.</summary>
public sealed class TopologyMutationTests(RabbitFixture rabbit)
{
    private const string Alone = "clearview.alone";
    private const string Rung = "clearview.retry.1500ms";
    private static readonly Topology _topology = new([new(Letters.Queue, [Letters.Type]), new(Alone, [Letters.Type, "telegram.v1"], Exclusive: true)]);

    private static readonly Dictionary<string, Mutation> _mutations = new(StringComparer.Ordinal)
    {
        ["the function's queue is deleted"] = new(c => c.DeleteAsync(Letters.Queue), DifferenceKind.MissingQueue, Letters.Queue, null),
        ["the parking queue is deleted"] = new(c => c.DeleteAsync(Topology.Parking), DifferenceKind.MissingQueue, Topology.Parking, null),
        ["the dead-letter queue is deleted"] = new(c => c.DeleteAsync(Topology.Dead), DifferenceKind.MissingQueue, Topology.Dead, null),
        ["a delay queue is deleted"] = new(c => c.DeleteAsync(Rung), DifferenceKind.MissingQueue, Rung, null),
        ["an exchange is deleted"] = new(c => c.Channel.ExchangeDeleteAsync(Rung), DifferenceKind.MissingExchange, Rung, null),
        ["a binding is gone"] = new(c => c.Channel.QueueUnbindAsync(Letters.Queue, RabbitLayout.Main, Letters.Type), DifferenceKind.MissingBinding, Letters.Queue, null),
        ["the parking queue is unbound"] = new(c => c.Channel.QueueUnbindAsync(Topology.Parking, RabbitLayout.Unrouted, ""), DifferenceKind.MissingBinding, Topology.Parking, null),
        ["a type is bound that the function no longer takes"] = new(c => c.Channel.QueueBindAsync(Letters.Queue, RabbitLayout.Main, "telex.v1"), DifferenceKind.ExtraBinding, Letters.Queue, null),
        ["retries of a delay queue go to a function too"] = new(c => c.Channel.QueueBindAsync(Letters.Queue, Rung, ""), DifferenceKind.ExtraBinding, Letters.Queue, null),

        ["a classic queue"] = new(c => c.MakeAgainAsync(Letters.Queue, a => Classic(a)), DifferenceKind.OtherType, Letters.Queue, 1)
        {
            ShownByAmqp = true,
            FirstOther = (DifferenceKind.OtherArgument, 3), // the broker's text names one argument of several
        },
        ["another delivery limit"] = new(c => c.MakeAgainAsync(Letters.Queue, a => a["x-delivery-limit"] = 5), DifferenceKind.OtherArgument, Letters.Queue, 4) { ShownByAmqp = true },
        ["no delivery limit"] = new(c => c.MakeAgainAsync(Letters.Queue, a => a.Remove("x-delivery-limit")), DifferenceKind.OtherArgument, Letters.Queue, 4) { ShownByAmqp = true },
        ["the dead-letter strategy is at most once"] = new(c => c.MakeAgainAsync(Letters.Queue, a => a.Remove("x-dead-letter-strategy")), DifferenceKind.DeadLetterStrategy, Letters.Queue, 3) { ShownByAmqp = true },
        ["a full queue drops its oldest"] = new(c => c.MakeAgainAsync(Letters.Queue, a => a.Remove("x-overflow")), DifferenceKind.DeadLetterStrategy, Letters.Queue, 3) { ShownByAmqp = true },
        ["dead letters go elsewhere"] = new(c => c.MakeAgainAsync(Letters.Queue, a => a["x-dead-letter-routing-key"] = "elsewhere"), DifferenceKind.OtherArgument, Letters.Queue, 3) { ShownByAmqp = true },
        ["dead letters take another exchange"] = new(c => c.MakeAgainAsync(Letters.Queue, a => a["x-dead-letter-exchange"] = "amq.direct"), DifferenceKind.OtherArgument, Letters.Queue, 3) { ShownByAmqp = true },
        ["a length limit"] = new(c => c.MakeAgainAsync(Topology.Parking, a => a["x-max-length"] = 10), DifferenceKind.OtherArgument, Topology.Parking, 1) { ShownByAmqp = true },
        ["a queue that expires"] = new(c => c.MakeAgainAsync(Topology.Dead, a => a["x-expires"] = 3_600_000), DifferenceKind.OtherArgument, Topology.Dead, 1) { ShownByAmqp = true },
        ["a delay queue waits for another time"] = new(c => c.MakeAgainAsync(Rung, a => a["x-message-ttl"] = 1), DifferenceKind.OtherArgument, Rung, 3) { ShownByAmqp = true },
        ["an exclusive function's queue serves several"] = new(c => c.MakeAgainAsync(Alone, a => a.Remove("x-single-active-consumer")), DifferenceKind.OtherArgument, Alone, 2) { ShownByAmqp = true },
        ["no alternate exchange"] = new(c => c.MakeExchangeAgainAsync("direct", null), DifferenceKind.OtherArgument, RabbitLayout.Main, 1) { ShownByAmqp = true },
        ["an exchange of another type"] = new(c => c.MakeExchangeAgainAsync("topic", RabbitLayout.Unrouted), DifferenceKind.OtherType, RabbitLayout.Main, 1) { ShownByAmqp = true },

        ["a policy with a length limit"] = Policy(new { max_length = 10 }, Topology.Parking, DifferenceKind.Policy, 1),
        ["a policy that drops the oldest"] = Policy(new { max_length = 10, overflow = "drop-head" }, Letters.Queue, DifferenceKind.Policy, 1),
        ["a policy that makes dead letters at most once"] = Policy(new { overflow = "drop-head" }, Letters.Queue, DifferenceKind.DeadLetterStrategy, 3),
        ["a policy by which mail expires unhandled"] = Policy(new { message_ttl = 60_000 }, Letters.Queue, DifferenceKind.Policy, 1),
        ["a policy by which dead letters expire"] = Policy(new { message_ttl = 60_000 }, Topology.Dead, DifferenceKind.Policy, 5),
        ["a policy by which retries come early"] = Policy(new { message_ttl = 1_000 }, Rung, DifferenceKind.Policy, 3),
        ["a policy by which queues expire"] = Policy(new { expires = 3_600_000 }, Letters.Queue, DifferenceKind.Policy, 1),
        ["a policy with a delivery limit below ours"] = Policy(new { delivery_limit = 3 }, Letters.Queue, DifferenceKind.Policy, 4),
        ["a policy by which dead letters are dropped"] = Policy(new { delivery_limit = 50 }, Topology.Dead, DifferenceKind.Policy, 5),
        ["a policy that sends all retries to one queue"] = Policy(new { dead_letter_routing_key = Letters.Queue }, Rung, DifferenceKind.Policy, 3),
        ["a policy that sends dead letters back"] = Policy(new { dead_letter_exchange = "", dead_letter_routing_key = Letters.Queue }, Topology.Dead, DifferenceKind.DeadLetterCycle, 3) with { Named = Letters.Queue },
        ["an operator policy with a length limit"] = Policy(new { max_length = 10 }, Topology.Dead, DifferenceKind.Policy, 1, byOperator: true),

        ["no right to write dead letters"] = new(c => c.Management.SetRightsAsync(".*", "^clearview", ".*"), DifferenceKind.Rights, null, 3),
        ["no right to read a queue"] = new(c => c.Management.SetRightsAsync(".*", ".*", "^clearview$"), DifferenceKind.Rights, null, 11),
    };

    public static TheoryData<string> Mutations => [.. _mutations.Keys];

    public static TheoryData<string> ShownByAmqp => [.. _mutations.Where(m => m.Value.ShownByAmqp).Select(m => m.Key)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Mutations))]
    public async Task Each_break_of_the_topology_is_named(string mutation)
    {
        var (change, kind, named, promise) = _mutations[mutation];
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host);
        await MakeAsync(host);
        var before = await topology.CheckAsync(_topology, Ct);
        await using var culprit = await Culprit.AtAsync(host, Ct);

        await change(culprit);

        var after = await topology.CheckAsync(_topology, Ct);
        Assert.True(before.IsSame, string.Join('\n', before.Differences));
        Assert.False(after.IsSame);
        var difference = Assert.Single(after.Differences, d => d.Kind == kind && (named is null || d.Name == named || d.Text.Contains($"'{named}'", StringComparison.Ordinal)) && d.Promise?.Number == promise);
        Assert.Equal(promise is null ? Weight.Repairable : Weight.BreaksPromise, difference.Weight);
        Assert.True(promise is null || difference.Remedy is { Length: > 0 });
        // A transport with eyes does not start on what breaks a promise, and makes what is missing.
        Assert.Equal(promise is not null, await RefusesToStartAsync(host));
    }

    [Theory]
    [MemberData(nameof(ShownByAmqp))]
    public async Task Without_the_management_api_other_settings_are_named_all_the_same(string mutation)
    {
        var (change, named) = (_mutations[mutation].Change, _mutations[mutation].Named);
        var (kind, promise) = _mutations[mutation].FirstOther ?? (_mutations[mutation].Kind, _mutations[mutation].Promise);
        await using var host = await rabbit.NewHostAsync(Ct);
        using var topology = TopologyOf(host, withManagement: false);
        await MakeAsync(host);
        var before = await topology.CheckAsync(_topology, Ct);
        await using var culprit = await Culprit.AtAsync(host, Ct);

        await change(culprit);

        var after = await topology.CheckAsync(_topology, Ct);
        Assert.Empty(before.Differences);
        Assert.False(before.IsComplete);
        var difference = Assert.Single(after.Differences);
        Assert.Equal((kind, named, Weight.BreaksPromise, promise), (difference.Kind, difference.Name, difference.Weight, difference.Promise?.Number));
        Assert.Contains("inequivalent", difference.Text, StringComparison.Ordinal);
    }

    private static BrokerTopology TopologyOf(TestHost host, bool withManagement = true) => new(
        new RabbitMqOptions { Address = host.Address, ManagementAddress = withManagement ? host.Broker.ManagementAddress : null, NewQueuesSettle = TimeSpan.Zero }, TimeProvider.System);

    private static async Task MakeAsync(TestHost host)
    {
        await using var transport = await host.OpenAsync(_topology, Ct);
    }

    private static async Task<bool> RefusesToStartAsync(TestHost host)
    {
        await using var transport = host.NewTransport(o => o.ManagementAddress = host.Broker.ManagementAddress);
        try
        {
            await transport.StartAsync(_topology, Ct);
            return false;
        }
        catch (TopologyConflictException)
        {
            return true;
        }
    }

    private static void Classic(Dictionary<string, object?> arguments)
    {
        arguments.Clear();
        arguments["x-queue-type"] = "classic";
    }

    private static Mutation Policy(object definition, string queue, DifferenceKind kind, int promise, bool byOperator = false) => new(
        c => c.Management.SetPolicyAsync(
            "meddling", "^" + queue.Replace(".", "\\.", StringComparison.Ordinal) + "$",
            definition.GetType().GetProperties().ToDictionary(p => p.Name.Replace('_', '-'), p => p.GetValue(definition)), byOperator: byOperator),
        kind, queue, promise);

    /// <param name="Named">What it names; null for the broker's user.</param>
    /// <param name="Promise">Null for what is repaired and breaks none.</param>
    private sealed record Mutation(Func<Culprit, Task> Change, DifferenceKind Kind, string? Named, int? Promise)
    {
        /// <summary>AMQP alone sees it.</summary>
        public bool ShownByAmqp { get; init; }

        /// <summary>What AMQP alone shows, where it is not the same.</summary>
        public (DifferenceKind, int?)? FirstOther { get; init; }
    }

    /// <summary>Somebody at the same broker who changes things.</summary>
    private sealed class Culprit(RawClient client, ManagementClient management) : IAsyncDisposable
    {
        public IChannel Channel => client.Channel;

        public ManagementClient Management => management;

        public static async Task<Culprit> AtAsync(TestHost host, CancellationToken ct) => new(await RawClient.OpenAsync(host.Address, ct), new ManagementClient(host));

        public async Task DeleteAsync(string queue) => await Channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: Ct);

        /// <summary>With the bindings of the one before.</summary>
        public async Task MakeAgainAsync(string queue, Action<Dictionary<string, object?>> change)
        {
            var layout = new RabbitLayout(_topology, new RetryLadder(new RabbitMqOptions().RetryRungs), new RabbitMqOptions().DeliveryLimit);
            var arguments = new Dictionary<string, object?>(layout.Queues.Single(q => q.Name == queue).Arguments, StringComparer.Ordinal);
            change(arguments);
            await DeleteAsync(queue);
            await Channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: Ct);
            foreach (var binding in layout.Bindings.Where(b => b.Queue == queue))
                await Channel.QueueBindAsync(queue, binding.Exchange, binding.RoutingKey, cancellationToken: Ct);
        }

        /// <summary>With the bindings of the one before.</summary>
        public async Task MakeExchangeAgainAsync(string type, string? alternate)
        {
            await Channel.ExchangeDeleteAsync(RabbitLayout.Main, cancellationToken: Ct);
            await Channel.ExchangeDeclareAsync(
                RabbitLayout.Main, type, durable: true, autoDelete: false, alternate is null ? null : new Dictionary<string, object?> { ["alternate-exchange"] = alternate }, cancellationToken: Ct);
            foreach (var (queue, key) in _topology.Queues.SelectMany(q => q.Types.Select(t => (q.Queue, t))))
                await Channel.QueueBindAsync(queue, RabbitLayout.Main, key, cancellationToken: Ct);
        }

        public async ValueTask DisposeAsync()
        {
            management.Dispose();
            await client.DisposeAsync();
        }
    }
}

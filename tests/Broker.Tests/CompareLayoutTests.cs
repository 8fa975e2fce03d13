using System.Text;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq.Inspecting;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;

namespace ClearView.Broker.Tests;

/// <summary>What no broker of one node and one version shows: the same comparison on facts made up for it.</summary>
public sealed class CompareLayoutTests
{
    private static readonly RabbitLayout _layout = new(
        new Topology([new(Letters.Queue, [Letters.Type]), new("clearview.alone", ["telegram.v1"], Exclusive: true)]), new RetryLadder([TimeSpan.FromSeconds(1)]), deliveryLimit: 100);

    private static readonly Intentions _intended = Intentions.Of(new RetryOptions());

    private static readonly string[] _shortages =
    [
        "'clearview.letters' has 1 of its 3", "'clearview.parking' stands on 1 of 3", "'n2' lets its disk", "'n2' may use 500 MB", "'n3' does not run", "'n3' raises an alarm for its disk",
        "'n3' does not see 1",
    ];

    [Fact]
    public void A_broker_as_intended_differs_in_nothing() => Assert.Empty(CompareLayout.Run(_layout, AsIntended(), _intended));

    [Theory]
    [InlineData("x-queue-mode")]
    [InlineData("x-queue-version")]
    [InlineData("x-queue-master-locator")]
    [InlineData("x-max-priority")]
    public void No_argument_is_declared_that_some_version_refuses(string refused)
    {
        Assert.Contains(refused, BrokerCapabilities.RefusedQueueArguments.Keys);
        Assert.All(_layout.Queues, queue => Assert.DoesNotContain(refused, queue.Arguments.Keys));
    }

    /// <summary>Every argument that is declared, so that a new one is looked up before it is used.</summary>
    [Fact]
    public void Every_declared_argument_is_one_that_quorum_queues_of_all_versions_take()
    {
        string[] taken =
        [
            "x-dead-letter-exchange", "x-dead-letter-routing-key", "x-dead-letter-strategy", "x-delivery-limit", "x-message-ttl", "x-overflow", "x-queue-type", "x-single-active-consumer",
        ];

        Assert.Equal(taken, _layout.Queues.SelectMany(q => q.Arguments.Keys).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(taken.Intersect(BrokerCapabilities.RefusedQueueArguments.Keys));
        Assert.Equal(["alternate-exchange"], _layout.Exchanges.SelectMany(e => e.Arguments.Keys).Distinct());
        // From 4.0 on a queue without a limit has one of 20; the delay queues alone have none, for nobody reads them.
        Assert.All(_layout.Queues.Where(q => !q.Name.StartsWith(RabbitLayout.Retry, StringComparison.Ordinal)), q => Assert.Contains("x-delivery-limit", q.Arguments.Keys));
    }

    [Theory]
    [InlineData("3.10.8", null, false, false)]
    [InlineData("3.13.7", null, false, true)]
    [InlineData("4.0.1", 20, false, true)]
    [InlineData("4.2.0", 20, false, true)]
    [InlineData("4.3.0-rc.1", 20, true, true)]
    [InlineData("unknown", null, false, false)]
    public void What_a_broker_can_do_follows_from_its_version(string version, int? limit, bool isNew, bool hasTimeout)
    {
        var broker = Announcing(version);

        Assert.Equal((limit, isNew, isNew, isNew, hasTimeout),
            (broker.DefaultDeliveryLimit, broker.NackDoesNotCount, broker.DelaysRetriesItself, broker.RefusesTransientSharedQueues, broker.HasConsumerTimeoutPerQueue));
        Assert.Empty(broker.Missing);
    }

    [Fact]
    public void One_that_is_too_old_or_announces_less_is_refused()
    {
        var old = CompareVersion.Run(Announcing("3.9.29"), null);
        var odd = CompareVersion.Run(BrokerCapabilities.Of(null), null);

        Assert.Equal(3, Assert.Single(old).Promise?.Number);
        Assert.Equal(3, odd.Count(d => d.Weight == Weight.BreaksPromise));
    }

    [Theory]
    [InlineData("stream_queue", 3)]
    [InlineData("quorum_queue", 1)]
    public void A_feature_that_is_off_breaks_what_is_built_on_it(string feature, int promise)
    {
        var differences = CompareLayout.Run(_layout, AsIntended() with { DisabledFeatures = [feature, "something_else"] }, _intended);

        Assert.Equal(promise, Assert.Single(differences).Promise?.Number);
    }

    [Theory]
    [InlineData(1_800_000, null)]
    [InlineData(60_000, 4)]
    public void A_consumer_timeout_below_the_time_of_a_handling_makes_slow_mail_pass_for_poison(long milliseconds, int? promise)
    {
        var byPolicy = CompareLayout.Run(_layout, AsIntended(Policy("consumer-timeout", milliseconds)), _intended);
        var byArgument = CompareLayout.Run(_layout, With(AsIntended(), Letters.Queue, q => q with
        {
            Facts = q.Facts! with { Arguments = new Dictionary<string, object?>(q.Facts.Arguments) { ["x-consumer-timeout"] = milliseconds } },
        }), _intended);

        Assert.Equal(promise, byPolicy.SingleOrDefault()?.Promise?.Number);
        Assert.Equal(promise, Assert.Single(byArgument).Promise?.Number);
        Assert.Equal(promise is null ? Weight.Information : Weight.BreaksPromise, byArgument[0].Weight);
    }

    [Fact]
    public void Of_several_policies_only_the_one_with_the_highest_priority_acts()
    {
        var harmful = Policy("expires", 1_000L) with { Name = "low", Priority = 1 };
        var harmless = Policy("queue-leader-locator", "balanced") with { Name = "high", Priority = 2 };

        Assert.DoesNotContain(CompareLayout.Run(_layout, AsIntended(harmful, harmless), _intended), d => d.Weight == Weight.BreaksPromise);
        Assert.Contains(CompareLayout.Run(_layout, AsIntended(harmful with { Priority = 3 }, harmless), _intended), d => d.Weight == Weight.BreaksPromise);
        Assert.Contains(CompareLayout.Run(_layout, AsIntended(harmful with { Priority = 2 }, harmless), _intended), d => d.Weight == Weight.BreaksPromise); // nobody knows which
        Assert.Contains(CompareLayout.Run(_layout, AsIntended(harmful with { ByOperator = true }, harmless), _intended), d => d.Weight == Weight.BreaksPromise); // beside it
    }

    [Theory]
    [InlineData("all", true)]
    [InlineData("queues", true)]
    [InlineData("quorum_queues", true)]
    [InlineData("classic_queues", false)]
    [InlineData("streams", false)]
    [InlineData("exchanges", false)]
    public void A_policy_acts_on_what_it_is_for(string appliesTo, bool acts) =>
        Assert.Equal(acts, CompareLayout.Run(_layout, AsIntended(Policy("expires", 1_000L) with { AppliesTo = appliesTo }), _intended).Any(d => d.Weight == Weight.BreaksPromise));

    [Fact]
    public void A_policy_that_no_quorum_queue_takes_is_told_and_harms_nobody()
    {
        var mirrored = Policy("expires", 1_000L);
        mirrored = mirrored with { Definition = new Dictionary<string, object?>(mirrored.Definition) { ["ha-mode"] = "all" } };

        var told = Assert.Single(CompareLayout.Run(_layout, AsIntended(mirrored), _intended));

        Assert.Equal(Weight.Information, told.Weight);
        Assert.Contains("ha-mode", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_limit_by_which_publishes_wait_is_told_and_breaks_nothing() =>
        Assert.Equal(Weight.Information, Assert.Single(CompareLayout.Run(_layout, AsIntended(Policy("max-length", 10L)), _intended)).Weight);

    [Fact]
    public void Dead_letters_that_come_back_through_somebody_elses_queue_are_a_cycle()
    {
        var standing = AsIntended();
        var theirs = new StandingQueue("theirs", Facts("classic", new() { ["x-dead-letter-exchange"] = "back" }), null);
        var queues = new Dictionary<string, StandingQueue>(standing.Queues, StringComparer.Ordinal) { ["theirs"] = theirs };
        queues[Topology.Dead] = queues[Topology.Dead] with { Facts = Facts("quorum", new(queues[Topology.Dead].Facts!.Arguments) { ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = "theirs" }) };

        var differences = CompareLayout.Run(_layout, standing with
        {
            Queues = queues,
            Bindings = [.. standing.Bindings!, new("back", Letters.Queue, "", true, new Dictionary<string, object?>())],
        }, _intended);

        var cycle = Assert.Single(differences, d => d.Kind == DifferenceKind.DeadLetterCycle);
        Assert.Contains($"'{Topology.Dead}' → 'theirs' → '{Letters.Queue}' → '{Topology.Dead}'", cycle.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Nodes_that_are_short_of_something_and_queues_on_too_few_of_them_are_told()
    {
        var node = new StandingNode("n1", true, 8_000_000_000, 10_000_000_000, false, false, 0);
        var standing = With(AsIntended(), Letters.Queue, q => q with { Facts = q.Facts! with { Members = 3, Online = 1 } }) with
        {
            Nodes = [node, node with { Name = "n2", DiskLimit = 50_000_000, MemoryLimit = 500_000_000 }, node with { Name = "n3", Running = false, DiskAlarm = true, Partitions = 1 }],
        };

        var told = CompareLayout.Run(_layout, standing, _intended);

        Assert.All(told, d => Assert.Equal(Weight.Information, d.Weight));
        foreach (var text in _shortages)
            Assert.Single(told, d => d.Text.Contains(text, StringComparison.Ordinal));
        Assert.DoesNotContain(told, d => d.Text.Contains("'n1'", StringComparison.Ordinal));
    }

    [Fact]
    public void What_somebody_else_bound_is_told_and_left()
    {
        var standing = AsIntended();
        var told = CompareLayout.Run(_layout, standing with
        {
            Bindings =
            [
                .. standing.Bindings!, new(RabbitLayout.Main, "their-audit", Letters.Type, true, new Dictionary<string, object?>()),
                new("amq.topic", Letters.Queue, "#", true, new Dictionary<string, object?>()), new(RabbitLayout.Main, "amq.fanout", "x", false, new Dictionary<string, object?>()),
                new("amq.topic", "their-audit", "#", true, new Dictionary<string, object?>()), // none of ours
            ],
        }, _intended);

        Assert.Equal([DifferenceKind.ForeignBinding, DifferenceKind.ForeignBinding, DifferenceKind.ForeignBinding], told.Select(d => d.Kind));
        Assert.All(told, d => Assert.Equal(Weight.Information, d.Weight));
    }

    private static Standing AsIntended(params StandingPolicy[] policies) => new()
    {
        Broker = Announcing("4.3.0"),
        Queues = _layout.Queues.ToDictionary(q => q.Name, q => new StandingQueue(q.Name, Facts("quorum", new(q.Arguments, StringComparer.Ordinal)), null), StringComparer.Ordinal),
        Exchanges = _layout.Exchanges.ToDictionary(e => e.Name, e => new StandingExchange(e.Name, new ExchangeFacts(e.Type, true, false, false, e.Arguments), null), StringComparer.Ordinal),
        Bindings = [.. _layout.Bindings.Select(b => new StandingBinding(b.Exchange, b.Queue, b.RoutingKey, true, new Dictionary<string, object?>()))],
        Policies = policies,
        NotKnown = [],
    };

    private static QueueFacts Facts(string type, Dictionary<string, object?> arguments) => new(type, true, false, false, arguments, 1, 1, 0);

    private static StandingPolicy Policy(string key, object value) =>
        new("meddling", "^clearview\\.letters$", "queues", 0, new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value }, ByOperator: false);

    private static Standing With(Standing standing, string queue, Func<StandingQueue, StandingQueue> change) => standing with
    {
        Queues = standing.Queues.Values.Select(q => q.Name == queue ? change(q) : q).ToDictionary(q => q.Name, StringComparer.Ordinal),
    };

    private static BrokerCapabilities Announcing(string version) => BrokerCapabilities.Of(new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["version"] = Encoding.UTF8.GetBytes(version),
        ["capabilities"] = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["publisher_confirms"] = true,
            ["consumer_cancel_notify"] = true,
            ["connection.blocked"] = true,
            ["basic.nack"] = true,
        },
    });
}

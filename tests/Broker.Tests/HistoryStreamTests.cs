using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.RabbitMq.Layout;
using ClearView.Messaging.RabbitMq.Layout.Comparing;
using RabbitMQ.Client;

namespace ClearView.Broker.Tests;

/// <summary>The stream behind history; the contract says what history is.</summary>
public sealed class HistoryStreamTests(RabbitFixture rabbit)
{
    private static readonly Topology _topology = Letters.Topology.WithHistory();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_intended_made_and_found_as_it_should_be()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using (await host.OpenAsync(Letters.Topology, Ct))
        {
        }

        using var topology = TopologyOf(host);
        var missing = (await topology.CheckAsync(_topology, Ct)).Differences;
        var plan = await topology.PlanAsync(_topology, new(), Ct);
        var done = await topology.ApplyAsync(_topology, new(), Ct);

        Assert.Equal([(DifferenceKind.MissingQueue, Weight.Repairable)], missing.Where(d => d.Name == Topology.History).Select(d => (d.Kind, d.Weight)));
        Assert.Contains(plan.Steps, s => s.Text == $"make the queue '{Topology.History}'");
        Assert.All(done, step => Assert.Null(step.Failed));
        Assert.True((await topology.CheckAsync(_topology, Ct)).IsSame);
        await using var transport = await host.OpenAsync(_topology, Ct); // and a start finds nothing to do
        await transport.PublishAsync(Letters.New("kept"), Ct);
        Assert.Single(await ReadAsync(transport));
    }

    [Fact]
    public async Task Another_retention_is_told_and_left_as_it_is()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using (var before = await host.OpenAsync(_topology, Ct, o => o.HistoryAge = TimeSpan.FromDays(400)))
            await before.PublishAsync(Letters.New("kept"), Ct);

        await using var after = await host.OpenAsync(_topology, Ct);
        foreach (var management in new[] { host.Broker.ManagementAddress, null })
        {
            using var topology = TopologyOf(host, management);
            var told = Assert.Single((await topology.CheckAsync(_topology, Ct)).Differences, d => d.Name == Topology.History);
            Assert.Equal((DifferenceKind.OtherArgument, Weight.Information), (told.Kind, told.Weight));
            Assert.Contains("x-max-age", told.Text, StringComparison.Ordinal);
        }

        Assert.Single(await ReadAsync(after));
    }

    [Fact]
    public async Task A_queue_of_its_name_that_is_no_stream_breaks_promise_9_and_a_start()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using (var raw = await RawClient.OpenAsync(host.Address, Ct))
            await raw.Channel.QueueDeclareAsync(Topology.History, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: Ct);

        using var topology = TopologyOf(host);
        var broken = Assert.Single((await topology.CheckAsync(_topology, Ct)).Differences, d => d.Weight == Weight.BreaksPromise);
        var refused = await Assert.ThrowsAsync<TopologyConflictException>(() => host.OpenAsync(_topology, Ct));

        Assert.Equal((Topology.History, 9), (broken.Name, broken.Promise!.Number));
        Assert.Equal(Topology.History, refused.Name);
    }

    [Fact]
    public async Task A_policy_may_say_how_long_history_is_kept()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(_topology, Ct);
        using var operators = new ManagementClient(host);
        await operators.SetPolicyAsync("shorter", "^clearview\\.history$", new Dictionary<string, object> { ["max-age"] = "1D", ["max-length-bytes"] = 1_000_000 });

        using var topology = TopologyOf(host);
        var differences = (await topology.CheckAsync(_topology, Ct)).Differences;

        Assert.DoesNotContain(differences, d => d.Weight == Weight.BreaksPromise);
        Assert.Contains(differences, d => d.Text.Contains("max-age 1D", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_message_of_ours_is_passed_over()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letters.New("before"), Ct);
        await using (var raw = await RawClient.OpenAsync(host.Address, Ct))
            await raw.Channel.BasicPublishAsync("", Topology.History, mandatory: true, "rubbish"u8.ToArray(), Ct);
        await transport.PublishAsync(Letters.New("after"), Ct);

        Assert.Equal(["before", "after"], (await ReadAsync(transport)).Select(e => System.Text.Encoding.UTF8.GetString(e.Message.Body.Span)));
    }

    [Fact]
    public async Task Who_takes_long_with_history_is_sent_no_more_than_it_holds_and_loses_nothing()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(_topology, Ct);
        await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => transport.PublishAsync(Letters.New($"{i}"), Ct)));
        var offsets = new List<long>();

        await foreach (var entry in transport.ReadHistoryAsync(0, await transport.EndOfHistoryAsync(Ct), Ct))
        {
            offsets.Add(entry.Offset);
            if (offsets.Count % 500 == 0)
                await Task.Delay(100, Ct);
        }

        Assert.Equal(2_000, offsets.Distinct().Count());
        Assert.Equal(offsets.Order(), offsets);
    }

    [Fact]
    public async Task History_outlives_a_broker_that_is_killed()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(_topology, Ct, o => o.NewQueuesSettle = TimeSpan.FromSeconds(2));
        for (var i = 0; i < 20; i++)
            await transport.PublishAsync(Letters.New($"{i}"), Ct);

        await host.Broker.KillAsync();
        await host.Broker.StartAsync(Ct);
        var kept = await UntilItAnswersAsync(() => ReadAsync(transport));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), kept.Select(e => System.Text.Encoding.UTF8.GetString(e.Message.Body.Span)));
    }

    [Fact]
    public void It_takes_only_arguments_that_streams_of_all_versions_take()
    {
        var stream = Assert.Single(new RabbitLayout(_topology, new RetryLadder([TimeSpan.FromSeconds(1)]), 100).Queues, q => q.IsStream);

        Assert.Equal(
            new Dictionary<string, object?>
            {
                ["x-queue-type"] = "stream",
                ["x-max-age"] = "2592000s",
                ["x-max-length-bytes"] = 10L << 30,
                ["x-stream-max-segment-size-bytes"] = 50L << 20,
            },
            stream.Arguments);
    }

    private static BrokerTopology TopologyOf(TestHost host) => TopologyOf(host, host.Broker.ManagementAddress);

    private static BrokerTopology TopologyOf(TestHost host, Uri? management) =>
        new(new RabbitMqOptions { Address = host.Address, ManagementAddress = management, NewQueuesSettle = TimeSpan.Zero }, TimeProvider.System);

    private static async Task<List<HistoryEntry>> ReadAsync(RabbitMqTransport transport)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var entry in transport.ReadHistoryAsync(0, await transport.EndOfHistoryAsync(Ct), Ct))
            entries.Add(entry);
        return entries;
    }

    private static async Task<T> UntilItAnswersAsync<T>(Func<Task<T>> ask)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Letters.Deadline * 3);
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is BrokerUnavailableException or QueueMissingException)
            {
                await Task.Delay(200, deadline.Token);
            }
        }
    }
}

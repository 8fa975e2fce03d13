using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Receive;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Broker.Tests;

public sealed class BrokerDownTests(RabbitFixture rabbit)
{
    private const int Stop = 19;
    private const int Continue = 18;
    private static readonly TimeSpan _short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _settle = new RabbitMqOptions().NewQueuesSettle;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_killed_in_the_middle_loses_nothing_confirmed_and_all_resume_by_themselves()
    {
        const int Count = 6_000;
        const int Publishers = 64;
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => (o.PublishWindow, o.NewQueuesSettle) = (48, _settle));
        var received = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        var confirmed = new ConcurrentDictionary<string, byte>(StringComparer.Ordinal);
        var underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var refused = 0;
        var next = 0;

        async Task PublishAsync()
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) <= Count)
            {
                var letter = Letters.New($"{i}");
                while (true)
                {
                    try
                    {
                        await transport.PublishAsync(letter, Ct);
                        break;
                    }
                    catch (BrokerUnavailableException)
                    {
                        Interlocked.Increment(ref refused);
                    }
                }

                confirmed.TryAdd($"{i}", 0);
                if (confirmed.Count >= Count / 4)
                    underWay.TrySetResult();
            }
        }

        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var function = new FunctionDescriptor("letters", typeof(object), KeepsState: false, Parallelism: 16, []);
        var runner = new FunctionRunner(function, ct => transport.ConsumeAsync(function.Queue, 128, ct), (delivery, _) =>
        {
            received.TryAdd(Letters.Text(delivery), 0);
            if (received.Count == Count)
                all.TrySetResult();
            return Task.FromResult<Outcome>(new Outcome.Done());
        }, NullLogger.Instance, TimeProvider.System);
        var consuming = runner.RunAsync(stop.Token, stop.Token);
        var publishing = Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(PublishAsync, Ct)));

        await underWay.Task.WaitAsync(Letters.Deadline, Ct);
        await host.Broker.KillAsync();
        await host.Broker.StartAsync(Ct);
        await publishing.WaitAsync(Letters.Deadline * 3, Ct);
        await Task.WhenAny(all.Task, Task.Delay(Letters.Deadline * 3, Ct));
        await stop.CancelAsync();
        await consuming;

        Assert.True(refused > 0, "The kill met no publish.");
        Assert.Empty(confirmed.Keys.Except(received.Keys));
        Assert.Equal(Count, confirmed.Count);
    }

    [Fact]
    public async Task A_publish_while_the_broker_is_down_fails_within_the_deadline_and_works_when_it_is_back()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => (o.PublishDeadline, o.NewQueuesSettle, o.PublishWindow) = (_short, _settle, 8));
        await transport.PublishAsync(Letters.New("before"), Ct);
        await host.Broker.KillAsync();

        // More than the window holds: who waits for a place must not wait longer than who has one.
        var publishing = Enumerable.Range(0, 3_000).Select(i => transport.PublishAsync(Letters.New($"lost {i}"), Ct)).ToList();
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => Task.WhenAll(publishing).WaitAsync(Letters.Deadline, Ct));
        Assert.All(publishing, p => Assert.IsType<BrokerUnavailableException>(p.Exception?.InnerException));

        await host.Broker.StartAsync(Ct);
        await PublishUntilConfirmedAsync(transport, Letters.New("after"));
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        Assert.Equal("before", Letters.Text(await Letters.NextAsync(consumer)));
        Assert.Equal("after", Letters.Text(await Letters.NextAsync(consumer)));
    }

    [Fact]
    public async Task A_confirm_that_does_not_come_ends_the_connection_instead_of_waiting_on()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => (o.PublishDeadline, o.RpcDeadline) = (_short, _short));
        await transport.PublishAsync(Letters.New("before"), Ct);
        Assert.Equal(0, SendSignal(host.Broker.ProcessId!.Value, Stop));
        try
        {
            var silent = await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.PublishAsync(Letters.New("silence"), Ct).WaitAsync(Letters.Deadline, Ct));
            Assert.Contains("a confirm did not come within", silent.Message, StringComparison.Ordinal); // before any heartbeat was missed
            await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.ConsumeAsync(Letters.Queue, 1, Ct).WaitAsync(Letters.Deadline, Ct));
        }
        finally
        {
            Assert.Equal(0, SendSignal(host.Broker.ProcessId!.Value, Continue));
        }

        await PublishUntilConfirmedAsync(transport, Letters.New("after"));
    }

    [Fact]
    public async Task A_new_channel_that_says_nothing_is_replaced_and_its_connection_goes_on()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        var log = new LogLines();
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, log: log);
        await transport.PublishAsync(Letters.New("before"), Ct);
        var queueProcess = $"'{host.Name}_{Letters.Queue}'";

        // As between the death of a queue's leader and the election of the next: the queue is there and does not answer.
        await host.Broker.ControlAsync(["eval", $"sys:suspend({queueProcess})."], Ct);
        await host.Broker.ControlAsync(["close_all_connections", "--vhost", host.Name, "a test"], Ct);
        await log.NextAsync("The publishing connection to RabbitMQ is back");
        var all = Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => PublishUntilConfirmedAsync(transport, Letters.New($"{i}"))));
        for (var i = 0; i < 3; i++)
            await log.NextAsync("a new channel said nothing");
        Assert.Equal(0, log.CountOf("publishing connection"));
        await host.Broker.ControlAsync(["eval", $"sys:resume({queueProcess})."], Ct);

        await all.WaitAsync(Letters.Deadline, Ct);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_disturbs_nobody()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => o.PublishWindow = 8);
        var others = new List<Task>();
        for (var i = 0; i < 200; i++)
        {
            using var impatient = new CancellationTokenSource();
            var abandoned = transport.PublishAsync(Letters.New("abandoned"), impatient.Token);
            others.Add(transport.PublishAsync(Letters.New("kept"), Ct));
            await impatient.CancelAsync();
            await Task.WhenAny(abandoned).WaitAsync(Letters.Deadline, Ct);
            Assert.True(abandoned.IsCanceled || abandoned.IsCompletedSuccessfully);
        }

        await Task.WhenAll(others).WaitAsync(Letters.Deadline, Ct);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => transport.PublishAsync(Letters.New("later"), Ct))).WaitAsync(Letters.Deadline, Ct);
    }

    private static async Task PublishUntilConfirmedAsync(RabbitMqTransport transport, OutgoingMessage letter)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Letters.Deadline);
        while (true)
        {
            try
            {
                await transport.PublishAsync(letter, limit.Token);
                return;
            }
            catch (BrokerUnavailableException)
            {
                // Not back yet.
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}

using System.Diagnostics;
using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging;

namespace ClearView.Broker.Tests;

/// <summary>A broker that is short of memory reads nothing more from who publishes, and says so.</summary>
public sealed class BlockedTests(RabbitFixture rabbit)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_broker_blocks_publishers_they_are_refused_at_once_and_then_go_on_over_the_same_connection()
    {
        await using var host = await rabbit.NewHostAsync(Ct);
        await using var transport = await host.OpenAsync(Letters.Topology, Ct, o => o.PublishDeadline = 2 * Letters.Deadline);
        await transport.PublishAsync(Letters.New("before"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters.Queue, 10, Ct);
        Assert.Equal("before", Letters.Text(await Letters.NextAsync(consumer)));

        await SetMemoryLimitAsync(host.Broker, "1");
        try
        {
            // Well before the deadline: the first one finds out, all others know.
            for (var i = 0; i < 3; i++)
            {
                var refused = await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.PublishAsync(Letters.New("refused"), Ct).WaitAsync(Letters.Deadline, Ct));
                Assert.Contains("takes no messages at the moment", refused.Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            await SetMemoryLimitAsync(host.Broker, "2GB");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Letters.Deadline);
        while (true)
        {
            try
            {
                await transport.PublishAsync(Letters.New("after"), limit.Token);
                break;
            }
            catch (BrokerUnavailableException e)
            {
                Assert.Contains("takes no messages at the moment", e.Message, StringComparison.Ordinal); // and never that a connection broke
                await Task.Delay(20, limit.Token);
            }
        }

        // The broker may have kept the first one, which found out; a message that was refused may be kept.
        string text;
        do
            text = Letters.Text(await Letters.NextAsync(consumer));
        while (text == "refused");
        Assert.Equal("after", text);
    }

    /// <summary>By the broker's own tool, in the broker's own environment.</summary>
    private static async Task SetMemoryLimitAsync(PrivateBroker broker, string bytes)
    {
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["set_vm_memory_high_watermark", "absolute", bytes])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var variable in (await File.ReadAllTextAsync($"/proc/{broker.ProcessId}/environ", Ct)).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (variable[..variable.IndexOf('=', StringComparison.Ordinal)], variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (name != "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS")
                start.Environment[name] = value;
        }

        using var tool = Process.Start(start)!;
        var said = tool.StandardOutput.ReadToEndAsync(Ct);
        var complained = tool.StandardError.ReadToEndAsync(Ct);
        await tool.WaitForExitAsync(Ct);
        Assert.True(tool.ExitCode == 0, await said + await complained);
    }
}

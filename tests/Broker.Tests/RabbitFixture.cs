using ClearView.Broker.Tests;
using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging;
using ClearView.Messaging.RabbitMq;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

// One broker serves all, and some tests kill it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(RabbitFixture))]

namespace ClearView.Broker.Tests;

/// <summary>One private broker for the run, a virtual host for every test.</summary>
public sealed class RabbitFixture : IAsyncLifetime
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"clearview-rabbit-{Guid.NewGuid():N}");
    private PrivateBroker? _broker;
    private string? _missing;

    /// <summary>Skips the test on a machine without RabbitMQ; in CI that is a failure.</summary>
    public PrivateBroker Broker
    {
        get
        {
            if (_missing is not null && Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(_missing);
            Assert.SkipWhen(_missing is not null, _missing ?? "");
            return _broker!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            _broker = await PrivateBroker.StartNewAsync(_directory, CancellationToken.None);
        }
        catch (RabbitMissingException e)
        {
            _missing = e.Message;
        }
    }

    public async Task<TestHost> NewHostAsync(CancellationToken ct)
    {
        var name = $"test-{Guid.NewGuid():N}";
        var broker = Broker;
        if (broker.TroubleWithDeadLetterWorkers is { } trouble)
        {
            // Removing the virtual hosts of tests that made their queues a moment ago did that now and then: it must not cost the tests after them.
            TestContext.Current.SendDiagnosticMessage("The node is started anew, for its dead-letter workers failed:\n{0}", trouble);
            await broker.StopAsync();
        }

        await broker.StartAsync(ct);
        return new TestHost(broker, name, await broker.NewVirtualHostAsync(name, ct));
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null)
            await _broker.DisposeAsync();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>A virtual host of one test.</summary>
public sealed record TestHost(PrivateBroker Broker, string Name, string Address) : IAsyncDisposable
{
    public RabbitMqTransport NewTransport(Action<RabbitMqOptions>? configure = null, ILogger<RabbitMqTransport>? log = null)
    {
        // Every test makes its queues; only those that kill the broker need them on disk.
        var options = new RabbitMqOptions { Address = Address, ConnectionName = Name, NewQueuesSettle = TimeSpan.Zero };
        configure?.Invoke(options);
        return new RabbitMqTransport(options, log ?? NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
    }

    public async Task<RabbitMqTransport> OpenAsync(Topology topology, CancellationToken ct, Action<RabbitMqOptions>? configure = null, ILogger<RabbitMqTransport>? log = null)
    {
        var transport = NewTransport(configure, log);
        try
        {
            await transport.StartAsync(topology, ct);
        }
        catch (BrokerUnavailableException e) when (e.Message.Contains("INTERNAL_ERROR", StringComparison.Ordinal))
        {
            // Its reason stands in the node's own log alone, which ends with the run.
            throw new InvalidOperationException($"{e.Message} The node said last:\n{Broker.LastLines(100)}", e);
        }

        return transport;
    }

    public async ValueTask DisposeAsync()
    {
        if (Broker.TroubleAtStart is { } trouble)
            TestContext.Current.SendDiagnosticMessage("The node came up only at its second start. At the first it said:\n{0}", trouble);
        if (Broker.IsRunning) // when it is not, the test has failed already, and its reason is the one to show
            await Broker.DeleteVirtualHostAsync(Name, CancellationToken.None);
    }
}

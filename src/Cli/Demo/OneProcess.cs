using ClearView.Cli.Node;
using ClearView.Cli.PrivateRabbit;
using ClearView.Messaging;

namespace ClearView.Cli.Demo;

/// <summary>All roles in this process, on the embedded broker or on a RabbitMQ.</summary>
internal sealed class OneProcess(DemoOptions options, DataFolder data, int hookPort) : IInstallation
{
    private PrivateBroker? _broker;
    private RunningNode? _node;

    public string Url => Node.Url;

    public string BrokerText => $"{Transport.Broker.Name} {Transport.Broker.Version}";

    private RunningNode Node => _node ?? throw new InvalidOperationException("It was not started.");

    private ITransport Transport => Node.Services.GetRequiredService<ITransport>();

    public async Task PrepareAsync(CancellationToken ct)
    {
        if (options.Broker != DemoOptions.RabbitMq)
            return;
        _broker = await PrivateBroker.NewAsync(data.RabbitMq, withManagement: !options.Once, ct);
        await _broker.StartAsync(ct);
    }

    public async Task StartAsync(CancellationToken ct)
    {
        var node = new NodeOptions
        {
            Roles = Roles.All,
            Broker = _broker?.Address ?? options.Broker,
            Management = _broker?.ManagementAddress,
            Data = data,
            Port = hookPort,
            Name = "all",
            Samples = options.Samples,
        };
        _node = await RunningNode.StartAsync(node, options.Once ? null : services => new LocalControls(services, data, node.IsEmbedded, _broker), ct);
        // A process waits a while for its broker. Whoever tries the demo hears at once that there is none.
        if (!node.IsEmbedded)
            await Transport.StartAsync(RoleCatalog.Topology, ct);
    }

    public async Task<long> PendingAsync(CancellationToken ct) =>
        (await Transport.InspectAsync(ct)).Where(q => q.Queue is not (Topology.Parking or Topology.Dead)).Sum(q => q.Ready + q.InFlight + (q.Delayed ?? 0));

    public Task EndedAsync(CancellationToken ct) => Node.EndedAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
        if (_broker is not null)
            await _broker.DisposeAsync();
    }
}

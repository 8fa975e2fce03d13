using ClearView.Cli.Node;
using ClearView.Messaging;

namespace ClearView.Cli.Demo;

/// <summary>All roles in this process, on the embedded broker.</summary>
internal sealed class OneProcess : IInstallation
{
    private readonly RunningNode _node;

    private OneProcess(RunningNode node) => _node = node;

    public string Url => _node.Url;

    public string BrokerText
    {
        get
        {
            var broker = _node.Services.GetRequiredService<ITransport>().Broker;
            return $"{broker.Name} {broker.Version}";
        }
    }

    public static async Task<OneProcess> StartAsync(DemoOptions options, DataFolder data, int hookPort, CancellationToken ct) => new(await RunningNode.StartAsync(
        new NodeOptions
        {
            Roles = Roles.All,
            Broker = options.Broker,
            Data = data,
            Port = hookPort,
            Name = "all",
            Samples = options.Samples,
        },
        options.Once ? null : services => new LocalControls(services, data), ct));

    public async Task<long> PendingAsync(CancellationToken ct) =>
        (await _node.Services.GetRequiredService<ITransport>().InspectAsync(ct))
            .Where(q => q.Queue is not (Topology.Parking or Topology.Dead)).Sum(q => q.Ready + q.InFlight + (q.Delayed ?? 0));

    public Task EndedAsync(CancellationToken ct) => _node.EndedAsync(ct);

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}

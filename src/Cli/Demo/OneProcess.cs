using ClearView.Cli.Node;
using ClearView.Messaging;

namespace ClearView.Cli.Demo;

/// <summary>All roles in this process, on the embedded broker.</summary>
internal sealed class OneProcess(DemoOptions options, DataFolder data, int hookPort) : IInstallation
{
    private RunningNode? _node;

    public string Url => Node.Url;

    public string BrokerText => $"{Transport.Broker.Name} {Transport.Broker.Version}";

    private RunningNode Node => _node ?? throw new InvalidOperationException("It was not started.");

    private ITransport Transport => Node.Services.GetRequiredService<ITransport>();

    public Task PrepareAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken ct) => _node = await RunningNode.StartAsync(
        new NodeOptions
        {
            Roles = Roles.All,
            Broker = options.Broker,
            Data = data,
            Port = hookPort,
            Name = "all",
            Samples = options.Samples,
        },
        options.Once ? null : services => new LocalControls(services, data), ct);

    public async Task<long> PendingAsync(CancellationToken ct) =>
        (await Transport.InspectAsync(ct)).Where(q => q.Queue is not (Topology.Parking or Topology.Dead)).Sum(q => q.Ready + q.InFlight + (q.Delayed ?? 0));

    public Task EndedAsync(CancellationToken ct) => Node.EndedAsync(ct);

    public ValueTask DisposeAsync() => _node?.DisposeAsync() ?? ValueTask.CompletedTask;
}

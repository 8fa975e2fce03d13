using ClearView.Cli.Drills.Proxy;
using ClearView.Cli.PrivateRabbit;

namespace ClearView.Cli.Drills.Stage;

/// <summary>The broker's nodes, and the proxy before them when the drill has one.</summary>
internal sealed class DrillNet : IAsyncDisposable
{
    private readonly Namespaces? _namespaces;

    private DrillNet(IReadOnlyList<PrivateBroker> nodes, FaultProxy? proxy, Namespaces? namespaces) => (Nodes, Proxy, _namespaces) = (nodes, proxy, namespaces);

    public IReadOnlyList<PrivateBroker> Nodes { get; }

    public FaultProxy? Proxy { get; }

    /// <summary>Where the drill's processes connect to.</summary>
    public string Address => Proxy is null ? Nodes[0].Address : Nodes[0].AddressVia(Proxy.Port);

    public PrivateBroker AnyRunning => Nodes.FirstOrDefault(n => n.IsRunning) ?? Nodes[0];

    /// <exception cref="CannotRunHereException">The drill needs what this machine does not let us have.</exception>
    public static async Task<DrillNet> StartAsync(DrillSetup setup, string folder, CancellationToken ct)
    {
        var namespaces = setup.InNamespaces || (setup.InNamespacesIfWeMay && Namespaces.WhyNot is null) ? await Namespaces.MakeAsync(setup.Nodes, ct) : null;
        try
        {
            var nodes = setup.Nodes == 1
                ? [await PrivateBroker.NewAsync(folder, withManagement: false, ct)]
                : await PrivateCluster.StartAsync(folder, namespaces?.Places ?? PrivateCluster.OnLoopback(setup.Nodes), ct);
            // Several nodes have one address only behind something that chooses.
            var net = new DrillNet(nodes, setup.ThroughProxy || setup.Nodes > 1 ? new FaultProxy([.. nodes.Select(n => n.EndPoint)], TimeProvider.System) : null, namespaces);
            try
            {
                await nodes[0].StartAsync(ct);
                return net;
            }
            catch
            {
                await net.DisposeAsync();
                throw;
            }
        }
        catch
        {
            if (namespaces is not null)
                await namespaces.DisposeAsync();
            throw;
        }
    }

    public bool CanPartition => _namespaces is not null;

    /// <summary>The node that leads a queue, by the broker's own word; the first that runs when it has no leader now.</summary>
    public async Task<PrivateBroker> LeaderOfAsync(string queue, CancellationToken ct)
    {
        var lines = await AnyRunning.ControlAsync(["--silent", "list_queues", "name", "leader"], ct);
        var leader = lines.Split('\n').Select(line => line.Split('\t')).FirstOrDefault(row => row[0] == queue) is [_, var name] ? name : "";
        return Nodes.FirstOrDefault(n => n.Name == leader && n.IsRunning) ?? AnyRunning;
    }

    /// <summary>New connections go to this node last; null treats all alike again.</summary>
    public void Avoid(PrivateBroker? node) => Proxy?.Prefer([.. Nodes.OrderBy(n => n == node ? 1 : 0).Select(n => n.EndPoint)]);

    /// <summary>Cuts a node off from its fellows, not from clients.</summary>
    public Task PartitionAsync(PrivateBroker node, CancellationToken ct) => _namespaces!.CutOffAsync(IndexOf(node), ct);

    public Task HealAsync(PrivateBroker node, CancellationToken ct) => _namespaces!.ConnectAsync(IndexOf(node), ct);

    private int IndexOf(PrivateBroker node) => Nodes.ToList().IndexOf(node);

    public async ValueTask DisposeAsync()
    {
        if (Proxy is not null)
            await Proxy.DisposeAsync();
        foreach (var node in Enumerable.Reverse(Nodes))
            await node.DisposeAsync();
        if (_namespaces is not null)
            await _namespaces.DisposeAsync();
    }
}

/// <summary>The drill needs something that this machine or this user lacks; the text says what.</summary>
internal sealed class CannotRunHereException(string why) : Exception(why);

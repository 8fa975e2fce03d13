using System.Security.Cryptography;
using ClearView.Cli.Processes;

namespace ClearView.Cli.PrivateRabbit;

/// <summary>Several private nodes that form a cluster, on loopback or elsewhere.</summary>
public static class PrivateCluster
{
    /// <summary>Nodes of one address share an epmd, and it lives as long as the first of them, whose death by a kill it survives.</summary>
    public static IReadOnlyList<NodePlace> OnLoopback(int nodes)
    {
        var epmd = FreePort.Take();
        return [.. Enumerable.Range(1, nodes).Select(i => new NodePlace { Name = $"clearview{i}@localhost", SharedEpmdPort = epmd, HasEpmd = i == 1 })];
    }

    /// <summary>Starts the nodes one after the other: each joins those before.</summary>
    public static async Task<IReadOnlyList<PrivateBroker>> StartAsync(string directory, IReadOnlyList<NodePlace> places, CancellationToken ct)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var nodes = new List<PrivateBroker>();
        try
        {
            foreach (var place in places)
            {
                var joined = place with { Cluster = [.. places.Select(p => p.Name)], Secret = secret, OnAllProcessors = true };
                nodes.Add(await PrivateBroker.NewAsync(Path.Combine(directory, place.Name), withManagement: false, joined, ct));
                await nodes[^1].StartAsync(ct);
            }

            // A node that finds no other begins a cluster by itself, and says nothing.
            var together = await nodes[0].ControlAsync(["--silent", "eval", "length(rabbit_nodes:all_running())."], ct);
            return together.Trim() == $"{nodes.Count}" ? nodes : throw new InvalidOperationException($"Of {nodes.Count} nodes {together.Trim()} found each other.");
        }
        catch
        {
            foreach (var node in Enumerable.Reverse(nodes))
                await node.DisposeAsync();
            throw;
        }
    }
}

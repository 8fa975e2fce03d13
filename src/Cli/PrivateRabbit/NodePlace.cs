using System.Globalization;

namespace ClearView.Cli.PrivateRabbit;

/// <summary>Where a node lives, and with whom.</summary>
public sealed record NodePlace
{
    private const string Loopback = "127.0.0.1";

    /// <summary>A node by itself, on loopback. One name wherever it is: queues belong to their node's name. Its own epmd keeps it apart from other nodes of this name.</summary>
    public static NodePlace Alone { get; } = new() { Name = "clearview@localhost" };

    public required string Name { get; init; }

    public string Host { get; init; } = Loopback;

    /// <summary>What is put before every command, to run it elsewhere.</summary>
    public IReadOnlyList<string> Enter { get; init; } = [];

    /// <summary>The names of all nodes of its cluster; empty for a node by itself.</summary>
    public IReadOnlyList<string> Cluster { get; init; } = [];

    /// <summary>Password and Erlang cookie of a cluster; null lets the node make its own.</summary>
    public string? Secret { get; init; }

    /// <summary>Where the nodes of a cluster look for the epmd of each other.</summary>
    public int? SharedEpmdPort { get; init; }

    /// <summary>Whether its epmd is started with it.</summary>
    public bool HasEpmd { get; init; } = true;

    /// <summary>As a broker of its own machine would run; else it keeps to one processor.</summary>
    public bool OnAllProcessors { get; init; }

    internal bool IsLoopback => Host == Loopback;

    /// <summary>A minority stops serving until it sees the others again; so does every sensible cluster of three.</summary>
    internal IEnumerable<string> Configuration => Cluster.Count == 0
        ? []
        :
        [
            "cluster_partition_handling = pause_minority",
            .. Cluster.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"cluster_formation.classic_config.nodes.{i + 1} = {name}")),
        ];

    /// <summary>A node that does not answer counts as gone after seconds and not after a minute, so that a short drill sees it.</summary>
    internal string ErlangArguments => Cluster.Count == 0 ? "" : " -kernel net_ticktime 8";
}

using ClearView.Cli.PrivateRabbit;
using ClearView.Cli.Processes;

namespace ClearView.Cli.Drills.Stage;

/// <summary>
/// A network of our own: each node has a namespace, all hang on a switch in one more, and this machine is a neighbour of them. The
/// namespaces have no names: each lives in a process that does not outlive us, and takes its links with it.
/// </summary>
internal sealed class Namespaces : IAsyncDisposable
{
    private const string Ip = "/usr/sbin/ip";
    private const string Enter = "/usr/bin/nsenter";
    private const string Unshare = "/usr/bin/unshare";

    // Nodes look for each other under one number; each has the port for itself.
    private const int EpmdPort = 4369;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);
    private readonly string _subnet = $"10.{Random.Shared.Next(64, 128)}.{Random.Shared.Next(0, 256)}";
    private readonly List<BoundProcess> _homes = [];

    private Namespaces(int nodes) => Places =
    [
        .. Enumerable.Range(1, nodes).Select(i => new NodePlace { Name = $"clearview{i}@{_subnet}.{i}", Host = $"{_subnet}.{i}", SharedEpmdPort = EpmdPort }),
    ];

    public IReadOnlyList<NodePlace> Places { get; private set; }

    /// <summary>What is plainly missing to make namespaces; null when it is worth trying.</summary>
    public static string? WhyNot => !Environment.IsPrivilegedProcess
        ? "only root may make network namespaces"
        : ((string[])[Ip, Enter, Unshare]).FirstOrDefault(tool => !File.Exists(tool)) is { } missing
            ? $"{missing} is missing (Debian's packages iproute2 and util-linux)"
            : null;

    /// <exception cref="CannotRunHereException">No root, no tools, or the kernel refuses.</exception>
    public static async Task<Namespaces> MakeAsync(int nodes, CancellationToken ct)
    {
        if (WhyNot is { } why)
            throw new CannotRunHereException(why);

        var namespaces = new Namespaces(nodes);
        try
        {
            await namespaces.WireAsync(ct);
            return namespaces;
        }
        catch (Exception e)
        {
            await namespaces.DisposeAsync();
            ct.ThrowIfCancellationRequested();
            throw new CannotRunHereException($"network namespaces cannot be made ({e.Message})");
        }
    }

    /// <summary>Nothing passes between this node and the others; clients still reach it.</summary>
    public Task CutOffAsync(int node, CancellationToken ct) => RouteAsync("add", node, ct);

    public Task ConnectAsync(int node, CancellationToken ct) => RouteAsync("del", node, ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var home in _homes)
            await home.DisposeAsync();
    }

    private async Task WireAsync(CancellationToken ct)
    {
        var mark = Random.Shared.Next(0x1000, 0xFFFF).ToString("x", System.Globalization.CultureInfo.InvariantCulture);
        var switchboard = await NewHomeAsync(ct);
        await RunAsync([.. In(switchboard), Ip, "link", "add", "switch", "type", "bridge"], ct);
        await RunAsync([.. In(switchboard), Ip, "link", "set", "switch", "up"], ct);
        await PlugAsync(switchboard, null, $"cv{mark}-0", "254", ct);
        for (var i = 0; i < Places.Count; i++)
        {
            var home = await NewHomeAsync(ct);
            await RunAsync([.. In(home), Ip, "link", "set", "lo", "up"], ct);
            await PlugAsync(switchboard, home, $"cv{mark}-{i + 1}", $"{i + 1}", ct);
            Places = [.. Places.Select((p, j) => j == i ? p with { Enter = In(home) } : p)];
        }
    }

    /// <summary>A cable between the switch and a namespace, or this machine's own.</summary>
    private async Task PlugAsync(BoundProcess switchboard, BoundProcess? home, string name, string number, CancellationToken ct)
    {
        await RunAsync([Ip, "link", "add", name, "type", "veth", "peer", "name", name + "s", "netns", Text(switchboard.Id)], ct);
        await RunAsync([.. In(switchboard), Ip, "link", "set", name + "s", "master", "switch", "up"], ct);
        if (home is not null)
            await RunAsync([Ip, "link", "set", name, "netns", Text(home.Id)], ct);
        await RunAsync([.. In(home), Ip, "address", "add", $"{_subnet}.{number}/24", "dev", name], ct);
        await RunAsync([.. In(home), Ip, "link", "set", name, "up"], ct);
    }

    private async Task RouteAsync(string how, int node, CancellationToken ct)
    {
        for (var other = 0; other < Places.Count; other++)
        {
            if (other != node)
                await RunAsync([.. Places[node].Enter, Ip, "route", how, "blackhole", Places[other].Host + "/32"], ct);
        }
    }

    private async Task<BoundProcess> NewHomeAsync(CancellationToken ct)
    {
        var home = await BoundProcess.StartAsync(Unshare, ["--net", "sleep", "infinity"], new Dictionary<string, string?>());
        _homes.Add(home);
        // It has its namespace once it is no longer ours.
        for (var waited = TimeSpan.Zero; waited < _longest && !home.Exited.IsCompleted; waited += TimeSpan.FromMilliseconds(20))
        {
            if (File.ResolveLinkTarget($"/proc/{home.Id}/ns/net", false)?.Name is { } its && its != File.ResolveLinkTarget("/proc/self/ns/net", false)?.Name)
                return home;
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }

        throw new InvalidOperationException($"unshare made no namespace: {home.LastLines()}");
    }

    private static string[] In(BoundProcess? home) => home is null ? [] : [Enter, "--net", "--target", Text(home.Id), "--"];

    private static async Task RunAsync(IReadOnlyList<string> command, CancellationToken ct)
    {
        await using var tool = await BoundProcess.StartAsync(command[0], command.Skip(1), new Dictionary<string, string?>());
        await tool.Exited.WaitAsync(_longest, ct);
        if (tool.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command.TakeLast(8))}: {tool.LastLines()}");
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

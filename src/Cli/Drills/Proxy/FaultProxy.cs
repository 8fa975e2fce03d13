using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ClearView.Cli.Drills.Proxy;

/// <summary>
/// Stands on loopback between clients and a broker, passes bytes on, and does on command what networks do. A new connection goes to the
/// first target that takes it, as behind a load balancer.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private static readonly TimeSpan _longestConnect = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<ProxiedConnection, byte> _open = [];
    private readonly CancellationTokenSource _end = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TimeProvider _clock;
    private readonly Task _accepting;
    private volatile IReadOnlyList<IPEndPoint> _targets;

    public FaultProxy(IReadOnlyList<IPEndPoint> targets, TimeProvider clock)
    {
        (_targets, _clock) = (targets, clock);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>What happens to the bytes of all connections.</summary>
    public Weather Weather { get; } = new();

    /// <summary>New connections are closed at once.</summary>
    public bool RefuseNew { get; set; }

    public int Open => _open.Count;

    /// <summary>Where new connections go, in this order.</summary>
    public void Prefer(IReadOnlyList<IPEndPoint> targets) => _targets = targets;

    /// <summary>Every connection is torn, without a word to either side. Returns how many.</summary>
    public int CutAll()
    {
        var torn = _open.Keys.ToList();
        foreach (var connection in torn)
            connection.Tear();
        return torn.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        CutAll();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_end.Token);
                _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // The end, or a client that gave up while it was let in.
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        client.NoDelay = true;
        if (RefuseNew || await ConnectAsync() is not { } broker)
        {
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
            return;
        }

        var connection = new ProxiedConnection(client, broker, Weather, _clock);
        _open.TryAdd(connection, 0);
        if (_end.IsCancellationRequested)
            connection.Tear();
        await connection.RunAsync();
        _open.TryRemove(connection, out _);
    }

    private async Task<Socket?> ConnectAsync()
    {
        foreach (var target in _targets)
        {
            var broker = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            limit.CancelAfter(_longestConnect);
            try
            {
                await broker.ConnectAsync(target, limit.Token);
                return broker;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                broker.Dispose();
            }
        }

        return null;
    }
}

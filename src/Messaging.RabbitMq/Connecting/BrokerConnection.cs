using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using ClearView.Messaging.RabbitMq.Layout;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>One connection. The client's own recovery is off: whoever needs a connection gets a new one from <see cref="Kept{T}"/>.</summary>
internal sealed class BrokerConnection : IBreakable
{
    // A graceful end is a courtesy; the broker gives back what was held either way.
    private static readonly TimeSpan _goodbye = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _whenBroken = new();
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IConnection _connection;
    private readonly Socket _socket;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _clock;
    private volatile string? _blockedBecause;

    private BrokerConnection(IConnection connection, Socket socket, TimeSpan limit, TimeProvider clock)
    {
        (_connection, _socket, _limit, _clock) = (connection, socket, limit, clock);
        connection.ConnectionShutdownAsync += OnShutdown;
        connection.ConnectionBlockedAsync += OnBlocked;
        connection.ConnectionUnblockedAsync += OnUnblocked;
    }

    public Task<string> Broken => _broken.Task;

    /// <summary>The same as <see cref="Broken"/>, for who may leave before it happens.</summary>
    public CancellationToken WhenBroken => _whenBroken.Token;

    /// <summary>The broker's reason while it reads nothing that is published here, as it does when its disk or memory runs short; else null.</summary>
    public string? BlockedBecause => _blockedBecause;

    /// <summary>Raised when <see cref="BlockedBecause"/> changed. Runs in the client's handler.</summary>
    public event Action? BlockingChanged;

    public string Version => _connection.ServerProperties?.TryGetValue("version", out var version) == true && version is byte[] text
        ? Encoding.UTF8.GetString(text)
        : "unknown";

    public BrokerCapabilities Capabilities => BrokerCapabilities.Of(_connection.ServerProperties);

    /// <exception cref="BrokerUnavailableException">Not reached, not let in, or no answer in time.</exception>
    public static async Task<BrokerConnection> OpenAsync(BrokerAddress address, string name, TimeSpan limit, TimeProvider clock)
    {
        Socket? socket = null;
        var factory = new ConnectionFactory
        {
            HostName = address.Host,
            Port = address.Port,
            VirtualHost = address.VirtualHost,
            UserName = address.User,
            Password = address.Password,
            ClientProvidedName = name,
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
            RequestedHeartbeat = _heartbeat,
            RequestedConnectionTimeout = limit,
            HandshakeContinuationTimeout = limit,
            ContinuationTimeout = limit,
            // Kept, because closing the socket is the one way to end a connection that always works.
            SocketFactory = family => new TcpClientAdapter(socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }),
        };
        if (address.Tls)
            factory.Ssl = new SslOption(address.Host, enabled: true) { Version = SslProtocols.Tls12 | SslProtocols.Tls13 };

        try
        {
            var opened = new BrokerConnection(await factory.CreateConnectionAsync().WithinAsync(limit, clock), socket!, limit, clock);
            // A refused virtual host shows only now: the client calls such a connection open.
            await opened.OnChannelAsync(_ => Task.CompletedTask);
            return opened;
        }
        catch (Exception e)
        {
            socket?.Dispose();
            throw new BrokerUnavailableException($"RabbitMQ at {address} cannot be used: {Reason.Of(e)}.");
        }
    }

    /// <exception cref="TimeoutException">The connection was broken for it: what does not open a channel will not do anything else.</exception>
    public async Task<IChannel> OpenChannelAsync(CreateChannelOptions options)
    {
        try
        {
            return await _connection.CreateChannelAsync(options).WithinAsync(_limit, _clock);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Break("it did not open a channel in time");
            throw;
        }
    }

    /// <summary>Does something on a channel of its own: a refusal closes the channel and harms nobody else.</summary>
    public async Task OnChannelAsync(Func<IChannel, Task> work)
    {
        var channel = await OpenChannelAsync(new CreateChannelOptions(false, false));
        try
        {
            await work(channel);
        }
        finally
        {
            await EndChannelAsync(channel);
        }
    }

    /// <summary>Closes a channel; what was delivered on it goes back. One that does not close in time takes the connection with it.</summary>
    public async Task EndChannelAsync(IChannel channel)
    {
        if (!await channel.DisposeAsync().AsTask().TriedWithinAsync(_goodbye, _clock))
            Break("a channel did not close in time");
    }

    /// <summary>Says that it is of no use any more; its keeper then abandons it.</summary>
    public void Break(string reason)
    {
        if (_broken.TrySetResult(reason))
            _ = _whenBroken.CancelAsync(); // not awaited: this runs in the client's handlers too
    }

    public async Task CloseAsync()
    {
        Break("it was closed here");
        await _connection.CloseAsync(_goodbye).TriedWithinAsync(_goodbye, _clock);
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Break("it was abandoned here");
        _socket.Dispose();
        await _connection.AbortAsync(_goodbye).TriedWithinAsync(_goodbye, _clock);
    }

    private Task OnBlocked(object sender, ConnectionBlockedEventArgs blocked)
    {
        _blockedBecause = blocked.Reason;
        BlockingChanged?.Invoke();
        return Task.CompletedTask;
    }

    private Task OnUnblocked(object sender, AsyncEventArgs unblocked)
    {
        _blockedBecause = null;
        BlockingChanged?.Invoke();
        return Task.CompletedTask;
    }

    private Task OnShutdown(object sender, ShutdownEventArgs shutdown)
    {
        Break(Reason.Of(shutdown));
        return Task.CompletedTask;
    }
}

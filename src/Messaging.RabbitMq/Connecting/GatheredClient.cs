using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace ClearView.Messaging.RabbitMq.Connecting;

/// <summary>What the client reads and writes through, with a <see cref="GatheredStream"/> in place of the socket's own.</summary>
internal sealed class GatheredClient(Socket socket) : ITcpClient
{
    private GatheredStream? _stream;

    public bool Connected => socket.Connected;

    public Socket Client => socket;

    public TimeSpan ReceiveTimeout
    {
        get => TimeSpan.FromMilliseconds(socket.ReceiveTimeout);
        set => socket.ReceiveTimeout = (int)value.TotalMilliseconds;
    }

    public Task ConnectAsync(IPAddress host, int port, CancellationToken cancellationToken = default) =>
        socket.ConnectAsync(host, port, cancellationToken).AsTask();

    public NetworkStream GetStream() => _stream ??= new GatheredStream(socket);

    public void Close() => Dispose();

    public void Dispose()
    {
        _stream?.Dispose();
        socket.Dispose();
    }
}

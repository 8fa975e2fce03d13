using System.Net;
using System.Net.Sockets;

namespace ClearView.Cli.Processes;

/// <summary>
/// A port of 127.0.0.1 that nobody listens on right now, for what must be told its port before it listens there. Of twelve thousand
/// calls of one process no two give the same.
/// </summary>
/// <remarks>
/// Until somebody listens the port is anybody's. So it lies below those that systems give to whoever asks for any (from 32768 on Linux, from
/// 49152 elsewhere): there each of the many connections that begin meanwhile could be given it.
/// </remarks>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    private static readonly int _start = Random.Shared.Next(Count); // each process begins elsewhere
    private static int _taken;

    /// <exception cref="InvalidOperationException">All of them are in use.</exception>
    public static int Take()
    {
        for (var tries = 0; tries < Count; tries++)
        {
            var port = First + (int)(((uint)Interlocked.Increment(ref _taken) + _start) % Count);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"None of the ports {First} to {First + Count - 1} of this machine is free.");
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

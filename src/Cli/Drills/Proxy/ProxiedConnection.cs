using System.Net.Sockets;
using System.Threading.Channels;

namespace ClearView.Cli.Drills.Proxy;

/// <summary>One client's connection and its other half to the broker.</summary>
internal sealed class ProxiedConnection(Socket client, Socket broker, Weather weather, TimeProvider clock)
{
    private const int ChunkBytes = 16 * 1024;
    private const int MostChunks = 256;
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(10);
    private int _torn;

    /// <summary>Until either side ends it, or it is torn.</summary>
    public Task RunAsync() =>
        Task.WhenAll(PassAsync(client, broker, () => weather.StallsToBroker), PassAsync(broker, client, () => weather.StallsToClients));

    /// <summary>Both sides get a reset, as from a router that lost its memory.</summary>
    public void Tear()
    {
        if (Interlocked.Exchange(ref _torn, 1) != 0)
            return;
        foreach (var socket in (Socket[])[client, broker])
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }
    }

    private async Task PassAsync(Socket from, Socket to, Func<bool> stalls)
    {
        // Bounded: what the far side does not take holds up the near side, as in any network.
        var chunks = Channel.CreateBounded<Chunk>(MostChunks);
        var reading = ReadAsync(from, chunks.Writer);
        await WriteAsync(to, chunks.Reader, stalls); // ends with the last chunk that was read
        Tear();
        chunks.Writer.TryComplete(); // wakes a reader that waits for room
        await reading;
    }

    private async Task ReadAsync(Socket from, ChannelWriter<Chunk> chunks)
    {
        try
        {
            while (true)
            {
                var bytes = new byte[ChunkBytes];
                var read = await from.ReceiveAsync(bytes);
                if (read == 0)
                    break;
                await chunks.WriteAsync(new Chunk(bytes.AsMemory(0, read), clock.GetTimestamp()));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or ChannelClosedException)
        {
            // Torn, or ended by this side.
        }
        finally
        {
            chunks.TryComplete();
        }
    }

    private async Task WriteAsync(Socket to, ChannelReader<Chunk> chunks, Func<bool> stalls)
    {
        try
        {
            await foreach (var chunk in chunks.ReadAllAsync())
            {
                while (Volatile.Read(ref _torn) == 0 && (stalls() || clock.GetElapsedTime(chunk.ReadAt) < weather.Delay))
                    await Task.Delay(_look, clock);
                for (var rest = chunk.Bytes; rest.Length > 0;)
                    rest = rest[await to.SendAsync(rest)..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Torn, or the far side is gone.
        }
    }

    private sealed record Chunk(ReadOnlyMemory<byte> Bytes, long ReadAt);
}

using System.Net;
using System.Net.Sockets;
using ClearView.Messaging.RabbitMq.Connecting;
using CsCheck;

namespace ClearView.Broker.Tests;

/// <summary>Bytes through a real socket, in pieces of any length.</summary>
public sealed class GatheredStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task All_bytes_arrive_in_their_order_whatever_the_pieces() => Gen.Int[1, 100_000].Array[1, 20].SampleAsync(async pieces =>
    {
        using var pair = await Pair.OpenAsync(Ct);
        var sent = new byte[pieces.Sum()];
        Random.Shared.NextBytes(sent);

        var writing = Task.Run(async () =>
        {
            var at = 0;
            foreach (var piece in pieces)
            {
                await pair.Near.WriteAsync(sent.AsMemory(at, piece), Ct);
                at += piece;
            }
        }, Ct);
        var received = new byte[sent.Length];
        await pair.Far.ReadExactlyAsync(received, Ct).AsTask().WaitAsync(Letters.Deadline, Ct);
        await writing;

        Assert.True(sent.AsSpan().SequenceEqual(received));
    }, iter: 30);

    [Fact]
    public async Task What_arrived_at_once_may_be_read_in_small_pieces()
    {
        using var pair = await Pair.OpenAsync(Ct);
        byte[] sent = [.. Enumerable.Range(0, 50_000).Select(i => (byte)i)];
        await pair.Far.WriteAsync(sent, Ct);

        var received = new List<byte>();
        var piece = new byte[7];
        while (received.Count < sent.Length)
        {
            var length = await pair.Near.ReadAsync(piece, Ct).AsTask().WaitAsync(Letters.Deadline, Ct);
            received.AddRange(piece[..length]);
        }

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task Who_writes_into_a_connection_that_is_gone_is_told_and_so_is_who_reads()
    {
        using var pair = await Pair.OpenAsync(Ct);
        var reading = pair.Near.ReadAsync(new byte[1], Ct).AsTask();
        pair.FarSocket.Close(0);

        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
                await pair.Near.WriteAsync(new byte[1_000], Ct);
        });
        await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(20), Ct));
        Assert.True(reading.IsCompleted);
    }

    [Fact]
    public async Task Who_writes_more_than_the_other_side_reads_waits()
    {
        using var pair = await Pair.OpenAsync(Ct);
        var written = 0;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var writing = Task.Run(async () =>
        {
            while (true)
            {
                await pair.Near.WriteAsync(new byte[100_000], enough.Token);
                Interlocked.Add(ref written, 100_000);
            }
        }, Ct);

        var before = -1;
        while (before != Volatile.Read(ref written))
        {
            before = Volatile.Read(ref written);
            await Task.Delay(200, Ct);
        }

        Assert.False(writing.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    private sealed record Pair(GatheredStream Near, NetworkStream Far, Socket FarSocket) : IDisposable
    {
        public static async Task<Pair> OpenAsync(CancellationToken ct)
        {
            using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen();
            var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await near.ConnectAsync(listener.LocalEndPoint!, ct);
            var far = await listener.AcceptAsync(ct);
            return new Pair(new GatheredStream(near), new NetworkStream(far, ownsSocket: true), far);
        }

        public void Dispose()
        {
            Near.Dispose();
            Far.Dispose();
        }
    }
}

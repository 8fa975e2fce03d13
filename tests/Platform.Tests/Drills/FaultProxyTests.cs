using System.Net;
using System.Net.Sockets;
using ClearView.Cli.Drills.Proxy;
using ClearView.Cli.Processes;

namespace ClearView.Platform.Tests.Drills;

/// <summary>What the proxy does to bytes. An echo stands for the broker.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private readonly TcpListener _echo = new(IPAddress.Loopback, 0);
    private FaultProxy _proxy = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _echo.Start();
        _ = EchoAsync();
        _proxy = new FaultProxy([(IPEndPoint)_echo.LocalEndpoint], TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Bytes_pass_in_both_directions_and_in_order()
    {
        using var client = await ConnectAsync();
        var sent = new byte[300_000];
        Random.Shared.NextBytes(sent);

        var sending = client.GetStream().WriteAsync(sent, Ct);
        Assert.Equal(sent, await ReadAsync(client, sent.Length));
        await sending;
    }

    [Fact]
    public async Task A_cut_tears_every_connection_and_a_new_one_works()
    {
        using var client = await ConnectAsync();
        await AnswersAsync(client);

        Assert.Equal(1, _proxy.CutAll());

        await Assert.ThrowsAsync<IOException>(() => ReadAsync(client, 1));
        using var again = await ConnectAsync();
        await AnswersAsync(again);
    }

    [Fact]
    public async Task Nobody_new_is_let_in_while_it_refuses_and_who_is_in_stays()
    {
        using var client = await ConnectAsync();
        await AnswersAsync(client);
        _proxy.RefuseNew = true;

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var refused = await ConnectAsync(); // torn here already, or when it is read
            await ReadAsync(refused, 1);
        });
        await AnswersAsync(client);
    }

    [Fact]
    public async Task A_delay_holds_bytes_back_that_long_in_each_direction()
    {
        using var client = await ConnectAsync();
        _proxy.Weather.Delay = TimeSpan.FromMilliseconds(150);
        var started = TimeProvider.System.GetTimestamp();

        await AnswersAsync(client);

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(300));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stalled_direction_keeps_what_is_sent_until_it_passes_again(bool toBroker)
    {
        using var client = await ConnectAsync();
        await AnswersAsync(client);
        (_proxy.Weather.StallsToBroker, _proxy.Weather.StallsToClients) = (toBroker, !toBroker);

        await client.GetStream().WriteAsync(new byte[] { 7 }, Ct);
        var answer = ReadAsync(client, 1);
        await Task.Delay(200, Ct); // longer than anything takes here
        Assert.False(answer.IsCompleted);

        _proxy.Weather.Clear();
        Assert.Equal([7], await answer);
    }

    [Fact]
    public async Task A_new_connection_goes_to_the_first_target_that_takes_it()
    {
        var nobody = new IPEndPoint(IPAddress.Loopback, FreePort.Take());
        _proxy.Prefer([nobody, (IPEndPoint)_echo.LocalEndpoint]);

        using var client = await ConnectAsync();
        await AnswersAsync(client);
    }

    [Fact]
    public async Task An_end_of_the_client_reaches_the_broker_and_leaves_nothing_open()
    {
        using (var client = await ConnectAsync())
            await AnswersAsync(client);

        while (_proxy.Open > 0)
            await Task.Delay(10, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _echo.Dispose();
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _proxy.Port, Ct);
        return client;
    }

    private static async Task AnswersAsync(TcpClient client)
    {
        await client.GetStream().WriteAsync(new byte[] { 1, 2, 3 }, Ct);
        Assert.Equal([1, 2, 3], await ReadAsync(client, 3));
    }

    private static async Task<byte[]> ReadAsync(TcpClient client, int count)
    {
        var read = new byte[count];
        await client.GetStream().ReadExactlyAsync(read, Ct).AsTask().WaitAsync(Patience.Deadline, Ct);
        return read;
    }

    private async Task EchoAsync()
    {
        try
        {
            while (true)
            {
                var client = await _echo.AcceptTcpClientAsync(Ct);
                _ = client.GetStream().CopyToAsync(client.GetStream(), Ct);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or OperationCanceledException)
        {
            // The test is over.
        }
    }
}

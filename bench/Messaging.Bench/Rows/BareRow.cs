using System.Text.Json;
using ClearView.Messaging.Bench.Load;
using RabbitMQ.Client;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>RabbitMQ.Client by hand: what can be had without any library in between.</summary>
/// <param name="channels">To publish on, in turn.</param>
/// <param name="window">Unconfirmed publishes of a channel.</param>
/// <param name="ackEvery">One acknowledgement for so many.</param>
/// <param name="isRouted">By an exchange, without which no function can join unless its publishers are told, and none can be found missing.</param>
internal sealed class BareRow(int channels, int window, ushort prefetch, ulong ackEvery, bool consumesLater = false, bool isRouted = false) : IBacklogRow
{
    private const string Routes = "bench-routes";
    private const string Unrouted = "bench-unrouted";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private BareLink? _link;
    private ConnectionFactory _factory = null!;
    private Received _received = null!;
    private string _queue = "";

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        (_queue, _received) = (name, received);
        _factory = new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false };
        _link = await OpenLinkAsync(ct);
    }

    public async Task StartConsumingAsync(CancellationToken ct)
    {
        consumesLater = false;
        await _link!.ConsumeAsync(_queue, prefetch, ackEvery, _received, ct);
    }

    public async Task PublishAsync(BenchRecord record, CancellationToken ct)
    {
        var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _turn.WaitAsync(ct);
        try
        {
            _link ??= await OpenLinkAsync(ct);
            await SendAsync(_link.Publishers[0], record, confirmed);
        }
        catch
        {
            // What broke is not repaired: the next publish opens another.
            if (_link is { } broken)
                await broken.DisposeAsync();
            _link = null;
            throw;
        }
        finally
        {
            _turn.Release();
        }

        await confirmed.Task;
    }

    public Task PublishAllAsync(Feed feed, CancellationToken ct) => Task.WhenAll(_link!.Publishers.Select(p => Task.Run(() => PublishAllAsync(p, feed), ct)));

    public async ValueTask DisposeAsync()
    {
        if (_link is { } link)
            await link.DisposeAsync();
        _turn.Dispose();
    }

    private async Task PublishAllAsync(BarePublisher publisher, Feed feed)
    {
        while (await feed.NextAsync() is { } record)
            await SendAsync(publisher, record, null);
        await publisher.WhenAllAnsweredAsync();
    }

    private ValueTask SendAsync(BarePublisher publisher, BenchRecord record, TaskCompletionSource? confirmed) => publisher.SendAsync(
        isRouted ? Routes : "", _queue, BareProperties.New(record.Id, TimeProvider.System.GetUtcNow()), JsonSerializer.SerializeToUtf8Bytes(record, BenchJson.Default.BenchRecord), confirmed);

    private async Task<BareLink> OpenLinkAsync(CancellationToken ct)
    {
        var link = await BareLink.OpenAsync(_factory, channels, window, ct);
        try
        {
            await link.Consumer.QueueDeclareAsync(
                _queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: ct);
            if (isRouted)
                await DeclareRouteAsync(link.Consumer, ct);
            if (!consumesLater)
                await link.ConsumeAsync(_queue, prefetch, ackEvery, _received, ct);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    private async Task DeclareRouteAsync(IChannel channel, CancellationToken ct)
    {
        await channel.ExchangeDeclareAsync(Unrouted, "fanout", durable: true, autoDelete: false, cancellationToken: ct);
        await channel.ExchangeDeclareAsync(
            Routes, "direct", durable: true, autoDelete: false, new Dictionary<string, object?> { ["alternate-exchange"] = Unrouted }, cancellationToken: ct);
        await channel.QueueBindAsync(_queue, Routes, _queue, cancellationToken: ct);
    }
}

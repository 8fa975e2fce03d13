using System.Text.Json;
using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Sqlite;

namespace ClearView.Messaging.Bench.Rows.Embedded;

/// <summary>The embedded transport: published, confirmed on disk, delivered, acknowledged on disk.</summary>
internal sealed class EmbeddedRow : IRow
{
    private const int Prefetch = 512;
    private readonly string _folder = Directory.CreateTempSubdirectory("clearview-bench-embedded-").FullName;
    private readonly SqliteTransport _transport;
    private Task _consuming = Task.CompletedTask;

    public EmbeddedRow() => _transport = new SqliteTransport(new SqliteTransportOptions { Path = Path.Combine(_folder, "broker.db"), Window = Window.Size });

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        await _transport.StartAsync(new Topology([new QueueBinding("records", [BenchRecord.WireName])]), ct);
        var consumer = await _transport.ConsumeAsync("records", Prefetch, ct);
        _consuming = Task.Run(() => ConsumeAsync(consumer, received), CancellationToken.None);
    }

    public Task PublishAsync(BenchRecord record, CancellationToken ct) => _transport.PublishAsync(
        new OutgoingMessage(
            new Envelope
            {
                Id = record.Id,
                Type = BenchRecord.WireName,
                Source = "clearview/bench",
                Time = TimeProvider.System.GetUtcNow(),
                Tenant = TenantId.Default,
                KeyId = "bench-key-0001",
            },
            JsonSerializer.SerializeToUtf8Bytes(record, BenchJson.Default.BenchRecord)),
        ct);

    public Task PublishAllAsync(Feed feed, CancellationToken ct) => Window.PublishAllAsync(this, feed, ct);

    public async ValueTask DisposeAsync()
    {
        await _transport.DisposeAsync();
        await _consuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task ConsumeAsync(IConsumer consumer, Received received)
    {
        var underWay = new Queue<Task>();
        await foreach (var delivery in consumer.Deliveries.ReadAllAsync())
        {
            received.Handle(JsonSerializer.Deserialize(delivery.Body.Span, BenchJson.Default.BenchRecord)!);
            underWay.Enqueue(delivery.AckAsync(CancellationToken.None));
            while (underWay.Count > Prefetch / 2 || (underWay.TryPeek(out var oldest) && oldest.IsCompleted))
                await underWay.Dequeue();
        }
    }
}

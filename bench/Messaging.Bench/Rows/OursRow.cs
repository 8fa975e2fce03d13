using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using ClearView.Messaging.Receive;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>Our library as a pure stage uses it: sealed payload, confirmed publishes, the whole receive pipeline, spans and metrics on.</summary>
/// <param name="describe">The function by its name; one that only counts when nothing is said.</param>
/// <param name="consumesLater">Not before it is told to.</param>
internal sealed class OursRow(Func<string, FunctionDescriptor>? describe = null, bool consumesLater = false) : IBacklogRow
{
    public const int Prefetch = 1_024;

    private readonly Watching _watching = new();
    private ServiceProvider? _services;
    private RabbitMqTransport _transport = null!;
    private MessageWriter _writer = null!;

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        var function = describe?.Invoke(name) ?? Function.Pure<CountRecords, BenchRecord>(name) with { Prefetch = Prefetch };
        var options = new RabbitMqOptions { Address = broker, ConnectionName = name, PublishWindow = Window.Size, NewQueuesSettle = TimeSpan.Zero };
        _transport = new RabbitMqTransport(options, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(received)
            .AddSingleton<IKeyRing, RingOfOneKey>()
            .AddSingleton<ITransport>(_transport)
            .AddMessaging(new ContractRegistry([(BenchRecord.WireName, BenchJson.Default.BenchRecord)]), [function], keepsDeadLetters: false)
            .BuildServiceProvider();
        _writer = _services.GetRequiredService<MessageWriter>();
        await _transport.StartAsync(Topology.Of([function]), ct);
        if (!consumesLater)
            await StartConsumingAsync(ct);
    }

    public Task StartConsumingAsync(CancellationToken ct) => _services!.GetRequiredService<FunctionHost>().StartAsync(ct);

    public Task PublishAsync(BenchRecord record, CancellationToken ct) =>
        _transport.PublishAsync(_writer.Write(record, record.Id, TenantId.Default, "bench"), ct);

    public Task PublishAllAsync(Feed feed, CancellationToken ct) => Window.PublishAllAsync(this, feed, ct);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
            await _services.DisposeAsync();
        _watching.Dispose();
    }
}

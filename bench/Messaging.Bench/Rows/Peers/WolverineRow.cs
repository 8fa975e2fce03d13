using ClearView.Messaging.Bench.Load;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.RabbitMQ;
using Wolverine.Runtime;

namespace ClearView.Messaging.Bench.Rows.Peers;

/// <summary>Wolverine 6 in its safest configuration without a database: a quorum queue, inline at both ends, persistent, confirms awaited.</summary>
internal sealed class WolverineRow : IRow
{
    private IHost? _host;
    private MessageBus _bus = null!;

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        _host = Host.CreateDefaultBuilder()
            .ConfigureLogging(logging => logging.ClearProviders())
            .UseWolverine(options =>
            {
                options.Services.AddSingleton(received);
                options.Discovery.DisableConventionalDiscovery().IncludeType<WolverineHandler>();
                options.Durability.Mode = DurabilityMode.Solo;
                options.UseRabbitMq(new Uri(broker)).AutoProvision().UseQuorumQueues().DisableSystemRequestReplyQueueDeclaration()
                    .ConfigureChannelCreation(channel =>
                    {
                        channel.PublisherConfirmationsEnabled = true;
                        channel.PublisherConfirmationTrackingEnabled = true;
                    });
                options.ListenToRabbitQueue(name).ProcessInline().PreFetchCount(Window.Size);
                // It sends non-persistent unless told otherwise, and offers no other place to tell it.
                options.PublishMessage<BenchRecord>().ToRabbitQueue(name).SendInline()
                    .UseInterop((_, mapper) => mapper.MapOutgoingProperty(envelope => envelope.TenantId!, (_, properties) => properties.Persistent = true));
            })
            .Build();
        await _host.StartAsync(ct);
        _bus = new MessageBus(_host.Services.GetRequiredService<IWolverineRuntime>());
    }

    public Task PublishAsync(BenchRecord record, CancellationToken ct) => _bus.SendAsync(record).AsTask();

    public Task PublishAllAsync(Feed feed, CancellationToken ct) => Window.PublishAllAsync(this, feed, ct);

    public async ValueTask DisposeAsync()
    {
        if (_host is null)
            return;
        await _host.StopAsync();
        _host.Dispose();
    }
}

/// <summary>Found by its name and the name of its method.</summary>
public sealed class WolverineHandler
{
    public static void Handle(BenchRecord record, Received received) => received.Handle(record);
}

using ClearView.Messaging.Bench.Load;
using MassTransit;

namespace ClearView.Messaging.Bench.Rows.Peers;

/// <summary>MassTransit 8 in its safest configuration: a quorum queue, persistent, mandatory, confirms awaited, acknowledged after handling.</summary>
internal sealed class MassTransitRow : IRow
{
    private readonly IPipe<SendContext<BenchRecord>> _mandatory = Pipe.Execute<SendContext<BenchRecord>>(context =>
    {
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
            rabbit.Mandatory = true;
    });

    private IBusControl? _bus;
    private ISendEndpoint _endpoint = null!;

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        var address = new Uri(broker);
        var login = address.UserInfo.Split(':');
        _bus = Bus.Factory.CreateUsingRabbitMq(bus =>
        {
            bus.Host(address.Host, (ushort)address.Port, "/", host =>
            {
                host.Username(login[0]);
                host.Password(login[1]);
                host.PublisherConfirmation = true;
            });
            bus.ReceiveEndpoint(name, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = 256; // what it measured best with
                endpoint.ConfigureConsumeTopology = false;
                endpoint.Handler<BenchRecord>(context =>
                {
                    received.Handle(context.Message);
                    return Task.CompletedTask;
                });
            });
        });
        await _bus.StartAsync(ct);
        // To the endpoint's own exchange: by the queue's name it would declare the queue again, as no quorum queue.
        _endpoint = await _bus.GetSendEndpoint(new Uri($"exchange:{name}"));
    }

    public Task PublishAsync(BenchRecord record, CancellationToken ct) => _endpoint.Send(record, _mandatory, ct);

    public Task PublishAllAsync(Feed feed, CancellationToken ct) => Window.PublishAllAsync(this, feed, ct);

    public async ValueTask DisposeAsync()
    {
        if (_bus is not null)
            await _bus.StopAsync(TimeSpan.FromSeconds(5));
    }
}

using System.Text.Json;
using ClearView.Messaging.Bench.Load;
using ClearView.Messaging.Protection;
using ClearView.Messaging.RabbitMq;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>Our transport without the library around it, with and without the seal: nothing in the library sends what is not sealed.</summary>
internal sealed class TransportRow(bool isSealed) : IRow
{
    private readonly RingOfOneKey _keys = new();
    private RabbitMqTransport? _transport;
    private Task _consuming = Task.CompletedTask;

    public async Task OpenAsync(string broker, string name, Received received, CancellationToken ct)
    {
        var options = new RabbitMqOptions { Address = broker, ConnectionName = name, PublishWindow = Window.Size, NewQueuesSettle = TimeSpan.Zero };
        _transport = new RabbitMqTransport(options, NullLogger<RabbitMqTransport>.Instance, TimeProvider.System);
        // A type of its own: bound to another row's, each would get the other's messages too.
        await _transport.StartAsync(new Topology([new QueueBinding(name, [name])]), ct);
        Type = name;
        var consumer = await _transport.ConsumeAsync(name, OursRow.Prefetch, ct);
        _consuming = Task.Run(() => ConsumeAsync(consumer, received), CancellationToken.None);
    }

    private string Type { get; set; } = "";

    public Task PublishAsync(BenchRecord record, CancellationToken ct)
    {
        var key = _keys.Current(TenantId.Default);
        var envelope = new Envelope
        {
            Id = record.Id,
            Type = Type,
            Source = "clearview/bench",
            Time = TimeProvider.System.GetUtcNow(),
            Tenant = TenantId.Default,
            KeyId = key.Id,
            TraceParent = System.Diagnostics.Activity.Current?.Id,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(record, BenchJson.Default.BenchRecord);
        return _transport!.PublishAsync(new OutgoingMessage(envelope, isSealed ? PayloadSeal.Seal(body, key, envelope) : body), ct);
    }

    public Task PublishAllAsync(Feed feed, CancellationToken ct) => Window.PublishAllAsync(this, feed, ct);

    public async ValueTask DisposeAsync()
    {
        if (_transport is not null)
            await _transport.DisposeAsync();
        await _consuming;
    }

    private async Task ConsumeAsync(IConsumer consumer, Received received)
    {
        try
        {
            await foreach (var delivery in consumer.Deliveries.ReadAllAsync())
            {
                var body = isSealed ? PayloadSeal.Open(delivery.Body, _keys.Current(TenantId.Default), delivery.Envelope) : delivery.Body;
                received.Handle(JsonSerializer.Deserialize(body.Span, BenchJson.Default.BenchRecord)!);
                await delivery.AckAsync(CancellationToken.None);
            }
        }
        catch (BrokerUnavailableException)
        {
            // The run is over. This row is not asked what it does when a broker dies.
        }
    }
}

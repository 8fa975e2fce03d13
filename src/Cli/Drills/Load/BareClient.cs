using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClearView.Cli.Drills.Load;

/// <summary>
/// The vendor's client as somebody careful would use it by hand: a quorum queue, confirms tracked here, manual acknowledgement, and a loop
/// that connects again. It does what the library does at the same pace, so that the two can be compared.
/// </summary>
internal sealed class BareClient(DrillPart part, string broker, Orders orders, TimeProvider clock) : BackgroundService
{
    private const string Queue = "drill-bare";
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(5);
    private static readonly byte[] _padding = Encoding.ASCII.GetBytes(new string('x', 512));
    private readonly ConcurrentDictionary<ulong, Letter> _unconfirmed = [];
    private readonly Queue<Letter> _again = [];
    private int _begun;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var journal = new BareJournal(part.Folder);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ServeAsync(journal, stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                await Task.Delay(_pause, clock, stoppingToken);
            }

            foreach (var (tag, letter) in _unconfirmed.OrderBy(u => u.Key))
                _again.Enqueue(letter);
            _unconfirmed.Clear();
        }
    }

    /// <summary>Until the connection breaks.</summary>
    private async Task ServeAsync(BareJournal journal, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_deadline);
        var factory = new ConnectionFactory { Uri = new Uri(broker), AutomaticRecoveryEnabled = false, ClientProvidedName = "drill bare", RequestedHeartbeat = TimeSpan.FromSeconds(10) };
        await using var connection = await factory.CreateConnectionAsync(limit.Token);
        var broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.ConnectionShutdownAsync += (_, _) => Task.FromResult(broken.TrySetResult());
        await using var publishing = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: false), limit.Token);
        await using var consuming = await connection.CreateChannelAsync(new CreateChannelOptions(false, false), limit.Token);
        publishing.BasicAcksAsync += (_, confirm) => Confirm(confirm);
        publishing.ChannelShutdownAsync += (_, _) => Task.FromResult(broken.TrySetResult());
        consuming.ChannelShutdownAsync += (_, _) => Task.FromResult(broken.TrySetResult());
        await publishing.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: limit.Token);
        await consuming.BasicQosAsync(0, 64, false, limit.Token);
        var consumer = new AsyncEventingBasicConsumer(consuming);
        consumer.ReceivedAsync += (_, delivery) => ReceiveAsync(consuming, delivery, journal);
        consumer.UnregisteredAsync += (_, _) => Task.FromResult(broken.TrySetResult()); // the queue lost its leader
        await consuming.BasicConsumeAsync(Queue, autoAck: false, consumer, limit.Token);
        await PublishAsync(publishing, broken.Task, ct);
    }

    private async Task PublishAsync(IChannel channel, Task broken, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(_tick, clock);
        var (last, due) = (clock.GetTimestamp(), 0.0);
        while (!broken.IsCompleted && await timer.WaitForNextTickAsync(ct))
        {
            var now = clock.GetTimestamp();
            due = Math.Min(due + part.PerSecond * clock.GetElapsedTime(last, now).TotalSeconds, 64);
            last = now;
            for (; due >= 1 && orders.Number(Orders.Enough) == 0; due--)
                _again.Enqueue(new Letter($"bare-{_begun++}", clock.GetUtcNow().UtcTicks));
            while (_again.TryPeek(out var letter))
            {
                var tag = await channel.GetNextPublishSequenceNumberAsync(ct);
                _unconfirmed[tag] = letter;
                _again.Dequeue();
                var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{letter.Id} {letter.PublishedAt} "));
                await channel.BasicPublishAsync("", Queue, mandatory: true, new BasicProperties { Persistent = true }, (ReadOnlyMemory<byte>)(byte[])[.. head, .. _padding], ct);
            }
        }
    }

    private Task Confirm(BasicAckEventArgs confirm)
    {
        foreach (var tag in _unconfirmed.Keys.Where(tag => confirm.Multiple ? tag <= confirm.DeliveryTag : tag == confirm.DeliveryTag))
            _unconfirmed.TryRemove(tag, out _);
        return Task.CompletedTask;
    }

    private async Task ReceiveAsync(IChannel channel, BasicDeliverEventArgs delivery, BareJournal journal)
    {
        var parts = Encoding.ASCII.GetString(delivery.Body.Span).Split(' ');
        journal.Received(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), clock.GetUtcNow().UtcTicks);
        await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
    }

    private sealed record Letter(string Id, long PublishedAt);
}

using System.Threading.Channels;
using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Wire;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace ClearView.Messaging.RabbitMq.History;

/// <summary>
/// Reads the stream over AMQP 0-9-1: without a prefetch the broker refuses, and acknowledgements are what lets it send more. On a connection
/// of its own, which ends with it.
/// </summary>
internal sealed class StreamReader : IAsyncBasicConsumer, IAsyncDisposable
{
    private const ushort Prefetch = 256;
    private const string OffsetHeader = "x-stream-offset";

    // As many as the prefetch lets in.
    private readonly Channel<Found> _found = Channel.CreateUnbounded<Found>();
    private readonly BrokerConnection _connection;
    private readonly IChannel _channel;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenRegistration _watch;
    private string? _tag;
    private int _unanswered;

    private StreamReader(BrokerConnection connection, IChannel channel, TimeSpan limit, TimeProvider clock)
    {
        (_connection, _channel, _limit, _clock) = (connection, channel, limit, clock);
        _watch = connection.WhenBroken.UnsafeRegister(static reader => ((StreamReader)reader!).End("the connection broke"), this);
    }

    IChannel? IAsyncBasicConsumer.Channel => _channel;

    /// <param name="connection">Ends with the reader, also when there is none.</param>
    /// <param name="offset">A number, or "next".</param>
    public static async Task<StreamReader> OpenAsync(BrokerConnection connection, object offset, TimeSpan limit, TimeProvider clock)
    {
        try
        {
            var channel = await connection.OpenChannelAsync(new CreateChannelOptions(false, false, consumerDispatchConcurrency: 1));
            var reader = new StreamReader(connection, channel, limit, clock);
            await channel.BasicQosAsync(0, Prefetch, global: false).WithinAsync(limit, clock);
            reader._tag = await channel.BasicConsumeAsync(
                Topology.History, autoAck: false, consumerTag: "", noLocal: false, exclusive: false,
                new Dictionary<string, object?> { [OffsetHeader] = offset }, reader).WithinAsync(limit, clock);
            return reader;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next message; null when none came in time. It tells the broker that those before it are done with.</summary>
    /// <exception cref="BrokerUnavailableException">The subscription ended.</exception>
    public async Task<Found?> NextAsync(TimeSpan patience, CancellationToken ct)
    {
        Found next;
        while (!_found.Reader.TryRead(out next))
        {
            try
            {
                // Only waited for: a reading that is given up must not take what comes later.
                await _found.Reader.WaitToReadAsync(ct).AsTask().WaitAsync(patience, _clock, ct);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        if (++_unanswered >= Prefetch / 2)
            await AnswerAsync(next.Tag);
        return next;
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Unregister();
        End("it was left");
        await CancelAsync();
        await _connection.CloseAsync();
    }

    /// <summary>A client that closed its connection without this was seen to leave its consumer in the node's list (RabbitMQ 3.10).</summary>
    private async Task CancelAsync()
    {
        if (_tag is null || _connection.Broken.IsCompleted)
            return;
        try
        {
            await _channel.BasicCancelAsync(_tag).WithinAsync(_limit, _clock);
        }
        catch (Exception)
        {
            // The connection ends next.
        }
    }

    Task IAsyncBasicConsumer.HandleBasicDeliverAsync(
        string consumerTag, ulong deliveryTag, bool redelivered, string exchange, string routingKey,
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        try
        {
            if (properties.Headers?.TryGetValue(OffsetHeader, out var value) != true || value is not long offset)
                End("it sent a message without its offset: 'clearview.history' is no stream");
            else
                _found.Writer.TryWrite(new Found(deliveryTag, offset, MessageOf(properties, body)));
        }
        catch (Exception e)
        {
            End(Reason.Of(e));
        }

        return Task.CompletedTask;
    }

    Task IAsyncBasicConsumer.HandleBasicCancelAsync(string consumerTag, CancellationToken cancellationToken)
    {
        End("the stream was deleted or lost its leader");
        return Task.CompletedTask;
    }

    Task IAsyncBasicConsumer.HandleChannelShutdownAsync(object channel, ShutdownEventArgs reason)
    {
        End(Reason.Of(reason));
        return Task.CompletedTask;
    }

    Task IAsyncBasicConsumer.HandleBasicConsumeOkAsync(string consumerTag, CancellationToken cancellationToken) => Task.CompletedTask;

    Task IAsyncBasicConsumer.HandleBasicCancelOkAsync(string consumerTag, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AnswerAsync(ulong tag)
    {
        try
        {
            await _channel.BasicAckAsync(tag, multiple: true).AsTask().WithinAsync(_limit, _clock);
            _unanswered = 0;
        }
        catch (Exception e)
        {
            throw Ended(Reason.Of(e));
        }
    }

    /// <summary>Null for what is no message of this library: nobody could be given it.</summary>
    private static OutgoingMessage? MessageOf(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.Length > MessageWriter.LargestBody ? null : new OutgoingMessage(WireEnvelope.Read(properties), body.ToArray()); // the client takes its buffer back
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private void End(string reason) => _found.Writer.TryComplete(Ended(reason));

    private static BrokerUnavailableException Ended(string reason) => new($"The reading of history at RabbitMQ ended: {reason}.");
}

/// <param name="Message">Null when it cannot be read.</param>
internal readonly record struct Found(ulong Tag, long Offset, OutgoingMessage? Message);

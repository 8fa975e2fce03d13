using System.Runtime.CompilerServices;
using ClearView.Messaging.RabbitMq.Connecting;
using ClearView.Messaging.RabbitMq.Layout;
using RabbitMQ.Client.Exceptions;

namespace ClearView.Messaging.RabbitMq.History;

/// <summary>
/// History as the stream keeps it. AMQP 0-9-1 does not tell where a stream ends, so a mark is published to its end: what is confirmed before
/// the mark is sent lies before it.
/// </summary>
/// <param name="connect">A connection of its own for each reading.</param>
/// <param name="mark">Publishes to the stream alone, confirmed.</param>
internal sealed class ReadStream(Func<Task<BrokerConnection>> connect, Func<OutgoingMessage, CancellationToken, Task> mark, BrokerInfo broker, TimeSpan limit, TimeProvider clock)
{
    /// <summary>Of the marks; no function takes it.</summary>
    public const string MarkType = "clearview.end-of-history.v1";

    private const int NotFound = 404;
    private const int MostMarks = 5;

    public async Task<long> FindEndAsync(CancellationToken ct)
    {
        await using var reader = await OpenAsync("next");
        var mine = new HashSet<MessageId>();
        for (var i = 0; i < MostMarks; i++)
        {
            // Again when it does not come: the broker says that it sends from the end on a moment before it has found it.
            mine.Add(await MarkAsync(ct));
            while (await reader.NextAsync(limit / MostMarks, ct) is { } found)
            {
                if (found.Message is { } message && mine.Contains(message.Envelope.Id))
                    return found.Offset;
            }
        }

        throw new BrokerUnavailableException("RabbitMQ did not show the end of history in time.");
    }

    public async IAsyncEnumerable<HistoryEntry> ReadAsync(long from, long to, [EnumeratorCancellation] CancellationToken ct)
    {
        if (from >= to)
            yield break;
        await using var reader = await OpenAsync(from);
        var marks = 0;
        while (true)
        {
            if (await reader.NextAsync(limit, ct) is not { } found)
            {
                // All up to the end may have been dropped meanwhile: then only a new message shows that it is passed.
                if (++marks > MostMarks)
                    throw new BrokerUnavailableException("RabbitMQ sends nothing of history.");
                await MarkAsync(ct);
                continue;
            }

            marks = 0;
            if (found.Offset >= to)
                yield break;
            if (found.Message is { } message && message.Envelope.Type != MarkType)
                yield return new HistoryEntry(found.Offset, message);
        }
    }

    private async Task<MessageId> MarkAsync(CancellationToken ct)
    {
        var id = MessageId.New(clock);
        await mark(new OutgoingMessage(
            new Envelope { Id = id, Type = MarkType, Source = "clearview/history", Time = clock.GetUtcNow(), Tenant = TenantId.Default, KeyId = "none" },
            ReadOnlyMemory<byte>.Empty), ct);
        return id;
    }

    private async Task<StreamReader> OpenAsync(object offset)
    {
        try
        {
            return await StreamReader.OpenAsync(await connect(), offset, limit, clock);
        }
        catch (OperationInterruptedException e) when (Reason.ReplyCode(e) == NotFound && MendLayout.IsGone(e))
        {
            throw new QueueMissingException(Topology.History, broker);
        }
        catch (Exception e) when (e is not BrokerUnavailableException)
        {
            throw new BrokerUnavailableException($"RabbitMQ did not let us read history: {Reason.Of(e)}.");
        }
    }
}

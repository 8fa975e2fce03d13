using System.Threading.Channels;

namespace ClearView.Messaging.Sqlite;

internal sealed class SqliteConsumer(SqliteQueue queue, int prefetch, GroupCommit writer) : IConsumer
{
    // Never holds more than the prefetch: the queue hands out no more.
    private readonly Channel<Delivery> _deliveries = Channel.CreateUnbounded<Delivery>(new() { SingleWriter = true });
    private volatile bool _hasLeft;

    public int Prefetch { get; } = prefetch;

    /// <summary>The writing thread's count.</summary>
    public int InFlight { get; set; }

    /// <summary>Its owner is gone: it gets nothing more, and what it holds goes back with the next commit.</summary>
    public bool HasLeft => _hasLeft;

    public ChannelReader<Delivery> Deliveries => _deliveries.Reader;

    public void Deliver(SqliteDelivery delivery) => _deliveries.Writer.TryWrite(delivery);

    /// <summary>Returns what nobody had read yet.</summary>
    public HashSet<Delivery> End(Exception? error)
    {
        _deliveries.Writer.TryComplete(error);
        var unseen = new HashSet<Delivery>();
        while (_deliveries.Reader.TryRead(out var delivery))
            unseen.Add(delivery);
        return unseen;
    }

    public async ValueTask DisposeAsync()
    {
        _hasLeft = true; // the operation below may not even be taken in time
        try
        {
            await writer.SubmitAsync(new EndConsumer(queue, this), CancellationToken.None);
        }
        catch (BrokerUnavailableException)
        {
            // The broker stopped or failed, and its consumers ended with it; or it is slow and ends this one when it comes to it.
        }
    }
}

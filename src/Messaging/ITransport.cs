using System.Threading.Channels;

namespace ClearView.Messaging;

/// <summary>
/// A message broker. Every implementation passes the transport contract (tests/Messaging.Tests/TransportContract.cs).
/// Can be started again after it was stopped; while it is stopped every call fails with <see cref="BrokerUnavailableException"/>.
/// </summary>
public interface ITransport : IAsyncDisposable
{
    BrokerInfo Broker { get; }

    /// <summary>Completes with the reason when all that could be healed here was, and did not help: end the process, so that another takes its place.</summary>
    Task<string> BeyondHelp => Never.Ends;

    /// <summary>Connects and makes the topology. Repeating it changes nothing.</summary>
    Task StartAsync(Topology topology, CancellationToken ct);

    /// <summary>Ends all consumers and returns what they hold. Publishers are refused until the next start.</summary>
    Task StopAsync(CancellationToken ct);

    /// <summary>
    /// Completes when the broker has the message on disk for every queue bound to its type, or in the parking queue when there is none.
    /// Callers may and should publish concurrently: the transport bounds what is outstanding and waits.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">It is not known to be kept. Publishing it again under the same id is safe.</exception>
    Task PublishAsync(OutgoingMessage message, CancellationToken ct);

    /// <summary>Puts a message back into one queue, as a redrive does.</summary>
    /// <exception cref="BrokerUnavailableException">It is not known to be kept.</exception>
    Task SendAsync(string queue, OutgoingMessage message, CancellationToken ct);

    /// <summary>Starts a consumer that holds at most <paramref name="prefetch"/> unsettled deliveries.</summary>
    Task<IConsumer> ConsumeAsync(string queue, int prefetch, CancellationToken ct);

    /// <summary>
    /// Where history ends: everything kept in it before the call lies before that offset. Offsets grow; they may skip numbers.
    /// </summary>
    /// <exception cref="QueueMissingException">This broker keeps no history.</exception>
    /// <exception cref="BrokerUnavailableException">It does not answer.</exception>
    Task<long> EndOfHistoryAsync(CancellationToken ct);

    /// <summary>
    /// What history still keeps from one offset up to before another, in the order in which it was kept, and as it was published. Little of
    /// it is in memory at a time: who takes long between two holds up nobody. What is no message of this library is passed over.
    /// </summary>
    /// <param name="to">Not beyond what <see cref="EndOfHistoryAsync"/> said.</param>
    /// <exception cref="QueueMissingException">This broker keeps no history.</exception>
    /// <exception cref="BrokerUnavailableException">It ended in the middle: go on from the last offset.</exception>
    IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(long from, long to, CancellationToken ct);

    /// <summary>Lengths and totals of every queue of the topology, as far as the broker tells.</summary>
    Task<IReadOnlyList<QueueState>> InspectAsync(CancellationToken ct);
}

file static class Never
{
    public static readonly Task<string> Ends = new TaskCompletionSource<string>().Task;
}

/// <summary>One subscription. Disposing it returns what was not settled.</summary>
public interface IConsumer : IAsyncDisposable
{
    /// <summary>Completes with the error when the subscription breaks; the owner then starts a new one.</summary>
    ChannelReader<Delivery> Deliveries { get; }
}

/// <param name="Name">sqlite, rabbitmq, memory.</param>
/// <param name="Address">Where it is, without credentials.</param>
public sealed record BrokerInfo(string Name, string Version, string Address);

/// <summary>A message as it was published, and its place in history.</summary>
public sealed record HistoryEntry(long Offset, OutgoingMessage Message);

/// <param name="Ready">Waiting to be delivered.</param>
/// <param name="InFlight">Delivered and not settled.</param>
/// <param name="Delayed">Waiting for their next attempt; null when the broker cannot tell.</param>
/// <param name="Arrived">Messages that ever entered, retries not counted; null when the broker cannot tell.</param>
/// <param name="Settled">Messages that ever left; null when the broker cannot tell.</param>
/// <param name="Consumers">Subscriptions.</param>
public sealed record QueueState(string Queue, long Ready, long InFlight, long? Delayed, long? Arrived, long? Settled, int Consumers);

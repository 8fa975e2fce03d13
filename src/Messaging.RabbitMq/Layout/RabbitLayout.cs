using System.Globalization;

namespace ClearView.Messaging.RabbitMq.Layout;

internal sealed record ExchangeSpec(string Name, string Type, IReadOnlyDictionary<string, object?> Arguments);

internal sealed record QueueSpec(string Name, IReadOnlyDictionary<string, object?> Arguments)
{
    public const string StreamType = "stream";

    public bool IsStream => Arguments.GetValueOrDefault("x-queue-type") is StreamType;
}

internal sealed record BindingSpec(string Exchange, string Queue, string RoutingKey);

/// <summary>
/// Everything that stands at the broker for a topology, as data. Only durable quorum queues and one stream, and no argument that any version
/// from 3.10 on refuses.
/// </summary>
internal sealed class RabbitLayout(Topology topology, RetryLadder ladder, int deliveryLimit, HistoryRetention? history = null)
{
    /// <summary>All messages enter here, by wire name; what no queue takes goes on to <see cref="Unrouted"/>.</summary>
    public const string Main = "clearview";
    public const string Unrouted = "clearview.unrouted";

    /// <summary>
    /// An exchange that nothing is bound to. It stands when all queues have been there long enough to outlive a kill of the broker; who
    /// makes a queue takes it away first. So every process that starts knows, and not only the one that made the queues.
    /// </summary>
    public const string Settled = "clearview.settled";

    /// <summary>Begins the names of the delay queues.</summary>
    public const string Retry = "clearview.retry";

    // RabbitMQ 4 drops a message after 20 returns unless told otherwise; these two queues are the last stop of what they hold.
    internal const int NeverInPractice = 1_000_000;

    /// <summary>Whether a name is one that this library gives: what else stands in the virtual host is somebody else's.</summary>
    public static bool IsOurs(string name) => name == Main || name.StartsWith(Main + ".", StringComparison.Ordinal);

    public bool Has(string queue) => Queues.Any(q => q.Name == queue);

    public RetryLadder Ladder => ladder;

    /// <summary>The queues that people know: those of the topology, the parking and the dead-letter queue.</summary>
    public IReadOnlyList<string> KnownQueues { get; } = [.. topology.Queues.Select(q => q.Queue), Topology.Parking, Topology.Dead];

    public IReadOnlyList<string> FunctionQueues { get; } = [.. topology.Queues.Select(q => q.Queue)];

    public IReadOnlyList<ExchangeSpec> Exchanges { get; } =
    [
        new(Unrouted, "fanout", With()),
        new(Main, "direct", With(("alternate-exchange", Unrouted))),
        .. ladder.Rungs.Select(rung => new ExchangeSpec(rung.Name, "fanout", With())),
    ];

    public IReadOnlyList<QueueSpec> Queues { get; } =
    [
        new(Topology.Parking, Quorum(("x-delivery-limit", NeverInPractice))),
        new(Topology.Dead, Quorum(("x-delivery-limit", NeverInPractice))),
        .. ladder.Rungs.Select(rung => new QueueSpec(rung.Name, Quorum(
        [
            ("x-message-ttl", (long)rung.Wait.TotalMilliseconds),
            .. DeadLetterAtLeastOnce(), // no routing key: the message's own, its function's queue, is kept
        ]))),
        .. topology.Queues.Select(q => new QueueSpec(q.Queue, Quorum(
        [
            ("x-delivery-limit", deliveryLimit),
            .. DeadLetterAtLeastOnce(),
            ("x-dead-letter-routing-key", Topology.Dead),
            .. q.Exclusive ? [("x-single-active-consumer", true)] : Array.Empty<(string, object?)>(),
        ]))),
        .. topology.HistoryTypes.Count > 0 ? [new(Topology.History, Stream(history ?? HistoryRetention.Of(new RabbitMqOptions())))] : Array.Empty<QueueSpec>(),
    ];

    public IReadOnlyList<BindingSpec> Bindings { get; } =
    [
        new(Unrouted, Topology.Parking, ""),
        .. ladder.Rungs.Select(rung => new BindingSpec(rung.Name, rung.Name, "")),
        .. topology.Queues.SelectMany(q => q.Types.Select(type => new BindingSpec(Main, q.Queue, type))),
        .. topology.HistoryTypes.Select(type => new BindingSpec(Main, Topology.History, type)),
    ];

    /// <summary>What an earlier version bound.</summary>
    public IReadOnlyList<BindingSpec> FormerBindings { get; } =
        [.. topology.Queues.SelectMany(q => q.FormerTypes.Except(q.Types).Select(type => new BindingSpec(Main, q.Queue, type)))];

    // Without reject-publish the strategy silently becomes at-most-once. No queue has a length limit, so nothing is rejected for it.
    private static (string, object?)[] DeadLetterAtLeastOnce() =>
        [("x-dead-letter-exchange", ""), ("x-dead-letter-strategy", "at-least-once"), ("x-overflow", "reject-publish")];

    private static Dictionary<string, object?> Quorum(params (string Name, object? Value)[] arguments) =>
        With([("x-queue-type", "quorum"), .. arguments]);

    // A stream takes no reject-publish and no delivery limit: it is read, never emptied.
    private static Dictionary<string, object?> Stream(HistoryRetention history) => With(
        ("x-queue-type", QueueSpec.StreamType),
        ("x-max-age", string.Create(CultureInfo.InvariantCulture, $"{(long)Math.Ceiling(history.Age.TotalSeconds)}s")),
        ("x-max-length-bytes", history.Bytes),
        ("x-stream-max-segment-size-bytes", history.SegmentBytes));

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] arguments) =>
        arguments.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal);
}

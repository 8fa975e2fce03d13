using System.ComponentModel.DataAnnotations;

namespace ClearView.Messaging.RabbitMq;

/// <summary>How this process uses RabbitMQ.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>amqp://user:password@host:port/vhost, or amqps:// for TLS. Without a user: guest. Percent-encode what is special in a URI.</summary>
    [Required] public string Address { get; set; } = "amqp://127.0.0.1:5672/";

    /// <summary>What the broker's own pages call this process.</summary>
    [Required, StringLength(200)] public string ConnectionName { get; set; } = "clearview";

    /// <summary>Hosts beside loopback to which a connection without TLS is allowed, by the name used in the address.</summary>
    public IReadOnlyList<string> PlainHosts { get; set; } = [];

    /// <summary>Where the management API answers, e.g. http://127.0.0.1:15672, without credentials: it gets those of <see cref="Address"/>. Null: queues show what AMQP tells.</summary>
    public Uri? ManagementAddress { get; set; }

    /// <summary>How long a publisher waits for a connection, and then for the confirm, before the publish fails.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")] public TimeSpan PublishDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long any other answer of the broker may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")] public TimeSpan RpcDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Publishes without a confirm yet; further ones wait.</summary>
    [Range(1, 65_535)] public int PublishWindow { get; set; } = 1_024;

    /// <summary>Deliveries of one message before the broker itself sets it aside. It counts what waited beside a culprit too, so it is the last resort, far beyond <see cref="RetryOptions.MaxDeaths"/>.</summary>
    [Range(1, 1_000_000)] public int DeliveryLimit { get; set; } = 100;

    /// <summary>
    /// How long a process waits before it publishes into queues that were just made, by itself or by another. The broker writes the name of a new quorum queue to disk half a second
    /// late; killed before that, it never finds the queue's confirmed messages again (seen on 3.10.8).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")] public TimeSpan NewQueuesSettle { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often a running process looks whether its exchanges and queues are still there, and makes again what is not; with the management
    /// API, also whether somebody broke a promise with a policy. Zero: never.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] public TimeSpan TopologyWatch { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a running process looks whether mail waits in a queue that it consumes and nothing comes. The second such look ends the
    /// subscription, two further ones the connection, and two more say that the process is beyond help. Zero: never.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")] public TimeSpan ConsumerWatch { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the stream of history is kept, where the topology has one. For a stream that stands already a policy says it (max-age): what it
    /// was made with is left as it is.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "3650.00:00:00")] public TimeSpan HistoryAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>What the stream may take of each node's disk; beyond it the oldest goes, whatever its age.</summary>
    [Range(1, long.MaxValue)] public long HistoryBytes { get; set; } = 10L << 30;

    /// <summary>The stream drops whole segments: smaller ones follow age and size more closely, larger ones are fewer files.</summary>
    [Range(1, 2L << 30)] public long HistorySegmentBytes { get; set; } = 50L << 20;

    /// <summary>
    /// The longest waits of the delay queues. A retry takes the first that is not shorter than its own wait and leaves it on time, or
    /// behind earlier mail of the same queue: at the latest when that queue's wait is over. A wait beyond the last is cut to it.
    /// The defaults hold the waits of <see cref="RetryOptions.Ladder"/> with their jitter, and an hour for who asks for more.
    /// </summary>
    [MinLength(1)]
    public IReadOnlyList<TimeSpan> RetryRungs { get; set; } =
    [
        TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(40),
        TimeSpan.FromSeconds(150), TimeSpan.FromSeconds(750), TimeSpan.FromHours(1),
    ];
}

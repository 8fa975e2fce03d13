using System.Text;

namespace ClearView.Messaging.RabbitMq.Layout;

/// <summary>What the broker at the other end can do and refuses, by its version and what it announces. Everything is built so that 3.10 and 4.x take it alike.</summary>
/// <param name="Announced">Names of the protocol extensions that it says it has.</param>
public sealed record BrokerCapabilities(Version? Version, IReadOnlySet<string> Announced)
{
    // Without these there are no confirms, no news of a deleted queue and no word about an alarm.
    private static readonly string[] _needed = ["publisher_confirms", "consumer_cancel_notify", "connection.blocked"];

    /// <summary>Null before 4.0, where a message may come back for ever. The layout sets its own limit everywhere.</summary>
    public int? DefaultDeliveryLimit => IsAtLeast(4, 0) ? 20 : null;

    /// <summary>Then a nack no longer counts as a delivery, and the delivery limit would never act: failures are settled by reject.</summary>
    public bool NackDoesNotCount => IsAtLeast(4, 3);

    /// <summary>The broker could then delay by itself; the ladder of delay queues serves every version.</summary>
    public bool DelaysRetriesItself => IsAtLeast(4, 3);

    /// <summary>Only durable or exclusive queues may then be made.</summary>
    public bool RefusesTransientSharedQueues => IsAtLeast(4, 3);

    /// <summary>A queue or a policy may then say how long the broker waits for an answer to a delivery; before, the node alone says it.</summary>
    public bool HasConsumerTimeoutPerQueue => IsAtLeast(3, 12);

    /// <summary>At-least-once dead lettering exists from 3.10 on.</summary>
    public bool IsTooOld => Version is not null && !IsAtLeast(3, 10);

    /// <summary>Extensions without which a promise cannot be kept.</summary>
    public IReadOnlyList<string> Missing => [.. _needed.Except(Announced, StringComparer.Ordinal)];

    /// <summary>Arguments of a queue that some version from 3.10 on refuses, or that a quorum queue never takes, with the version.</summary>
    public static IReadOnlyDictionary<string, string> RefusedQueueArguments { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["x-queue-mode"] = "4.3",
        ["x-queue-version"] = "4.3",
        ["x-queue-master-locator"] = "4.3",
        ["x-max-priority"] = "every version, of a quorum queue",
    };

    public static BrokerCapabilities Of(IDictionary<string, object?>? serverProperties)
    {
        var announced = serverProperties?.TryGetValue("capabilities", out var table) == true && table is IDictionary<string, object?> capabilities
            ? capabilities.Where(c => c.Value is true).Select(c => c.Key)
            : [];
        var version = serverProperties?.TryGetValue("version", out var value) == true && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
        return new BrokerCapabilities(Parse(version), announced.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The numbers before what a pre-release or a distribution adds: "4.3.0-rc.1", "3.10.8".</summary>
    internal static Version? Parse(string? text) =>
        Version.TryParse(text is null ? null : new string([.. text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]), out var version) ? version : null;

    // One whose version is not known is taken for the oldest.
    private bool IsAtLeast(int major, int minor) => Version is not null && Version >= new Version(major, minor);
}

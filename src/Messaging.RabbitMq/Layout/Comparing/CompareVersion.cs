namespace ClearView.Messaging.RabbitMq.Layout.Comparing;

/// <summary>Whether the broker can do at all what the layout asks of it.</summary>
internal static class CompareVersion
{
    // At-least-once dead lettering is built on the code of streams.
    private const string Streams = "stream_queue";
    private const string Quorum = "quorum_queue";

    public static IEnumerable<Difference> Run(BrokerCapabilities broker, IReadOnlyList<string>? disabledFeatures)
    {
        if (broker.IsTooOld)
        {
            yield return Difference.Breaks(Promise.Settled, DifferenceKind.Version, $"{broker.Version}",
                $"RabbitMQ {broker.Version} knows no at-least-once dead lettering; it came with 3.10", "Use RabbitMQ 3.10 or newer.");
        }

        foreach (var missing in broker.Missing)
        {
            yield return Difference.Breaks(Promise.Kept, DifferenceKind.Version, missing,
                $"the broker does not announce the protocol extension '{missing}'", "Connect to a RabbitMQ, not to something that resembles it.");
        }

        foreach (var feature in disabledFeatures?.Where(f => f is Streams or Quorum) ?? [])
        {
            yield return Difference.Breaks(feature == Quorum ? Promise.Kept : Promise.Settled, DifferenceKind.DeadLetterStrategy, feature,
                feature == Quorum
                    ? "the feature flag 'quorum_queue' is off, and every queue is to be a quorum queue"
                    : "the feature flag 'stream_queue' is off: dead letters of the broker would be at most once, in silence",
                $"Run 'rabbitmqctl enable_feature_flag {feature}'.");
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClearView.Messaging;

/// <summary>Spans and metrics; exporters are the host's business.</summary>
public static class Telemetry
{
    public const string Name = "ClearView.Messaging";

    internal static ActivitySource Source { get; } = new(Name);

    private static readonly Meter _meter = new(Name);

    /// <summary>Seconds from hand-out to outcome.</summary>
    internal static Histogram<double> ProcessDuration { get; } =
        _meter.CreateHistogram<double>("messaging.process.duration", "s", "Time from hand-out to outcome.");

    private static readonly Counter<long> _heals = _meter.CreateCounter<long>("clearview.heals", "{heal}", "What was done for a queue whose mail did not come.");

    /// <summary>Counts a healing of a broker's subscriptions.</summary>
    /// <param name="stage">What was replaced for it, e.g. Connection.</param>
    public static void Healed(string queue, string stage) => _heals.Add(1, new("messaging.destination.name", queue), new("clearview.heal.stage", stage));

    /// <summary>Deliveries that ended because their person's key was destroyed.</summary>
    internal static Counter<long> Erased { get; } =
        _meter.CreateCounter<long>("clearview.erased", "{message}", "Deliveries that ended as erased.");
}

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

    /// <summary>Deliveries that ended because their person's key was destroyed.</summary>
    internal static Counter<long> Erased { get; } =
        _meter.CreateCounter<long>("clearview.erased", "{message}", "Deliveries that ended as erased.");
}

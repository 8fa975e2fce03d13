using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClearView.Messaging.Bench.Rows;

/// <summary>Listens to our library's spans and metrics as an exporter would that keeps nothing.</summary>
internal sealed class Watching : IDisposable
{
    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics = new();
    private long _seen;

    public Watching()
    {
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ => Interlocked.Increment(ref _seen),
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _seen));
        _metrics.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref _seen));
        _metrics.Start();
    }

    public long Seen => Volatile.Read(ref _seen);

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }
}

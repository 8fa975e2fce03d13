using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClearView.Messaging.Receive;

/// <summary>One span per delivery, a child of the publisher's, named after OpenTelemetry's messaging conventions.</summary>
public sealed class TraceDelivery : IReceiveStep
{
    private static readonly ConcurrentDictionary<string, string> _spanNames = new(StringComparer.Ordinal);

    public Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var around = Activity.Current;
        var span = Start(context);
        var handling = next.StartedAsync(context, ct);
        if (handling.IsCompletedSuccessfully)
        {
            End(span, context, handling.GetAwaiter().GetResult(), started);
            return handling;
        }

        if (span is not null)
            Activity.Current = around; // the span is the handler's, which goes on by itself
        return FinishAsync(span, context, handling, started);
    }

    private static async Task<Outcome> FinishAsync(Activity? span, DeliveryContext context, Task<Outcome> handling, long started)
    {
        using (span)
        {
            var outcome = await handling;
            End(span, context, outcome, started);
            return outcome;
        }
    }

    private static Activity? Start(DeliveryContext context)
    {
        if (!Telemetry.Source.HasListeners())
            return null;

        var envelope = context.Delivery.Envelope;
        ActivityContext.TryParse(envelope.TraceParent, envelope.TraceState, isRemote: true, out var parent);
        var span = Telemetry.Source.StartActivity(
            _spanNames.GetOrAdd(context.Function.Name, static name => $"process {name}"), ActivityKind.Consumer, parent);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("messaging.operation.type", "process");
            span.SetTag("messaging.destination.name", context.Function.Queue);
            span.SetTag("messaging.message.id", envelope.Id.ToString());
            span.SetTag("clearview.message.type", envelope.Type);
            span.SetTag("clearview.tenant", envelope.Tenant.Value);
        }

        return span;
    }

    private static void End(Activity? span, DeliveryContext context, Outcome outcome, long started)
    {
        var name = NameOf(outcome);
        if (span is not null)
        {
            span.SetTag("clearview.outcome", name);
            if (outcome is Outcome.Retry or Outcome.DeadLetter)
                span.SetStatus(ActivityStatusCode.Error);
            span.Dispose();
        }

        if (Telemetry.ProcessDuration.Enabled)
        {
            Telemetry.ProcessDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new("messaging.destination.name", context.Function.Queue),
                new("clearview.outcome", name), new("clearview.tenant", context.Delivery.Envelope.Tenant.Value));
        }
    }

    private static string NameOf(Outcome outcome) => outcome switch
    {
        Outcome.Done => nameof(Outcome.Done),
        Outcome.Retry => nameof(Outcome.Retry),
        Outcome.DeadLetter => nameof(Outcome.DeadLetter),
        Outcome.Erased => nameof(Outcome.Erased),
        _ => outcome.GetType().Name,
    };
}

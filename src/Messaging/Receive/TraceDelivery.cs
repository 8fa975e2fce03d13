using System.Diagnostics;

namespace ClearView.Messaging.Receive;

/// <summary>One span per delivery, a child of the publisher's, named after OpenTelemetry's messaging conventions.</summary>
public sealed class TraceDelivery : IReceiveStep
{
    public async Task<Outcome> HandleAsync(DeliveryContext context, NextStep next, CancellationToken ct)
    {
        var envelope = context.Delivery.Envelope;
        ActivityContext.TryParse(envelope.TraceParent, envelope.TraceState, isRemote: true, out var parent);
        using var span = Telemetry.Source.StartActivity($"process {context.Function.Name}", ActivityKind.Consumer, parent);
        span?.SetTag("messaging.operation.type", "process");
        span?.SetTag("messaging.destination.name", context.Function.Queue);
        span?.SetTag("messaging.message.id", envelope.Id.ToString());
        span?.SetTag("clearview.message.type", envelope.Type);
        span?.SetTag("clearview.tenant", envelope.Tenant.Value);

        var started = Stopwatch.GetTimestamp();
        var outcome = await next(context, ct);

        var name = outcome.GetType().Name;
        span?.SetTag("clearview.outcome", name);
        if (outcome is Outcome.Retry or Outcome.DeadLetter)
            span?.SetStatus(ActivityStatusCode.Error);
        Telemetry.ProcessDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds,
            new("messaging.destination.name", context.Function.Queue), new("clearview.outcome", name), new("clearview.tenant", envelope.Tenant.Value));
        return outcome;
    }
}

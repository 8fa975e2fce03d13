using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Audit;

/// <summary>Records every result with a digest of its content. It needs no contract of its own, so it takes any message.</summary>
public sealed class RecordAuditTrail(AuditTrail audit, TimeProvider clock) : IFunction<object>
{
    public Task HandleAsync(object message, FunctionContext context, CancellationToken ct) =>
        audit.AppendAsync(context.Envelope, context.Body, clock.GetUtcNow(), ct);
}

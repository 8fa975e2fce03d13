using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.HrSystems;

/// <summary>Keeps that the HR system shows the score.</summary>
public sealed class SaveWriteBack(WriteBackStore writeBacks) : IFunction<ScoreWritten>
{
    public Task HandleAsync(ScoreWritten message, FunctionContext context, CancellationToken ct) =>
        writeBacks.MarkWrittenAsync(context.Envelope.Tenant, message.Marker, ct);
}

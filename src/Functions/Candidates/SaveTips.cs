using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Candidates;

/// <summary>Keeps the tips for the candidate.</summary>
public sealed class SaveTips(CandidateStore candidates) : IFunction<TipsGiven>
{
    public Task HandleAsync(TipsGiven message, FunctionContext context, CancellationToken ct) =>
        candidates.SaveTipsAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
}

using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Candidates;

/// <summary>Keeps the résumé without identity.</summary>
public sealed class SaveAnonymousResume(CandidateStore candidates) : IFunction<ResumeAnonymized>
{
    public Task HandleAsync(ResumeAnonymized message, FunctionContext context, CancellationToken ct) =>
        candidates.SaveResumeAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
}

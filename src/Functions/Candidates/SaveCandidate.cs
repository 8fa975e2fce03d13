using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Candidates;

/// <summary>Keeps that a candidate exists and where they came from; who they are stays in the vault.</summary>
public sealed class SaveCandidate(CandidateStore candidates) : IFunction<ResumeReceived>
{
    public Task HandleAsync(ResumeReceived message, FunctionContext context, CancellationToken ct) =>
        candidates.SaveAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
}

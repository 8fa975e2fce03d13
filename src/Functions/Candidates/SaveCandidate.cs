using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Candidates;

/// <summary>
/// Keeps that a candidate exists and where they came from; who they are stays in the vault. An older version that waits for a review
/// waits no longer.
/// </summary>
public sealed class SaveCandidate(CandidateStore candidates, ReviewStore reviews) : IFunction<ResumeReceived>
{
    public async Task HandleAsync(ResumeReceived message, FunctionContext context, CancellationToken ct)
    {
        await candidates.SaveAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
        await reviews.SupersedeAsync(context.Envelope.Tenant, message.Candidate, ct);
    }
}

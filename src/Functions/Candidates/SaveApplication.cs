using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Candidates;

/// <summary>Keeps who applied for what, and says so: the join with the scores reads it only after this is committed.</summary>
public sealed class SaveApplication(CandidateStore candidates) : IFunction<ApplicationReceived>
{
    public async Task HandleAsync(ApplicationReceived message, FunctionContext context, CancellationToken ct)
    {
        await candidates.SaveApplicationAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
        context.Publish(new ApplicationStored(message.Candidate, message.Job));
    }
}

using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Candidates;

/// <summary>Keeps what a résumé shows, and says so: the join with the jobs reads it only after this is committed.</summary>
public sealed class SaveSkills(CandidateStore candidates) : IFunction<SkillsExtracted>
{
    public async Task HandleAsync(SkillsExtracted message, FunctionContext context, CancellationToken ct)
    {
        await candidates.SaveSkillsAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
        context.Publish(new FeaturesStored(message.Candidate, null));
    }
}

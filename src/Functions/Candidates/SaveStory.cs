using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Candidates;

/// <summary>Keeps the S.M.A.R.T. story.</summary>
public sealed class SaveStory(CandidateStore candidates) : IFunction<StoryTold>
{
    public Task HandleAsync(StoryTold message, FunctionContext context, CancellationToken ct) =>
        candidates.SaveStoryAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
}

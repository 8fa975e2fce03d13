using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Matching;

/// <summary>Keeps a score with its points, and says so; a score of older versions than the stored one is dropped.</summary>
public sealed class SaveMatch(MatchStore matches) : IFunction<MatchScored>
{
    public async Task HandleAsync(MatchScored message, FunctionContext context, CancellationToken ct)
    {
        if (await matches.SaveAsync(context.Envelope.Tenant, message, ct))
            context.Publish(new MatchStored(message.Candidate, message.Job, message.Score));
    }
}

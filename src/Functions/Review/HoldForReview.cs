using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Review;

/// <summary>Keeps a doubtful anonymisation until a human releases or refuses it. Nothing else consumes the message: its text may name the person.</summary>
public sealed class HoldForReview(ReviewStore reviews) : IFunction<ResumeHeld>
{
    public async Task HandleAsync(ResumeHeld message, FunctionContext context, CancellationToken ct)
    {
        if (await reviews.HoldAsync(context.Envelope.Tenant, context.Envelope.Id, context.Envelope.SourceVersion, message, ct))
            context.Publish(new ReviewOpened(message.Candidate, message.Doubts.Count));
    }
}

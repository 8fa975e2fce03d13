using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Review;

/// <summary>Keeps a doubtful anonymisation until a human releases or refuses it. Nothing else consumes the message.</summary>
public sealed class HoldForReview(ReviewStore reviews) : IFunction<ResumeHeld>
{
    public Task HandleAsync(ResumeHeld message, FunctionContext context, CancellationToken ct) =>
        reviews.HoldAsync(context.Envelope.Tenant, context.Envelope.Id, context.Envelope.SourceVersion, message, ct);
}

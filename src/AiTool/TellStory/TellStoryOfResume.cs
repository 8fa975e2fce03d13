using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.LanguageModel;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool.TellStory;

/// <summary>Tells the S.M.A.R.T. story of an anonymous résumé.</summary>
/// <param name="rewriter">Only where a language model is configured.</param>
public sealed class TellStoryOfResume(StoryRewriter? rewriter = null) : IFunction<ResumeAnonymized>
{
    public async Task HandleAsync(ResumeAnonymized message, FunctionContext context, CancellationToken ct)
    {
        // Extracted again rather than awaited: half a millisecond, and nothing where the same process has just done it. No stage waits for another.
        var features = SkillExtractor.Extract(message.Candidate, context.Envelope.SourceVersion, message.Text, message.AsOf);
        var story = StoryTeller.Tell(message.Candidate, message.Text, features);
        if (rewriter is not null)
            story = await rewriter.RewriteAsync(context.Envelope.Tenant, message.Text, story, ct);
        context.Publish(story);
    }
}

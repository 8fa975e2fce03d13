using ClearView.AiTool.ExtractSkills;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool.TellStory;

/// <summary>Tells the S.M.A.R.T. story of an anonymous résumé.</summary>
public sealed class TellStoryOfResume : IFunction<ResumeAnonymized>
{
    public Task HandleAsync(ResumeAnonymized message, FunctionContext context, CancellationToken ct)
    {
        // Extracted again rather than awaited: two milliseconds, and no stage waits for another.
        var features = SkillExtractor.Extract(message.Candidate, context.Envelope.SourceVersion, message.Text, message.AsOf);
        context.Publish(StoryTeller.Tell(message.Candidate, message.Text, features));
        return Task.CompletedTask;
    }
}

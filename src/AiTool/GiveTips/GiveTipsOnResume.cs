using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.TellStory;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool.GiveTips;

/// <summary>Gives tips on an anonymous résumé.</summary>
public sealed class GiveTipsOnResume : IFunction<ResumeAnonymized>
{
    public Task HandleAsync(ResumeAnonymized message, FunctionContext context, CancellationToken ct)
    {
        var features = SkillExtractor.Extract(message.Candidate, context.Envelope.SourceVersion, message.Text, message.AsOf);
        var story = StoryTeller.Tell(message.Candidate, message.Text, features);
        context.Publish(Adviser.Advise(message.Candidate, message.Text, features, story));
        return Task.CompletedTask;
    }
}

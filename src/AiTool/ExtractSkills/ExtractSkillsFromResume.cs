using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>Finds what an anonymous résumé shows.</summary>
public sealed class ExtractSkillsFromResume : IFunction<ResumeAnonymized>
{
    public Task HandleAsync(ResumeAnonymized message, FunctionContext context, CancellationToken ct)
    {
        var features = SkillExtractor.Extract(message.Candidate, context.Envelope.SourceVersion, message.Text, message.AsOf);
        context.Publish(new SkillsExtracted(message.Candidate, features, SkillExtractor.Version));
        return Task.CompletedTask;
    }
}

using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool.ParseJob;

/// <summary>Reads what a posting asks for.</summary>
public sealed class ParsePostedJob : IFunction<JobPublished>
{
    public Task HandleAsync(JobPublished message, FunctionContext context, CancellationToken ct)
    {
        context.Publish(JobParser.Parse(message.Job, context.Envelope.SourceVersion, message.Title, message.Text));
        return Task.CompletedTask;
    }
}

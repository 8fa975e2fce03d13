using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Jobs;

/// <summary>Keeps what a posting asks for, and says so: the join with the candidates reads it only after this is committed.</summary>
public sealed class SaveParsedJob(JobStore jobs) : IFunction<JobParsed>
{
    public async Task HandleAsync(JobParsed message, FunctionContext context, CancellationToken ct)
    {
        await jobs.SaveParsedAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
        context.Publish(new FeaturesStored(null, message.Job));
    }
}

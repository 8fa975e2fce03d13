using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Jobs;

/// <summary>Keeps a posting as it was published.</summary>
public sealed class SaveJob(JobStore jobs) : IFunction<JobPublished>
{
    public Task HandleAsync(JobPublished message, FunctionContext context, CancellationToken ct) =>
        jobs.SaveAsync(context.Envelope.Tenant, context.Envelope.SourceVersion, message, ct);
}

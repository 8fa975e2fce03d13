using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.Matching;

/// <summary>
/// Joins candidates and jobs: reads the other side and asks for the scores that nobody asked for yet. One side's features are
/// committed before its message is published, so of any two sides the later one sees the earlier: no pair is missed, and the unique
/// request keeps any from being asked for twice. A large other side is read in pages, each in a message of its own.
/// </summary>
public sealed class RequestScores(CandidateStore candidates, JobStore jobs, MatchStore matches) : IFunction<FeaturesStored>
{
    // Keeps a request under a few hundred KiB whatever the size of the other side.
    private const int PairsPerRequest = 25;

    // Bounds what one transaction holds in memory and how long it keeps other writers waiting.
    internal const int PairsPerMessage = 500;

    public Task HandleAsync(FeaturesStored message, FunctionContext context, CancellationToken ct) =>
        message.Candidate is { } candidate ? ForCandidateAsync(candidate, context, ct)
        : message.Job is { } job ? ForJobAsync(job, context, ct)
        : Task.CompletedTask;

    private async Task ForCandidateAsync(CandidateId id, FunctionContext context, CancellationToken ct)
    {
        var tenant = context.Envelope.Tenant;
        if (await candidates.FindSkillsAsync(tenant, id, ct) is not { } shown)
            return;

        var missing = await matches.JobsNotAskedForAsync(tenant, shown.Features, PairsPerMessage, ct);
        foreach (var batch in missing.Chunk(PairsPerRequest))
        {
            var asked = new List<JobFeatures>(batch.Length);
            foreach (var job in batch)
            {
                if (await matches.AskForAsync(tenant, shown.Features, job, ct))
                    asked.Add(job);
            }

            if (asked.Count > 0)
                context.Publish(new ScoresRequested([shown.Features], asked));
        }

        if (missing.Count == PairsPerMessage)
            context.Publish(new FeaturesStored(id, null));
    }

    private async Task ForJobAsync(JobId id, FunctionContext context, CancellationToken ct)
    {
        var tenant = context.Envelope.Tenant;
        if (await jobs.FindParsedAsync(tenant, id, ct) is not { } parsed)
            return;

        var missing = await matches.CandidatesNotAskedForAsync(tenant, parsed.Features, PairsPerMessage, ct);
        foreach (var batch in missing.Chunk(PairsPerRequest))
        {
            var asked = new List<CandidateFeatures>(batch.Length);
            foreach (var candidate in batch)
            {
                if (await matches.AskForAsync(tenant, candidate, parsed.Features, ct))
                    asked.Add(candidate);
            }

            if (asked.Count > 0)
                context.Publish(new ScoresRequested(asked, [parsed.Features]));
        }

        if (missing.Count == PairsPerMessage)
            context.Publish(new FeaturesStored(null, id));
    }
}

using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging;

namespace ClearView.Functions.HrSystems;

/// <summary>
/// Asks the HR system that an application came from to show its score, unless it shows one that reads the same. The later of score and
/// application to be stored leads to the request; the connector looks for the marker before it writes.
/// </summary>
public sealed class WriteScoreToHrSystem(WriteBackStore writeBacks, MatchStore matches, JobStore jobs)
    : IFunction<MatchStored>, IFunction<ApplicationStored>
{
    public Task HandleAsync(MatchStored message, FunctionContext context, CancellationToken ct) =>
        JoinAsync(message.Candidate, message.Job, context, ct);

    public Task HandleAsync(ApplicationStored message, FunctionContext context, CancellationToken ct) =>
        JoinAsync(message.Candidate, message.Job, context, ct);

    private async Task JoinAsync(CandidateId candidate, JobId job, FunctionContext context, CancellationToken ct)
    {
        var tenant = context.Envelope.Tenant;
        if (await writeBacks.FindApplicationAsync(tenant, candidate, job, ct) is not { } application
            || application.System == Portal
            || await matches.FindAsync(tenant, candidate, job, ct) is not { } match
            || await jobs.FindParsedAsync(tenant, job, ct) is not { } parsed)
        {
            return;
        }

        var (marker, text) = (ScoreNote.Marker(tenant, match), ScoreNote.Text(match, parsed.Features.Title));
        if (!await writeBacks.AskAsync(tenant, marker, ScoreNote.Digest(text), match, application.System, ct))
            return;

        context.Publish(
            new ScoreWriteRequested(candidate, job, new Origin(application.System, application.SourceId), application.CandidateSourceId,
                match.Score, marker, $"{text}[{marker}]"),
            key: marker);
    }

    /// <summary>What came in by hand has no HR system to write to.</summary>
    private const string Portal = "portal";
}

using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>Scores every pair of a request. A pair's result has one id in given versions, whichever request led to it.</summary>
public sealed class ScoreMatches : IFunction<ScoresRequested>
{
    public Task HandleAsync(ScoresRequested message, FunctionContext context, CancellationToken ct)
    {
        var jobs = message.Jobs.Select(job => new PreparedJob(job)).ToList();
        foreach (var features in message.Candidates)
        {
            var candidate = new PreparedCandidate(features);
            var subject = features.Candidate.ToString();
            foreach (var job in jobs)
            {
                context.Publish(Scorer.Score(candidate, job),
                    key: $"{subject} {features.Version} {job.Features.Job} {job.Features.Version} {Scorer.Version}",
                    subject: subject, orderKey: subject, sourceVersion: features.Version);
            }
        }

        return Task.CompletedTask;
    }
}

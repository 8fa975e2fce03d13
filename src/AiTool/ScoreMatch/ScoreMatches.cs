using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool.ScoreMatch;

/// <summary>Scores every pair of a request. A pair's result has one id in given versions, whichever request led to it.</summary>
public sealed class ScoreMatches : IFunction<ScoresRequested>
{
    public Task HandleAsync(ScoresRequested message, FunctionContext context, CancellationToken ct)
    {
        foreach (var candidate in message.Candidates)
        {
            foreach (var job in message.Jobs)
            {
                var subject = candidate.Candidate.ToString();
                context.Publish(Scorer.Score(candidate, job),
                    key: $"{subject} {candidate.Version} {job.Job} {job.Version} {Scorer.Version}",
                    subject: subject, orderKey: subject, sourceVersion: candidate.Version);
            }
        }

        return Task.CompletedTask;
    }
}

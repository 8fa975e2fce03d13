using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.HrSystems;

/// <summary>Shows a score in the HR system that the application came from. A repeat finds its marker there and writes nothing.</summary>
public sealed class WriteScore(IEnumerable<IHrSystem> systems, CandidateLocks locks, RecentScores recent, TimeProvider clock) : IFunction<ScoreWriteRequested>
{
    public async Task HandleAsync(ScoreWriteRequested message, FunctionContext context, CancellationToken ct)
    {
        var name = message.Application.System;
        var system = systems.FirstOrDefault(s => s.Name == name)
            ?? throw new PermanentFailureException("hr.unknown-system",
                $"No HR system named '{name}' is configured in this process. Add it to the HR systems' settings, then redrive.");

        var hidden = context.MayBeRepeat ? system.ScoresShowAfter : system.ScoresShowAfter - recent.Age;
        if (hidden > TimeSpan.Zero)
            await Task.Delay(hidden, clock, ct);
        // Two requests for one candidate that look for their markers at once could both write.
        using var held = await locks.HoldAsync(name, message.CandidateSourceId, ct);
        var alreadyThere = recent.Has(message.Marker) || await system.WriteScoreAsync(message, ct);
        recent.Add(message.Marker);
        context.Publish(new ScoreWritten(message.Candidate, message.Job, message.Application, message.Marker, alreadyThere));
    }
}

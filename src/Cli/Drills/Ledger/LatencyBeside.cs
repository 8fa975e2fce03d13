using System.Globalization;
using ClearView.Cli.Drills.Stage;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>How long letters of others took while something was wrong, against what they take when nothing is.</summary>
/// <param name="MostTimes">What is promised.</param>
/// <param name="Who">The others, for a sentence.</param>
internal sealed record LatencyBeside(Phases Phases, Func<Effect, bool> IsOthers, double MostTimes, string Who) : IMeasure
{
    public Measured Read(IReadOnlyList<Effect> effects, string drill)
    {
        var alone = Stalls.P99(effects.Where(e => IsOthers(e) && e.PublishedAt >= Phases.From && e.PublishedAt < Phases.Fault));
        var beside = Stalls.P99(effects.Where(e => IsOthers(e) && e.PublishedAt >= Phases.Fault && e.PublishedAt < Phases.To));
        if (alone is not { } before || beside is not { } with)
            return new Measured(null, [$"Too few letters of {Who} had an effect to compare anything."]);

        var times = with / before;
        var figures = new Dictionary<string, double>
        {
            ["othersP99Ms"] = Math.Round(with.TotalMilliseconds, 1),
            ["othersP99AloneMs"] = Math.Round(before.TotalMilliseconds, 1),
            ["othersTimes"] = Math.Round(times, 2),
        };
        return new Measured(figures, times <= MostTimes ? [] :
        [
            string.Create(CultureInfo.InvariantCulture, $"The p99 of {Who} is {with.TotalMilliseconds:0} ms, {times:0.0} times the {before.TotalMilliseconds:0} ms that it is alone; {MostTimes} times is promised."),
        ]);
    }
}

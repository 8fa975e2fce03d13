using System.Globalization;
using ClearView.Cli.Drills.Load;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>Whether the library went on taking letters while the broker was away: how many it took, and the longest time in which it took none.</summary>
/// <param name="From">Ticks.</param>
/// <param name="To">Ticks.</param>
internal sealed record TakenInMeanwhile(long From, long To) : IMeasure
{
    public Measured Read(IReadOnlyList<Effect> effects, string drill)
    {
        // When a letter was handed over is in the letter. A publisher hands over few at a time, so that one which is kept waiting stops handing over.
        List<long> handedOver = [.. effects.Where(e => e.Function == DrillFunctions.Effect && e.PublishedAt > From && e.PublishedAt < To).Select(e => e.PublishedAt).Order()];
        List<long> moments = [From, .. handedOver, To];
        var pause = TimeSpan.FromTicks(moments.Zip(moments.Skip(1), (one, next) => next - one).Max());
        var away = TimeSpan.FromTicks(To - From);
        var figures = new Dictionary<string, double>
        {
            ["awaySeconds"] = Math.Round(away.TotalSeconds, 1),
            ["takenInMeanwhile"] = handedOver.Count,
            ["longestPauseMs"] = Math.Round(pause.TotalMilliseconds),
        };
        return new Measured(figures, pause < away / 2 ? [] :
        [
            string.Create(CultureInfo.InvariantCulture, $"While the broker was away for {away.TotalSeconds:0} s, nothing was taken in for {pause.TotalSeconds:0} s."),
        ]);
    }
}

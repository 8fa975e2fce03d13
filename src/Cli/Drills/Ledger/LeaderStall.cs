using System.Globalization;
using ClearView.Cli.Drills.Load;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>How long nothing came through after the leader of both queues died: with the library, and with the vendor's client alone.</summary>
/// <param name="KilledAt">Ticks.</param>
internal sealed record LeaderStall(long KilledAt) : IMeasure
{
    private static readonly TimeSpan _looked = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _allowed = TimeSpan.FromMilliseconds(100);

    public Measured Read(IReadOnlyList<Effect> effects, string drill)
    {
        var ours = LongestAfter(effects.Where(e => e.Function == DrillFunctions.Effect));
        var bare = LongestAfter(BareJournal.Read(drill));
        var figures = new Dictionary<string, double> { ["ourStallMs"] = Math.Round(ours.TotalMilliseconds), ["bareStallMs"] = Math.Round(bare.TotalMilliseconds) };
        return new Measured(figures, ours <= bare + _allowed ? [] :
        [
            string.Create(CultureInfo.InvariantCulture, $"After the leader's death nothing came through for {ours.TotalMilliseconds:0} ms, with the bare client for {bare.TotalMilliseconds:0} ms; 100 ms more is promised."),
        ]);
    }

    private TimeSpan LongestAfter(IEnumerable<Effect> effects) =>
        Stalls.LongestThatEnded([.. effects], at => at >= KilledAt && at < KilledAt + _looked.Ticks);
}

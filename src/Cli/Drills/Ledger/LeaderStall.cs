using System.Globalization;
using ClearView.Cli.Drills.Load;

namespace ClearView.Cli.Drills.Ledger;

/// <summary>How long nothing came through after the leader of both queues died: with the library, and with the vendor's client alone.</summary>
/// <param name="KilledAt">Ticks.</param>
/// <param name="NextFaultAt">Ticks: what stands still from then on does so for another reason, which need not meet both.</param>
internal sealed record LeaderStall(long KilledAt, long NextFaultAt) : IMeasure
{
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
        Stalls.Longest([.. effects], (from, to) => from < NextFaultAt && to >= KilledAt);
}

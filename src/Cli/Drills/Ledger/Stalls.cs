namespace ClearView.Cli.Drills.Ledger;

/// <summary>How long a function stood still while there was something to do, and how long a letter took.</summary>
internal static class Stalls
{
    /// <summary>The longest time between two effects, or between the publication of what waited longest and the next effect.</summary>
    public static TimeSpan Longest(IReadOnlyList<Effect> effects) => Longest(effects, (_, _) => true);

    /// <summary>Of some stalls only. All effects are needed: what came before one says when it began.</summary>
    /// <param name="counts">Gets the ticks of the beginning and of the end.</param>
    public static TimeSpan Longest(IReadOnlyList<Effect> effects, Func<long, long, bool> counts)
    {
        var longest = 0L;
        foreach (var function in effects.GroupBy(e => e.Function))
        {
            var inOrder = function.OrderBy(e => e.HandledAt).ToList();
            var oldest = long.MaxValue; // of what is handled from here on
            for (var i = inOrder.Count - 1; i >= 0; i--)
            {
                oldest = Math.Min(oldest, inOrder[i].PublishedAt);
                var idleSince = i == 0 ? oldest : Math.Max(oldest, inOrder[i - 1].HandledAt);
                if (counts(idleSince, inOrder[i].HandledAt))
                    longest = Math.Max(longest, inOrder[i].HandledAt - idleSince);
            }
        }

        return TimeSpan.FromTicks(longest);
    }

    /// <summary>The time below which 99 of 100 letters stayed, from publication to effect; null without letters.</summary>
    public static TimeSpan? P99(IEnumerable<Effect> effects)
    {
        var times = effects.Select(e => e.HandledAt - e.PublishedAt).Order().ToList();
        return times.Count == 0 ? null : TimeSpan.FromTicks(times[(int)Math.Ceiling(times.Count * 0.99) - 1]);
    }
}

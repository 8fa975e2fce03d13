using ClearView.Contracts;

namespace ClearView.AiTool.Text;

/// <summary>A stretch of time that a text names. Months are counted from January of year 0.</summary>
/// <param name="First">First month.</param>
/// <param name="Last">Last month; meaningless while the range is ongoing.</param>
/// <param name="Ongoing">"Present", "to date", "since ...": it ends on the day the résumé was received.</param>
/// <param name="ToTheMonth">Whether both ends name a month; otherwise years alone stand there.</param>
internal readonly record struct DateRange(int First, int Last, bool Ongoing, bool ToTheMonth, int Start, int End)
{
    public static int Month(DateOnly day) => day.Year * 12 + day.Month - 1;

    /// <summary>First month and the month after the last; empty when the range begins after <paramref name="asOf"/>.</summary>
    public (int From, int To) Until(DateOnly asOf)
    {
        var today = Month(asOf);
        var to = Ongoing ? today + 1 : Math.Min(Last, today) + 1;
        return (First, Math.Max(First, to));
    }

    public Quote In(string text) => new(Start, End, text[Start..End]);
}

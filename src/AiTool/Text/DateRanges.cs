using System.Collections.Frozen;

namespace ClearView.AiTool.Text;

/// <summary>Finds the date ranges of a text: "Mar 2019 - Present", "03/2019-11/2022", "since 2020", "Summer 2018".</summary>
internal static class DateRanges
{
    private const int MostRanges = 400;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PresentWords =
        Set("present", "current", "currently", "now", "today", "ongoing", "date", "heute", "onwards", "onward");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ConnectingWords =
        Set("to", "until", "till", "through", "thru", "bis");

    /// <summary>In order of the text, none over another; a date that stands alone is a range of no length, or of its one month.</summary>
    public static List<DateRange> Find(string text, List<Word> words)
    {
        var ranges = new List<DateRange>();
        for (var i = 0; i < words.Count && ranges.Count < MostRanges;)
        {
            if (DatePoint.At(text, words, i) is { } begin)
            {
                var (range, next) = RangeFrom(text, words, begin);
                if (range is { } found)
                    ranges.Add(found);
                i = Math.Max(next, i + 1);
            }
            else
            {
                i++;
            }
        }
        return ranges;
    }

    private static (DateRange? Range, int Next) RangeFrom(string text, List<Word> words, DatePoint begin)
    {
        var start = words[begin.FirstWord].Start;
        var since = begin.FirstWord > 0 && words[begin.FirstWord - 1].In(text).Equals("since", StringComparison.OrdinalIgnoreCase);
        if (since)
            start = words[begin.FirstWord - 1].Start;

        var (connected, second) = Connector(text, words, begin.EndWord);
        if (connected && second < words.Count)
        {
            // "to till date", "- to date"
            if (second + 1 < words.Count && ConnectingWords.Contains(words[second].In(text)) && words[second + 1].Start - words[second].End == 1)
                second++;
            if (IsPresent(text, words, ref second))
                return begin.Year == 0 ? (null, second) : (Range(begin, begin, true, start, words[second - 1].End), second);
            if (DatePoint.At(text, words, second) is { } to && Completed(begin, to) is { } pair)
                return (Range(pair.From, pair.To, false, start, words[to.EndWord - 1].End), to.EndWord);
            if (ShortYear(text, words, begin, second) is { } year)
                return (Range(begin, begin with { Year = year }, false, start, words[second].End), second + 1);
        }
        if (begin.Year == 0 || begin.Unsure)
            return (null, begin.EndWord);
        var end = words[begin.EndWord - 1].End;
        if (since)
            return (Range(begin, begin, true, start, end), begin.EndWord);
        if (IsOpenToLineEnd(text, end))
            return (Range(begin, begin, true, start, end), begin.EndWord);
        return (Single(begin, start, end), begin.EndWord);
    }

    private static DateRange? Range(DatePoint begin, DatePoint to, bool ongoing, int start, int end)
    {
        var first = begin.Year * 12 + (begin.FirstMonth == 0 ? 6 : begin.FirstMonth - 1);
        var last = to.Year * 12 + (to.FirstMonth == 0 ? 5 : to.LastMonth - 1);
        var exact = begin.FirstMonth > 0 && (ongoing || to.FirstMonth > 0);
        if (!ongoing && last < first)
        {
            // "2018 - 2018": some part of one year.
            if (to.Year != begin.Year || exact)
                return null;
            (first, last) = (begin.Year * 12 + 3, begin.Year * 12 + 8);
        }
        return new DateRange(first, last, ongoing, exact, start, end);
    }

    private static DateRange Single(DatePoint at, int start, int end)
    {
        var first = at.Year * 12 + (at.FirstMonth == 0 ? 6 : at.FirstMonth - 1);
        return new DateRange(first, at.FirstMonth == 0 ? first - 1 : at.Year * 12 + at.LastMonth - 1, false, at.FirstMonth > 0, start, end);
    }

    // "Feb - July 2026" lends the year to its first month, "March 2019 - June" to its last.
    private static (DatePoint From, DatePoint To)? Completed(DatePoint begin, DatePoint to)
    {
        if (begin.Year == 0 && to.Year == 0)
            return null;
        if (begin.Year == 0)
            return to.FirstMonth == 0 ? null : (begin with { Year = begin.FirstMonth <= to.LastMonth ? to.Year : to.Year - 1 }, to);
        if (to.Year == 0)
            return begin.FirstMonth == 0 || to.LastMonth < begin.FirstMonth ? null : (begin, to with { Year = begin.Year });
        return to.Year < begin.Year ? null : (begin, to);
    }

    // 2019-23, 2019/20
    private static int? ShortYear(string text, List<Word> words, DatePoint begin, int second)
    {
        var isClose = words[second].Start - words[begin.EndWord - 1].End == 1;
        if (begin.FirstMonth > 0 || !isClose || DatePoint.Number(words[second].In(text), 2) is not { } ending)
            return null;
        return ending > begin.Year % 100 ? begin.Year / 100 * 100 + ending : null;
    }

    private static (bool Found, int NextWord) Connector(string text, List<Word> words, int next)
    {
        if (next >= words.Count)
            return (false, next);
        var gap = text.AsSpan(words[next - 1].End, words[next].Start - words[next - 1].End);
        if (gap.Length > 8 || gap.Contains('\n'))
            return (false, next);
        var sign = gap.Trim();
        if (sign.Length > 0)
            return (IsDash(sign), next);
        if (!ConnectingWords.Contains(words[next].In(text)) || next + 1 >= words.Count)
            return (IsPresentWord(text, words[next]) || IsLostDash(text, words, gap, next), next);
        return (words[next + 1].Start - words[next].End <= 3, next + 1);
    }

    // "May 2006  April 2008": two months beside each other with nothing but wide space between.
    private static bool IsLostDash(string text, List<Word> words, ReadOnlySpan<char> gap, int next) =>
        gap.Length is 2 or 3 && next >= 2 && DatePoint.YearAt(text, words, next - 1) is not null && DatePoint.At(text, words, next) is { Year: > 0, FirstMonth: > 0 }
        && DatePoint.At(text, words, next - 2) is { Year: > 0, FirstMonth: > 0 };

    private static bool IsDash(ReadOnlySpan<char> sign) =>
        sign is [>= '\u0080' and <= '\u009f'] or "\ufffd" or "-" or "\u2013" or "\u2014" or "\u2212" or "\u2010" or "\u2011" or "\u2012" or "/" or "->" or "--" or "~" or "\u2192" or ".-" or ". -" or ".\u2013" or "'-";

    private static bool IsPresent(string text, List<Word> words, ref int next)
    {
        var at = next;
        if (words[at].In(text).Equals("the", StringComparison.OrdinalIgnoreCase) && at + 1 < words.Count)
            at++;
        if (!IsPresentWord(text, words[at]))
            return false;
        next = at + 1;
        return true;
    }

    private static bool IsPresentWord(string text, Word word) => PresentWords.Contains(word.In(text));

    // "Aug 2021 -" and nothing more on the line.
    private static bool IsOpenToLineEnd(string text, int from)
    {
        var dash = false;
        for (var i = from; i < text.Length && i - from < 12; i++)
        {
            if (text[i] == '\n')
                return dash;
            if (text[i] is '-' or '\u2013' or '\u2014' && !dash)
                dash = true;
            else if (!char.IsWhiteSpace(text[i]) && text[i] is not ')')
                return false;
        }
        return false;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] words) =>
        words.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}

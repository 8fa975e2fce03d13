using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ParseJob;

/// <summary>Finds how long a posting wants someone to have worked: "5 years or more", "2 to 4 years", "at least 3 of them".</summary>
internal static class YearsAsked
{
    private const int MostYears = 40;

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers =
        new[] { "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" }
            .Select((word, number) => (word, number)).ToFrozenDictionary(pair => pair.word, pair => pair.number, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="Months">The least that is asked for.</param>
    /// <param name="EndWord">Index after its last word.</param>
    internal readonly record struct Found(int Months, int Start, int End, int FirstWord, int EndWord);

    public static List<Found> In(string text, List<Word> words, int first, int end)
    {
        var found = new List<Found>();
        for (var i = first; i < end; i++)
        {
            if (NumberAt(text, words, i) is not { } least)
                continue;
            var next = i + 1;
            // "2 to 4 years", "3-5 years": the lower end is asked for.
            if (next + 1 < end && (words[next].In(text) is "to" or "or" or "and" ? NumberAt(text, words, next + 1) : null) is not null)
                next += 2;
            else if (next < end && NumberAt(text, words, next) is not null && text.AsSpan(words[i].End, words[next].Start - words[i].End).Trim() is "-" or "\u2013" or "/")
                next++;
            if (next < end && words[next].In(text) is "or" && next + 1 < end && words[next + 1].In(text) is "more")
                next += 2;
            if (next >= end || !IsNear(text, words, next))
                continue;
            var unit = words[next].In(text);
            var months = Unit(unit) is { } perUnit ? least * perUnit : found.Count > 0 && IsOfThem(text, words, next, end) ? least * 12 : 0;
            if (months is > 0 and <= MostYears * 12 && !IsAge(text, words, next, end))
            {
                var begin = Opening(text, words, i, first);
                found.Add(new Found(months, words[begin].Start, words[next].End, begin, next + 1));
                i = next;
            }
        }
        return found;
    }

    private static int? NumberAt(string text, List<Word> words, int i)
    {
        if (i >= words.Count)
            return null;
        var word = words[i].In(text);
        return word.Length <= 2 && DatePoint.Number(word, word.Length) is { } digits ? digits : Numbers.TryGetValue(word, out var number) ? number : null;
    }

    private static int? Unit(ReadOnlySpan<char> word) =>
        word.Equals("years", StringComparison.OrdinalIgnoreCase) || word.Equals("year", StringComparison.OrdinalIgnoreCase) || word.Equals("yrs", StringComparison.OrdinalIgnoreCase)
        || word.Equals("years'", StringComparison.OrdinalIgnoreCase) || word.Equals("year's", StringComparison.OrdinalIgnoreCase) ? 12
        : word.Equals("months", StringComparison.OrdinalIgnoreCase) ? 1 : null;

    private static bool IsNear(string text, List<Word> words, int next) => text.AsSpan(words[next - 1].End, words[next].Start - words[next - 1].End).IndexOfAny(".;\n") < 0;

    // "5 years of development, at least 3 of them with C#"
    private static bool IsOfThem(string text, List<Word> words, int next, int end) =>
        words[next].In(text) is "of" && next + 1 < end && words[next + 1].In(text) is "them" or "those" or "which" or "these";

    // "18 years old", "18 years of age"
    private static bool IsAge(string text, List<Word> words, int unit, int end) =>
        unit + 1 < end && (words[unit + 1].In(text) is "old" or "ago" || (words[unit + 1].In(text) is "of" && unit + 2 < end && words[unit + 2].In(text) is "age"));

    private static int Opening(string text, List<Word> words, int i, int first)
    {
        if (i - 2 >= first && words[i - 1].In(text) is "least" or "of" && i - 2 >= first && words[i - 2].In(text) is "at" or "At" or "minimum" or "Minimum")
            return i - 2;
        return i - 1 >= first && words[i - 1].In(text) is "minimum" or "Minimum" or "over" ? i - 1 : i;
    }
}

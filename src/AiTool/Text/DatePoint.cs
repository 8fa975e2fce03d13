using System.Collections.Frozen;

namespace ClearView.AiTool.Text;

/// <summary>One date as a text names it.</summary>
/// <param name="Year">0 when only a month stands there ("Feb - July 2026").</param>
/// <param name="FirstMonth">1 to 12; 0 when only a year stands there.</param>
/// <param name="LastMonth">The last month of a season or quarter, otherwise FirstMonth.</param>
/// <param name="EndWord">Index after its last word.</param>
/// <param name="Unsure">So short ("03/19") that it counts only as the end of a range.</param>
internal readonly record struct DatePoint(int Year, int FirstMonth, int LastMonth, int FirstWord, int EndWord, bool Unsure)
{
    private const int EarliestYear = 1950;
    private const int LatestYear = 2099;

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> MonthNames = Names(
        "jan january januar janvier enero janv", "feb february februar fevrier febrero févr février", "mar march märz mars marzo maerz",
        "apr april avril abril avr", "may mai mayo maj", "jun june juni juin junio", "jul july juli juillet julio juil",
        "aug august août agosto aout", "sep sept september septembre septiembre", "oct october oktober octobre octubre okt",
        "nov november novembre noviembre", "dec december dezember décembre diciembre dez déc");

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Seasons =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["spring"] = 3, ["summer"] = 6, ["autumn"] = 9, ["fall"] = 9, ["winter"] = 12 }
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static DatePoint? At(string text, List<Word> words, int i)
    {
        var word = words[i].In(text);
        if (char.IsAsciiDigit(word[0]))
            return word.Length == 4 ? FromYear(text, words, i) : word.Length <= 2 ? FromSmallNumber(text, words, i) : null;
        if (word.Length is < 2 or > 10)
            return null;
        if (MonthNames.TryGetValue(word, out var month))
            return FromMonth(text, words, i, i, month);
        if (Seasons.TryGetValue(word, out var season) && YearAt(text, words, i + 1) is { } year && Gap(text, words, i).Length <= 2)
            return new DatePoint(year, season, season == 12 ? 12 : season + 2, i, i + 2, false);
        if (word.Length == 2 && word[0] is 'Q' or 'q' && word[1] is >= '1' and <= '4' && YearAt(text, words, i + 1) is { } ofQuarter)
            return new DatePoint(ofQuarter, (word[1] - '1') * 3 + 1, (word[1] - '1') * 3 + 3, i, i + 2, false);
        return null;
    }

    public static int? YearAt(string text, List<Word> words, int i)
    {
        if (i >= words.Count || Number(words[i].In(text), 4) is not { } year || year is < EarliestYear or > LatestYear)
            return null;
        // "£2,019" and "1.2019" are no years; nor is what a decimal or thousands sign follows.
        var start = words[i].Start;
        var end = words[i].End;
        var isPartOfNumber = (start > 0 && text[start - 1] is '\u00a3' or '$' or '\u20ac' or ',')
            || (end + 1 < text.Length && text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]) && !IsMonthAfter(text, end));
        return isPartOfNumber ? null : year;
    }

    // 2019.03 - the only decimal that is a date.
    private static bool IsMonthAfter(string text, int sign) =>
        text[sign] == '.' && sign + 2 < text.Length && text[sign + 1] is '0' or '1' && char.IsAsciiDigit(text[sign + 2])
        && (sign + 3 == text.Length || !char.IsAsciiDigit(text[sign + 3]));

    public static int? Number(ReadOnlySpan<char> word, int digits)
    {
        if (word.Length != digits)
            return null;
        var number = 0;
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c))
                return null;
            number = number * 10 + (c - '0');
        }
        return number;
    }

    // Sept. '19 | March 2019 | March 5, 2019 | March
    private static DatePoint? FromMonth(string text, List<Word> words, int first, int i, int month)
    {
        var gap = Gap(text, words, i);
        if (gap.Length <= 3 && YearAt(text, words, i + 1) is { } year)
            return new DatePoint(year, month, month, first, i + 2, false);
        if (i + 1 < words.Count && Number(words[i + 1].In(text), 2) is { } short2 && (gap.IndexOfAny('\'', '\u2019') >= 0 || gap is "-" or "/"))
            return new DatePoint(InFull(short2), month, month, first, i + 2, false);
        if (i + 2 < words.Count && words[i + 1].Length <= 2 && char.IsAsciiDigit(text[words[i + 1].Start]) && gap is " "
            && Gap(text, words, i + 1).Length <= 2 && YearAt(text, words, i + 2) is { } withDay)
            return new DatePoint(withDay, month, month, first, i + 3, false);
        return new DatePoint(0, month, month, first, i + 1, true);
    }

    // 2019-03 | 2019/03 | 2019
    private static DatePoint? FromYear(string text, List<Word> words, int i)
    {
        if (YearAt(text, words, i) is not { } year)
            return null;
        var gap = Gap(text, words, i);
        if (gap is "-" or "/" or "." && Number(words[i + 1].In(text), 2) is { } month and >= 1 and <= 12)
        {
            // "2010-12" is a range of years unless another such date, or the day, follows.
            var isMonth = month < 10 || gap is not "-" || (year % 100) >= month || Gap(text, words, i + 1).Trim() is "-" or "\u2013" or "to";
            if (isMonth)
            {
                var hasDay = Gap(text, words, i + 1) is "-" or "/" or "." && words[i + 2].Length == 2 && char.IsAsciiDigit(text[words[i + 2].Start]);
                return new DatePoint(year, month, month, i, hasDay ? i + 3 : i + 2, false);
            }
        }
        return new DatePoint(year, 0, 0, i, i + 1, false);
    }

    // 03/2019 | 05.03.2019 | 5 March 2019 | 03/19
    private static DatePoint? FromSmallNumber(string text, List<Word> words, int i)
    {
        var gap = Gap(text, words, i);
        if (i + 1 >= words.Count || SmallNumber(words[i].In(text)) is not { } number)
            return null;
        if (gap is "/" or "." or "-" or "/ " or ". ")
        {
            if (number is >= 1 and <= 12 && YearAt(text, words, i + 1) is { } year)
                return new DatePoint(year, number, number, i, i + 2, false);
            if (Gap(text, words, i + 1) is "/" or "." or "-" && YearAt(text, words, i + 2) is { } ofDay && SmallNumber(words[i + 1].In(text)) is { } middle)
            {
                var month = middle <= 12 ? middle : number;
                return month is >= 1 and <= 12 ? new DatePoint(ofDay, month, month, i, i + 3, false) : null;
            }
            if (gap is "/" && number is >= 1 and <= 12 && Number(words[i + 1].In(text), 2) is { } shortYear)
                return new DatePoint(InFull(shortYear), number, number, i, i + 2, true);
        }
        if (gap.Length is 1 or 2 && number is >= 1 and <= 31 && MonthNames.TryGetValue(words[i + 1].In(text), out var named))
            return FromMonth(text, words, i, i + 1, named) is { Year: > 0 } full ? full : null;
        return null;
    }

    private static int? SmallNumber(ReadOnlySpan<char> word) => Number(word, word.Length) is { } n && word.Length is 1 or 2 ? n : null;

    private static int InFull(int shortYear) => shortYear < 50 ? 2000 + shortYear : 1900 + shortYear;

    private static ReadOnlySpan<char> Gap(string text, List<Word> words, int i) =>
        i + 1 < words.Count ? text.AsSpan(words[i].End, words[i + 1].Start - words[i].End) : "\n\n\n\n";

    private static FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Names(params string[] months)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var month = 0; month < months.Length; month++)
        {
            foreach (var name in months[month].Split(' '))
                names[name] = month + 1;
        }
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }
}

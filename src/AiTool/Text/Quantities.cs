using System.Buffers;
using System.Collections.Frozen;

namespace ClearView.AiTool.Text;

/// <summary>Finds the numbers of a stretch that measure something, and leaves out those that name something (Java 21, Level 3, BS 7671, 24/7, years).</summary>
internal static class Quantities
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names =
        Set("level grade step phase version class edition section room act year stage bs iso en nvq btec form band windows office no nr number part chapter key code category cat type tier ks day page unit q article annex version java python net angular html php sql server core mk model block floor form step7 group team gmp abb");

    private static readonly FrozenDictionary<string, QuantityKind>.AlternateLookup<ReadOnlySpan<char>> Units = UnitWords();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NumberWords =
        Set("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty fifty sixty eighty ninety hundred thousand dozen dozens hundreds thousands");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Fractions =
        Set("half third quarter fifth tenth doubled tripled halved quadrupled doubling halving tripling twofold threefold");

    private static readonly SearchValues<char> Loose = SearchValues.Create(" \t\n\r+-\u2013");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NoUnits =
        Set("of to and or in on at by for from with within is are was were who which that the as but after before between when while than per");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> PerWords = Set("a an per each every");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Periods =
        Set("second minute hour day night week month year shift quarter sprint seconds annum person visit");

    public static List<Quantity> In(string text, List<Word> words, int first, int end)
    {
        var found = new List<Quantity>();
        for (var i = first; i < end; i++)
        {
            var word = words[i].In(text);
            if (char.IsAsciiDigit(word[0]))
            {
                if (FromDigits(text, words, i, first, end, out var next) is { } quantity)
                    found.Add(quantity);
                i = Math.Max(i, next - 1);
            }
            else if (NumberWords.Contains(word) && FromWord(text, words, i, first, end) is { } spelled)
            {
                found.Add(spelled);
            }
            else if (Fractions.Contains(word) && IsShare(text, words, i, first, end))
            {
                found.Add(new Quantity(words[i].Start, words[i].End, QuantityKind.Percent));
            }
        }
        MarkChanges(text, words, first, end, found);
        return found;
    }

    private static Quantity? FromDigits(string text, List<Word> words, int i, int first, int end, out int next)
    {
        // 1,400 and 2.4 are one number.
        next = i + 1;
        while (next < end && words[next].Start == words[next - 1].End + 1 && text[words[next - 1].End] is ',' or '.' && char.IsAsciiDigit(text[words[next].Start]))
            next++;
        var start = words[i].Start;
        var stop = words[next - 1].End;
        // 3.7.0 is a version.
        if (next - i > 2 && text.AsSpan(start, stop - start).Count('.') > 1)
            return null;
        var before = start > 0 ? text[start - 1] : ' ';
        var after = stop < text.Length ? text[stop] : ' ';
        if (!IsNumber(words[next - 1].In(text), out var suffix) || before is '/' or ':' or '.' or '#' or '+' || (before == '-' && start > 1 && char.IsLetterOrDigit(text[start - 2]) && !char.IsAsciiDigit(text[start - 2]))
            || (after is '/' or ':' && stop + 1 < text.Length && char.IsAsciiDigit(text[stop + 1])))
            return null;

        if (before is '\u00a3' or '$' or '\u20ac' or '\u00a5' or '\u20b9')
            return new Quantity(start - 1, EndOfScale(text, words, next, end, stop), QuantityKind.Money);
        if (IsPercent(text, words, stop, next, end, out var percentEnd))
            return new Quantity(start, percentEnd, QuantityKind.Percent);
        if (suffix == 0 && next == i + 1 && words[i].Length == 4 && text[start] is '1' or '2' && DatePoint.YearAt(text, words, i) is not null)
            return null;
        if ((i > first && (IsNamedBy(text, words, i) || IsNamedRange(text, words, i, first, end))) || DatePoint.At(text, words, i) is { FirstMonth: > 0, Year: > 0 })
            return null;
        if (next >= end || text.AsSpan(stop, words[next].Start - stop).ContainsAnyExcept(Loose) || words[next].Start - stop > 12)
        {
            // Nothing counted follows; after "to", "by" or "of" it still measures what stands before.
            return i > first && words[i - 1].In(text) is "by" or "of" or "to" or "from" && suffix == 0 ? new Quantity(StartOfGroup(text, words, i, first), stop, QuantityKind.Count) : null;
        }
        return Measured(text, words, start, next, end);
    }

    private static Quantity? FromWord(string text, List<Word> words, int i, int first, int end)
    {
        if (i + 1 >= end || words[i + 1].Start - words[i].End != 1)
            return i > first && words[i - 1].In(text) is "of" ? new Quantity(StartOfGroup(text, words, i, first), words[i].End, QuantityKind.Count) : null;
        var next = words[i + 1].In(text);
        if (next is "per" && i + 2 < end && words[i + 2].In(text) is "cent")
            return new Quantity(words[i].Start, words[i + 2].End, QuantityKind.Percent);
        return next.Length > 3 && next[^1] is 's' or 'S' || next is "people" or "staff" or "children" or "men" || Units.ContainsKey(next)
            || (PerWords.Contains(next) && i + 2 < end && Periods.Contains(words[i + 2].In(text)))
            ? Measured(text, words, words[i].Start, i + 1, end) : null;
    }

    private static Quantity? Measured(string text, List<Word> words, int start, int next, int end)
    {
        var unit = words[next].In(text);
        // "1 A driver that ...": the number of a list, not of things.
        if (unit is "A" or "An" or "The")
            return null;
        if (unit is "st" or "nd" or "rd" or "th" or "am" or "pm" or "to" && next + 1 >= end)
            return null;
        var kind = Units.TryGetValue(unit, out var known) ? known : QuantityKind.Count;
        for (var k = next; k + 1 < end && k < next + 5; k++)
        {
            if (PerWords.Contains(words[k].In(text)) && Periods.Contains(words[k + 1].In(text)) && k > next - 1)
                return new Quantity(start, words[k + 1].End, QuantityKind.Rate);
        }
        // "62 of them", "1 to 4": what follows says nothing of what is counted.
        if (NoUnits.Contains(unit))
            return new Quantity(start, words[next - 1].End, QuantityKind.Count);
        return new Quantity(start, words[EndOfCounted(text, words, next, end)].End, kind);
    }

    // "240 access points", "26 single-channel switches": what is counted ends with its plural.
    private static int EndOfCounted(string text, List<Word> words, int unit, int end)
    {
        for (var k = unit; k < Math.Min(end, unit + 3) && (k == unit || text.AsSpan(words[k - 1].End, words[k].Start - words[k - 1].End) is " " or "-"); k++)
        {
            var word = words[k].In(text);
            if (word.Length > 3 && word[^1] is 's' or 'S')
                return k;
            if (NoUnits.Contains(word))
                break;
        }
        return unit;
    }

    // "a shift of eight": the number alone says nothing.
    private static int StartOfGroup(string text, List<Word> words, int i, int first) =>
        i - 2 >= first && words[i - 1].In(text) is "of" && char.IsLetter(text[words[i - 2].Start]) && words[i - 1].Start - words[i - 2].End == 1 ? words[i - 2].Start : words[i].Start;

    // "secondary 1 to 5", "years 3 to 6" name school years; "classes of 45 to 52" and "rose 3 to 5" measure.
    private static bool IsNamedRange(string text, List<Word> words, int i, int first, int end)
    {
        if (i - 3 >= first && words[i - 1].In(text) is "to" && char.IsAsciiDigit(text[words[i - 2].Start]))
            return IsNamedRange(text, words, i - 2, first, end);
        if (i + 2 >= end || words[i + 1].In(text) is not "to" || !char.IsAsciiDigit(text[words[i + 2].Start]) || words[i].Start - words[i - 1].End != 1)
            return false;
        var before = words[i - 1].In(text);
        return char.IsLetter(before[0]) && !NoUnits.Contains(before) && Verbs.Of(before) is null && before is not ("about" or "some" or "over" or "up" or "around" or "only" or "another");
    }

    // 12, 12k, 1.2m, 40h; but not B2, 5S, 3D or 2nd.
    private static bool IsNumber(ReadOnlySpan<char> word, out int suffix)
    {
        var digits = 0;
        while (digits < word.Length && char.IsAsciiDigit(word[digits]))
            digits++;
        suffix = word.Length - digits;
        return digits > 0 && (suffix == 0 || word[digits..] is "k" or "K" or "m" or "M" or "bn" or "h" or "kg" or "x" or "km" or "t" or "min");
    }

    private static bool IsPercent(string text, List<Word> words, int stop, int next, int end, out int percentEnd)
    {
        var at = stop;
        while (at < text.Length && text[at] is ' ' or '\u00a0' or '\u202f')
            at++;
        percentEnd = at + 1;
        if (at < text.Length && text[at] == '%')
            return true;
        if (next >= end || words[next].Start - stop > 2)
            return false;
        percentEnd = words[next].End;
        if (words[next].In(text) is "percent" or "pc")
            return true;
        if (words[next].In(text) is not "per" || next + 1 >= end || words[next + 1].In(text) is not "cent")
            return false;
        percentEnd = words[next + 1].End;
        return true;
    }

    private static int EndOfScale(string text, List<Word> words, int next, int end, int stop) =>
        next < end && words[next].Start - stop <= 1 && words[next].In(text) is "million" or "billion" or "thousand" or "m" or "k" or "bn" ? words[next].End : stop;

    // "Java 21", "Level 3", "Windows 10": the number belongs to a name.
    private static bool IsNamedBy(string text, List<Word> words, int i)
    {
        if (words[i].Start - words[i - 1].End != 1 || text[words[i - 1].End] is not (' ' or '-'))
            return false;
        var name = words[i - 1].In(text);
        return Names.Contains(name) || (char.IsUpper(name[0]) && Verbs.Of(name) is null && name.Length > 1 && !IsOpening(text, words[i - 1].Start) && !char.IsUpper(name[^1]))
            || (name.Length is >= 2 and <= 4 && char.IsUpper(name[0]) && char.IsUpper(name[1]) && i + 1 < words.Count && !char.IsUpper(text[words[i + 1].Start]));
    }

    private static bool IsOpening(string text, int start)
    {
        var i = start - 1;
        while (i >= 0 && text[i] is ' ' or '\t')
            i--;
        return i < 0 || text[i] is '\n' or '.' or '-' or '\u2022' or '*' or ':';
    }

    // "by a third", "cut in half", "doubled the number"
    private static bool IsShare(string text, List<Word> words, int i, int first, int end)
    {
        var word = words[i].In(text);
        if (word.EndsWith("ed") || word.EndsWith("ing") || word.EndsWith("fold"))
            return true;
        return i > first && words[i - 1].In(text) is "by" or "in" or "a" && (i == first + 1 || words[i - 1].In(text) is not "a" || words[i - 2 < first ? i - 1 : i - 2].In(text) is "by");
    }

    // "from 9 to 4 days"
    private static void MarkChanges(string text, List<Word> words, int first, int end, List<Quantity> found)
    {
        for (var i = first; i < end && found.Count > 0; i++)
        {
            if (!words[i].In(text).Equals("from", StringComparison.OrdinalIgnoreCase))
                continue;
            var limit = Math.Min(end, i + 12);
            for (var to = i + 2; to + 1 < limit; to++)
            {
                if (!words[to].In(text).Equals("to", StringComparison.OrdinalIgnoreCase) || !IsFigure(text, words, i + 1, to) || !IsFigure(text, words, to + 1, Math.Min(limit, to + 4)))
                    continue;
                var (start, stop) = (words[i].Start, words[to + 1].End);
                foreach (var quantity in found)
                    stop = quantity.Start >= words[to].End && quantity.Start <= words[to].End + 4 ? Math.Max(stop, quantity.End) : stop;
                found.RemoveAll(quantity => quantity.Start >= start && quantity.End <= stop);
                found.Add(new Quantity(start, stop, QuantityKind.Change));
                return;
            }
        }
    }

    private static bool IsFigure(string text, List<Word> words, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if ((char.IsAsciiDigit(text[words[i].Start]) && DatePoint.YearAt(text, words, i) is null) || NumberWords.Contains(words[i].In(text)))
                return true;
        }
        return false;
    }

    private static FrozenDictionary<string, QuantityKind>.AlternateLookup<ReadOnlySpan<char>> UnitWords()
    {
        var units = new Dictionary<string, QuantityKind>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in "years year months month weeks week days day hours hour minutes minute seconds yrs mths hrs mins".Split(' '))
            units[word] = QuantityKind.Duration;
        foreach (var word in "pounds euros dollars gbp usd eur chf francs kr crowns rupees inr dirhams naira rand yen lakh lakhs crore crores million billion thousand euro dollar".Split(' '))
            units[word] = QuantityKind.Money;
        return units.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}

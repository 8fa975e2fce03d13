using System.Collections.Frozen;

namespace ClearView.AiTool.CheckStory;

/// <summary>A number with what makes it another one: its currency, its per cent, its years or months.</summary>
internal readonly record struct Figure(string Value, string Unit, int Start, string Written)
{
    public bool IsDuration => Units.Values.Contains(Unit);

    private static readonly FrozenDictionary<string, string> Spelled = Pairs(
        "two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 "
        + "eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90");

    // No number of their own in digits, but each as telling as one.
    private static readonly FrozenSet<string> Others =
        "hundred hundreds thousand thousands million millions billion billions dozen dozens half halved halving third thirds quarter quarters quartered fifth tenth double doubled doubling triple tripled tripling quadrupled twice thrice twofold threefold tenfold lakh lakhs crore crores"
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Units = Pairs(
        "year year years year yr year yrs year month month months month mth month mths month week week weeks week wk week wks week day day days day "
        + "hour hour hours hour hr hour hrs hour h hour minute minute minutes minute min minute mins minute second second seconds second sec second secs second");

    public static bool IsTimeWord(string word) => Units.ContainsKey(word);

    public static bool IsOne(string word) => char.IsDigit(word[0]) || Spelled.ContainsKey(word) || Others.Contains(word);

    /// <summary>In order of the text.</summary>
    public static List<Figure> In(string text, List<CheckedWord> words)
    {
        var figures = new List<Figure>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsOne(words[i].Text))
                continue;
            var (value, suffix) = Read(words[i].Text);
            var next = i + 1 < words.Count && text.AsSpan(words[i].End, words[i + 1].Start - words[i].End).Trim().TrimStart('-').Length == 0 ? words[i + 1].Text : "";
            figures.Add(new Figure(value, UnitOf(text, words[i], suffix, next), words[i].Start, words[i].Text));
        }
        return figures;
    }

    private static (string Value, string Suffix) Read(string written)
    {
        if (!char.IsDigit(written[0]))
            return (Spelled.TryGetValue(written, out var digits) ? digits : written.ToLowerInvariant(), "");
        var end = written.Length;
        while (char.IsLetter(written[end - 1]))
            end--;
        return (WithoutThousands(written[..end]), written[end..].ToLowerInvariant());
    }

    // 1,400 is 1400; 2,4 and 2.4 stay what they are.
    private static string WithoutThousands(string number)
    {
        var parts = number.Split(',');
        return parts.Length > 1 && Array.TrueForAll(parts[1..], part => part.Length == 3) ? string.Concat(parts) : number;
    }

    private static string UnitOf(string text, CheckedWord word, string suffix, string next)
    {
        var before = word.Start > 0 ? text[word.Start - 1] : ' ';
        if (before is '\u00a3' or '$' or '\u20ac' or '\u00a5' or '\u20b9')
            return before + suffix;
        var after = word.End;
        while (after < text.Length && char.IsWhiteSpace(text[after]))
            after++;
        if (after < text.Length && text[after] == '%' || next is "percent" || text.AsSpan(after).StartsWith("per cent"))
            return "%";
        if (suffix.Length > 0)
            return Units.TryGetValue(suffix, out var glued) ? glued : suffix;
        return Units.TryGetValue(next, out var unit) ? unit : "";
    }

    private static FrozenDictionary<string, string> Pairs(string list) =>
        list.Split(' ').Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
}

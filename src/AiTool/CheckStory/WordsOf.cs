using System.Text.RegularExpressions;

namespace ClearView.AiTool.CheckStory;

/// <summary>A word or number of a text, as written.</summary>
/// <param name="Opens">Whether a sentence or a quotation begins with it, where a capital says nothing.</param>
internal readonly record struct CheckedWord(string Text, int Start, bool Opens)
{
    public int End => Start + Text.Length;

    public bool IsNumber => char.IsDigit(Text[0]);
}

/// <summary>Reads the words of a text for the check alone; the teller has a reader of its own.</summary>
internal static partial class WordsOf
{
    public static List<CheckedWord> Read(string text)
    {
        var words = new List<CheckedWord>();
        foreach (Match match in Word().Matches(text))
            words.Add(new CheckedWord(match.Value.Replace('\u2019', '\''), match.Index, IsOpening(text, match.Index)));
        return words;
    }

    private static bool IsOpening(string text, int start)
    {
        var at = start - 1;
        var quoted = false;
        for (; at >= 0 && text[at] is ' ' or '"' or '\u201c' or '\'' or '\u2018' or '('; at--)
            quoted |= text[at] is '"' or '\u201c';
        return at < 0 || quoted || text[at] is '.' or '!' or '?' or ':';
    }

    // Node.js is two words, C# and C++ are one; 1,400 and 2.4 are one number, and 40h is a number with its unit.
    [GeneratedRegex(@"\p{Nd}+(?:[.,]\p{Nd}+)*\p{L}*|\p{L}[\p{L}\p{M}\p{Nd}]*(?:['\u2019]\p{L}+)*[+#]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Word();
}

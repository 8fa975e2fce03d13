using System.Text;
using ClearView.AiTool.Documents;

namespace ClearView.Cli.Eval;

/// <summary>A text as a searching eye takes it: without case, marks on letters, and whatever stands between words.</summary>
internal sealed class Written
{
    private readonly string _words;
    private readonly string _letters;
    private readonly string _digits;

    public Written(string text)
    {
        _words = Words(text);
        _letters = _words.Replace(" ", "", StringComparison.Ordinal);
        var digits = new StringBuilder();
        // A number's parts are joined over what people put between them; anything else ends it.
        foreach (var c in text)
            if (char.IsAsciiDigit(c)) digits.Append(c);
            else if (c is not (' ' or '-' or '.' or '(' or ')' or '/' or '+' or '\u00A0' or '\u2010' or '\u2011' or '\u2013')) digits.Append('|');
        _digits = digits.ToString();
    }

    /// <summary>How many letters and digits there are.</summary>
    public int Length => _letters.Length;

    /// <summary>Whether a value stands here as whole words.</summary>
    public bool Holds(string value) => Words(value) is { Length: > 2 } words && _words.Contains(words, StringComparison.Ordinal);

    /// <summary>The whole name: in either order, glued or letter-spaced.</summary>
    public bool HoldsFullName(string name)
    {
        const int LongGlued = 8;
        var parts = PartsOf(name);
        if (parts.Length == 0)
            return false;
        if (parts.Length == 1)
            return Holds(parts[0]);
        return Holds(name) || Holds($"{parts[^1]} {parts[0]}") || Holds($"{parts[0]} {parts[^1]}")
            || Glued(string.Concat(parts)) || Glued(parts[0] + parts[^1]) || Glued(parts[^1] + parts[0]);

        bool Glued(string whole) => whole.Length >= LongGlued && _letters.Contains(whole, StringComparison.Ordinal);
    }

    /// <summary>Any word of a name that has three letters or more.</summary>
    public bool HoldsPartOfName(string name) => Array.Exists(PartsOf(name), part => part.Length > 2 && Holds(part));

    public bool HoldsNumber(string number)
    {
        const int Telling = 8;
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length > 5 && _digits.Contains(digits[^Math.Min(digits.Length, Telling)..], StringComparison.Ordinal);
    }

    private static string[] PartsOf(string name) => Words(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // " jane doe ": words with one space between and around them.
    private static string Words(string text)
    {
        var words = new StringBuilder(text.Length + 2).Append(' ');
        foreach (var c in Letters.Compose(text))
        {
            if (c is '\'' or '\u2019')
                continue;
            if (char.IsLetterOrDigit(c)) words.Append(Letters.Fold(c));
            else if (words[^1] != ' ') words.Append(' ');
        }
        if (words[^1] != ' ') words.Append(' ');
        return words.ToString();
    }
}

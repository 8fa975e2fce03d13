namespace ClearView.AiTool.Text;

/// <summary>Splits a text into words, once. What the anonymiser put in (such as [person] or [a town]) is no word.</summary>
internal static class WordReader
{
    private const int LongestPlaceholder = 48;

    public static List<Word> Read(string text)
    {
        var words = new List<Word>(text.Length / 6 + 8);
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || StartsDotName(text, i))
            {
                var end = EndOfWord(text, i);
                words.Add(new Word(i, end, WordForm.Hash(text.AsSpan(i, end - i))));
                i = end;
            }
            else if (c == '&')
            {
                words.Add(new Word(i, ++i, WordForm.Hash("&")));
            }
            else if (c == '[')
            {
                i = AfterPlaceholder(text, i);
            }
            else
            {
                i++;
            }
        }
        return words;
    }

    /// <summary>Where the placeholder that opens at <paramref name="open"/> is over, or one further when none opens there.</summary>
    public static int AfterPlaceholder(string text, int open)
    {
        var last = Math.Min(text.Length, open + LongestPlaceholder);
        // "[2008 - 2026]" is a date in brackets.
        var hasLetter = false;
        for (var i = open + 1; i < last; i++)
        {
            var c = text[i];
            if (c == ']')
                return hasLetter ? i + 1 : open + 1;
            hasLetter |= char.IsAsciiLetterLower(c);
            if (!(c is >= 'a' and <= 'z' or >= '0' and <= '9' or ' ' or '-'))
                break;
        }
        return open + 1;
    }

    private static bool StartsDotName(string text, int i) =>
        text[i] == '.' && i + 1 < text.Length && char.IsAsciiLetter(text[i + 1]) && (i == 0 || !(char.IsLetterOrDigit(text[i - 1]) || text[i - 1] == '.'));

    private static int EndOfWord(string text, int start)
    {
        var i = start + 1;
        while (i < text.Length)
        {
            if (char.IsLetterOrDigit(text[i]))
            {
                i++;
            }
            else if (text[i] is ('\'' or '\u2019') && i + 1 < text.Length && char.IsLetter(text[i + 1]) && char.IsLetter(text[i - 1]))
            {
                i += 2;
            }
            else
            {
                break;
            }
        }
        // C#, F#, C++, A+: the sign belongs to a name of one letter only.
        if (i - start == 1 && char.IsAsciiLetter(text[start]))
        {
            while (i < text.Length && i - start < 3 && text[i] is ('#' or '+'))
                i++;
        }
        return i;
    }
}

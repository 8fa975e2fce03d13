using System.Collections.Frozen;

namespace ClearView.AiTool.Text;

/// <summary>The form under which two spellings of a word are one: lower case, singular, American endings, no possessive.</summary>
internal static class WordForm
{
    public const int Longest = 40;

    /// <summary>Writes the form and returns its length; 0 for a word that is too long to be looked up.</summary>
    public static int Write(ReadOnlySpan<char> word, Span<char> form)
    {
        if (word.Length > Longest || form.Length < Longest)
            return 0;
        if (word is "&")
        {
            "and".CopyTo(form);
            return 3;
        }
        for (var i = 0; i < word.Length; i++)
            form[i] = char.IsAscii(word[i]) ? (char.IsAsciiLetterUpper(word[i]) ? (char)(word[i] | 0x20) : word[i]) : char.ToLowerInvariant(word[i]);
        var length = WithoutPossessive(form, word.Length);
        length = WithoutPlural(form, length);
        return WithOneSpelling(form, length);
    }

    /// <summary>The hash of a word's form; that of nothing for a word that is too long to be looked up.</summary>
    public static ulong Hash(ReadOnlySpan<char> word)
    {
        Span<char> form = stackalloc char[Longest];
        return WordHash.Of(form[..Write(word, form)]);
    }

    /// <summary>The hashes of the forms of words with a space between them.</summary>
    public static FrozenSet<ulong> Set(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => Hash(word)).ToFrozenSet();

    public static string Of(string word)
    {
        Span<char> form = stackalloc char[Longest];
        return form[..Write(word, form)].ToString();
    }

    private static int WithoutPossessive(Span<char> form, int length) =>
        length > 2 && form[length - 1] == 's' && form[length - 2] is ('\'' or '\u2019') ? length - 2 : length;

    private static int WithoutPlural(Span<char> form, int length)
    {
        if (length < 4 || form[length - 1] != 's' || form[length - 2] is 's' or 'u' or 'i' or '\'')
            return length;
        if (length > 4 && form[length - 2] == 'e' && form[length - 3] == 'i')
        {
            form[length - 3] = 'y';
            return length - 2;
        }
        return length - 1;
    }

    private static int WithOneSpelling(Span<char> form, int length)
    {
        if (length > 5)
        {
            var at = form[..length].LastIndexOf("is");
            // organisation, organising, organise, organised, organiser
            if (at >= 3 && form[(at + 2)..length] is "ation" or "ing" or "e" or "ed" or "er" or "ational")
                form[at + 1] = 'z';
        }
        if (length > 5 && form[..length].EndsWith("our"))
        {
            form[length - 2] = 'r';
            return length - 1;
        }
        if (length > 6 && form[..length].EndsWith("lling"))
        {
            "ing".CopyTo(form[(length - 4)..]);
            return length - 1;
        }
        return length;
    }
}

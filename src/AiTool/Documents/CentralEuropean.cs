using System.Buffers;
using System.Text;

namespace ClearView.AiTool.Documents;

/// <summary>
/// Windows-1250, in which Poles, Czechs, Hungarians, Croats and Romanians saved plain text. Every file in it can be read as Windows-1252 too, with other letters:
/// a name would be another one. So the text that comes out tells which was meant.
/// </summary>
internal static class CentralEuropean
{
    // What the letters of Polish and Slovak (and Czech capitals) become in Windows-1252: no letters, so no writer puts them into a word.
    private static readonly SearchValues<char> NoLetters = SearchValues.Create("\u00B3\u00B9\u00BF\u00A3\u00A5\u00AF\u00BE\u00BC\uFFFD");

    private static readonly Encoding? Windows1250 = CodePagesEncodingProvider.Instance.GetEncoding(1250);

    /// <summary>Whether bytes that were read as Windows-1252 were meant as Windows-1250.</summary>
    public static bool IsMeant(string western) => HasSignInWord(western) || IsCzechOrCroatian(western) || IsHungarian(western) || IsRomanian(western);

    /// <summary>The text, or null when the bytes are none of it.</summary>
    public static string? Decode(ReadOnlySpan<byte> content) =>
        Windows1250?.GetString(content) is { } text && text.AsSpan().IndexOfAnyInRange('\u0080', '\u009F') < 0 && !text.Contains('\uFFFD') ? text : null;

    // "Micha\u00B3owski" anywhere, "\u00A3ukasz Nowak" at the top: further down it may be a price.
    private static bool HasSignInWord(string text)
    {
        const int Top = 120;
        for (var i = 0; (i = IndexOfSign(text, i)) >= 0; i++)
        {
            int before = 0, after = 0;
            while (before < 2 && i - before > 0 && char.IsLetter(text[i - before - 1])) before++;
            while (after < 4 && i + 1 + after < text.Length && char.IsLower(text[i + 1 + after])) after++;
            // "40 m\u00B3h" has a letter on either side.
            if (before > 0 && after > 0 && before + after > 2 || before == 0 && after == 4 && i < Top && text[i] is '\u00A3' or '\u00AF')
                return true;
        }
        return false;
    }

    private static int IndexOfSign(string text, int from) => from < text.Length && text.AsSpan(from).IndexOfAny(NoLetters) is var next and >= 0 ? from + next : -1;

    // A Czech's name in a French, an Italian or a Danish text must not make it Czech: so none of the letters that those write and these do not.
    private static bool IsCzechOrCroatian(string text)
    {
        const string Others = "\u00E0\u00E2\u00E3\u00E5\u00E7\u00EA\u00EB\u00EE\u00F1\u00FB\u00FE";
        if (Count(text, "\u0161\u017E") < 2 || Count(text, Others) > 0)
            return false;
        var isCzech = Kinds(text, "\u00E8\u00EC\u00EF\u00F2\u00F8\u00F9") >= 2 && Count(text, "\u00E6\u00F0") == 0;
        return isCzech || Count(text, "\u00E8") >= 1 && Count(text, "\u00E8\u00E6\u00F0") >= 2 && Count(text, "\u00E9\u00EC\u00F2\u00F8\u00F9") == 0;
    }

    private static bool IsHungarian(string text) => Count(text, "\u00F5") >= 2 && Count(text, "\u00FB") >= 1 && Count(text, "\u00E0\u00E2\u00E3\u00E4\u00E7\u00E8\u00EA\u00EB\u00EC\u00EE\u00EF\u00F1\u00F2\u00F9") == 0;

    private static bool IsRomanian(string text) => Count(text, "\u00E3") >= 2 && Count(text, "\u00FE\u00BA") >= 2 && Count(text, "\u00E0\u00E6\u00E7\u00E9\u00F0\u00F1\u00F3\u00F5\u00F6") == 0;

    private static int Kinds(string text, string letters) => letters.Count(letter => Count(text, letter.ToString()) > 0);

    private static int Count(string text, string letters)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] > 127 && letters.Contains(text[i]) && (i > 0 && char.IsLetter(text[i - 1]) || i + 1 < text.Length && char.IsLetter(text[i + 1]))) count++;
        return count;
    }
}

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

    // "Micha\u00B3owski", "\u00A3ukasz"
    private static bool HasSignInWord(string text)
    {
        for (var i = 0; (i = IndexOfSign(text, i)) >= 0; i++)
        {
            var isBehindLetter = i > 0 && char.IsLetter(text[i - 1]);
            var letters = 0;
            while (letters < 3 && i + 1 + letters < text.Length && char.IsLetter(text[i + 1 + letters])) letters++;
            // A price and a power have no word behind them.
            if (letters > 0 && isBehindLetter || letters == 3 && (i == 0 || text[i - 1] is ' ' or '\n' or '\t'))
                return true;
        }
        return false;
    }

    private static int IndexOfSign(string text, int from) => from < text.Length && text.AsSpan(from).IndexOfAny(NoLetters) is var next and >= 0 ? from + next : -1;

    // No language of the west writes both.
    private static bool IsCzechOrCroatian(string text) => Count(text, "\u0161\u017E") >= 2 && Count(text, "\u00EC\u00F8\u00E8\u00F9\u00F2\u00E6\u00F0\u00EF") >= 2;

    private static bool IsHungarian(string text) => Count(text, "\u00F5") >= 1 && Count(text, "\u00FB") >= 1 && Count(text, "\u00E3\u00E7") == 0;

    private static bool IsRomanian(string text) => Count(text, "\u00E3") >= 1 && Count(text, "\u00FE\u00BA") >= 2 && Count(text, "\u00E7\u00F5") == 0;

    private static int Count(string text, string letters)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
            if (text[i] > 127 && letters.Contains(text[i]) && (i > 0 && char.IsLetter(text[i - 1]) || i + 1 < text.Length && char.IsLetter(text[i + 1]))) count++;
        return count;
    }
}

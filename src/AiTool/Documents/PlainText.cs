using System.Text;

namespace ClearView.AiTool.Documents;

/// <summary>Plain text: UTF-8, UTF-16 with a byte order mark, or Windows-1252 or -1250 when that is plausible.</summary>
internal static class PlainText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Windows-1252 is Latin-1 but for these 32, five of which it leaves undefined.
    private const string C1 = "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";
    private const char Undefined = '\uFFFD';

    // Words and signs of one letter.
    private const string Alone = "\u00E0\u00E1\u00E2\u00E4\u00E5\u00E6\u00E8\u00E9\u00EA\u00EC\u00ED\u00F2\u00F3\u00F4\u00F6\u00F8\u00F9\u00FA\u00AA\u00BA\u00B5";

    public static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];
    private static ReadOnlySpan<byte> Utf16LittleMark => [0xFF, 0xFE];
    private static ReadOnlySpan<byte> Utf16BigMark => [0xFE, 0xFF];

    public static DocumentText Read(ReadOnlySpan<byte> content)
    {
        var text = Decode(content) ?? throw UnreadableDocumentException.BadEncoding();
        return new DocumentText(TextRepair.Keep(text), MediaTypes.Text, 1);
    }

    public static bool LooksLikeText(ReadOnlySpan<byte> content) =>
        HasUtf16Mark(content) ? Decode(content) is { } wide && !HasControls(wide)
        : !HasControls(content) && Decode(content) is not null;

    /// <summary>Hardly any control character, whatever the encoding.</summary>
    public static bool IsMostlyText(ReadOnlySpan<byte> content)
    {
        if (HasUtf16Mark(content))
            return true;
        var controls = 0;
        foreach (var b in content)
            if (b < 32 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f')) controls++;
        return controls * 200L <= content.Length;
    }

    private static string? Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            if (content.StartsWith(Utf16LittleMark))
                return Encoding.GetEncoding("utf-16", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(content[2..]);
            if (content.StartsWith(Utf16BigMark))
                return Encoding.GetEncoding("utf-16BE", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(content[2..]);
            return Utf8.GetString(content.StartsWith(Utf8Mark) ? content[3..] : content);
        }
        catch (DecoderFallbackException)
        {
            return HasUtf16Mark(content) ? null : Windows(content);
        }
    }

    private static string? Windows(ReadOnlySpan<byte> content)
    {
        if (HoldsUtf8(content))
            return null;
        var letters = 0;
        var high = 0;
        foreach (var b in content)
        {
            if (b >= 0x80) high++;
            else if (char.IsAsciiLetter((char)b)) letters++;
        }
        // Letters with accents and typographic marks are seasoning in any language that these can write.
        if (high * 3 > letters)
            return null;
        var western = Windows1252(content);
        if (CentralEuropean.IsMeant(western) && CentralEuropean.Decode(content) is { } central && !HasLetterOutOfPlace(central))
            return central;
        return western.Contains(Undefined) || HasLetterOutOfPlace(western) ? null : western;
    }

    private static string Windows1252(ReadOnlySpan<byte> content) => string.Create(content.Length, content, static (text, bytes) =>
    {
        for (var i = 0; i < bytes.Length; i++)
            text[i] = bytes[i] is >= 0x80 and < 0xA0 ? C1[bytes[i] - 0x80] : (char)bytes[i];
    });

    // Damaged UTF-8 makes letters where no writer puts them: one that stands alone, a capital in the middle of a word.
    private static bool HasLetterOutOfPlace(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80 || !char.IsLetter(text[i]))
                continue;
            var before = i > 0 ? text[i - 1] : ' ';
            var after = i + 1 < text.Length ? text[i + 1] : ' ';
            var isAlone = !char.IsLetter(before) && !char.IsLetter(after);
            // The two bytes that begin no character of UTF-8, with one that goes on: a slash in disguise.
            var isDisguise = text[i] is '\u00C0' or '\u00C1' && after is > '\u00A0' and < '\u00C0' and not '\u00BB';
            if (isDisguise || char.IsUpper(text[i]) && char.IsLower(before) || isAlone && !Alone.Contains(char.ToLowerInvariant(text[i])))
                return true;
        }
        return false;
    }

    // One whole multi-byte character says that the file was meant as UTF-8, so its faults are damage, not another encoding.
    private static bool HoldsUtf8(ReadOnlySpan<byte> content)
    {
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] < 0xC2)
                continue;
            if (Rune.DecodeFromUtf8(content[i..], out _, out var used) == System.Buffers.OperationStatus.Done && used > 1)
                return true;
        }
        return false;
    }

    private static bool HasUtf16Mark(ReadOnlySpan<byte> content) =>
        content.StartsWith(Utf16LittleMark) || content.StartsWith(Utf16BigMark);

    // A few strays are left by programs that turned a document into text; a zero, or many, say that it is none.
    private static bool HasControls(ReadOnlySpan<byte> content) => content.Contains((byte)0) || !IsMostlyText(content);

    private static bool HasControls(string text)
    {
        foreach (var c in text)
            if (c < 32 && c is not ('\t' or '\n' or '\r' or '\f')) return true;
        return false;
    }
}

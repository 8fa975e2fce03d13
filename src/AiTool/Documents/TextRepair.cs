using System.Text;

namespace ClearView.AiTool.Documents;

/// <summary>The last step of every format: one way to write lines, spaces and letters.</summary>
internal static class TextRepair
{
    private const int MaxBlankLines = 2;

    /// <summary>For a format whose lines and spaces a parser made up: they are written one way.</summary>
    /// <exception cref="UnreadableDocumentException">Nothing is left, or too much.</exception>
    public static string Finish(string raw)
    {
        var text = Begin(raw);
        var blank = MaxBlankLines;
        var any = false;
        foreach (var line in raw.AsSpan().EnumerateLines())
        {
            var start = text.Length;
            AppendLine(text, line);
            var isBlank = text.Length == start;
            any |= !isBlank;
            blank = isBlank ? blank + 1 : 0;
            if (blank <= MaxBlankLines)
                text.Append('\n');
        }
        if (!any)
            throw UnreadableDocumentException.NoText();
        while (text.Length > 1 && text[^2] == '\n')
            text.Length--;
        return Letters.Compose(text.ToString());
    }

    /// <summary>For a format that people see as it is: lines and spaces stay, so that a position in the text is one in the file.</summary>
    /// <exception cref="UnreadableDocumentException">Nothing is left, or too much.</exception>
    public static string Keep(string raw)
    {
        var text = Begin(raw);
        var left = raw.AsSpan();
        while (!left.IsEmpty)
        {
            var end = left.IndexOfAny('\r', '\n');
            Append(text, end < 0 ? left : left[..end]);
            if (end < 0)
                break;
            text.Append('\n');
            left = left[(end + (left[end..].StartsWith("\r\n") ? 2 : 1))..];
        }
        var kept = text.ToString();
        return string.IsNullOrWhiteSpace(kept) ? throw UnreadableDocumentException.NoText() : Letters.Compose(kept);
    }

    private static StringBuilder Begin(string raw) => raw.Length <= DocumentReader.MaxCharacters
        ? new StringBuilder(raw.Length + 1)
        : throw UnreadableDocumentException.TooLarge($"more than {DocumentReader.MaxCharacters / 1_000_000} million characters of text");

    private static void AppendLine(StringBuilder text, ReadOnlySpan<char> line)
    {
        var start = text.Length;
        Append(text, line);
        while (text.Length > start && text[^1] is ' ' or '\t')
            text.Length--;
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            // "𝐉𝐨𝐡𝐧": letters of mathematics and the like are letters to the reader.
            if (c > '\u20FF' && StyledLetters.Plain(line[i..]) is (var plain, > 0 and var length))
            {
                text.Append(plain);
                i += length - 1;
                continue;
            }
            switch (c)
            {
                case '\t': text.Append('\t'); break;
                case '\f' or '\u0085' or '\u2028' or '\u2029': text.Append('\n'); break;
                case '\v' or '\u00A0' or '\u202F' or '\u3000' or (>= '\u2000' and <= '\u200A'): text.Append(' '); break;
                // Soft hyphens, zero-width and direction marks, byte order marks: nobody sees them, and they split names.
                case '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF': break;
                case '\uFB00': text.Append("ff"); break;
                case '\uFB01': text.Append("fi"); break;
                case '\uFB02': text.Append("fl"); break;
                case '\uFB03': text.Append("ffi"); break;
                case '\uFB04': text.Append("ffl"); break;
                case '\uFB05' or '\uFB06': text.Append("st"); break;
                case < ' ' or (>= '\u007F' and <= '\u009F'): break;
                default: text.Append(c); break;
            }
        }
    }
}

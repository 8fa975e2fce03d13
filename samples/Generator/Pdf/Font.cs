using System.Text;

namespace ClearView.Generator.Pdf;

/// <summary>One of the fonts that every PDF reader has, in WinAnsiEncoding (Latin-1 and a little more).</summary>
internal sealed record Font(string Key, string BaseName)
{
    private const int Monospace = 600;
    private static readonly Dictionary<string, int[]> Widths = ReadWidths();
    private static readonly string HighCodes = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    public static readonly Font Sans = new("F1", "Helvetica");
    public static readonly Font SansBold = new("F2", "Helvetica-Bold");
    public static readonly Font Serif = new("F3", "Times-Roman");
    public static readonly Font SerifBold = new("F4", "Times-Bold");
    public static readonly Font SerifItalic = new("F5", "Times-Italic");
    public static readonly Font Mono = new("F6", "Courier");
    public static readonly Font MonoBold = new("F7", "Courier-Bold");

    public static readonly Font[] All = [Sans, SansBold, Serif, SerifBold, SerifItalic, Mono, MonoBold];

    /// <summary>Width in points.</summary>
    public double Measure(string text, double size)
    {
        if (!Widths.TryGetValue(BaseName, out var widths))
            return text.Length * Monospace * size / 1000;
        var sum = 0;
        foreach (var code in Encode(text))
            sum += widths[code - 32];
        return sum * size / 1000;
    }

    public static byte[] Encode(string text) => [.. text.Select(Code)];

    /// <summary>A literal string of a PDF file, in ASCII only.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder("(");
        foreach (var code in Encode(text))
        {
            if (code is (byte)'(' or (byte)')' or (byte)'\\') literal.Append('\\').Append((char)code);
            else if (code < 127) literal.Append((char)code);
            else literal.Append('\\').Append(Convert.ToString(code, 8));
        }

        return literal.Append(')').ToString();
    }

    private static byte Code(char letter)
    {
        if (letter is >= ' ' and <= '~' or >= '\u00A0' and <= '\u00FF') return (byte)letter;
        var high = HighCodes.IndexOf(letter, StringComparison.Ordinal);
        return high >= 0 && letter != '\0'
            ? (byte)(128 + high)
            : throw new InvalidDataException($"The standard PDF fonts have no '{letter}' (U+{(int)letter:X4}). Make this résumé a .docx or .txt.");
    }

    private static Dictionary<string, int[]> ReadWidths() => Encoding.ASCII.GetString(Resources.Read("Pdf/widths.txt"))
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#')
        .Select(line => line.Split(' '))
        .ToDictionary(row => row[0], row => row[1..].Select(n => int.Parse(n, Texts.Invariant)).ToArray());
}

using System.Buffers;

namespace ClearView.AiTool.Documents;

/// <summary>Tells formats apart by their bytes.</summary>
internal static class ContentType
{
    private static ReadOnlySpan<byte> ZipHeader => "PK\x03\x04"u8;
    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G'];
    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];
    private static ReadOnlySpan<byte> Gzip => [0x1F, 0x8B];
    private static ReadOnlySpan<byte> SevenZip => [(byte)'7', (byte)'z', 0xBC, 0xAF];

    public static string? Detect(ReadOnlySpan<byte> content)
    {
        if (IsPdf(content))
            return MediaTypes.Pdf;
        if (content.StartsWith(ZipHeader))
            return content.IndexOf("word/"u8) >= 0 ? MediaTypes.Docx : null;
        return !content.IsEmpty && Foreign(content) is null && PlainText.LooksLikeText(content) ? MediaTypes.Text : null;
    }

    public static UnreadableDocumentException WhyNot(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            return UnreadableDocumentException.Empty();
        if (content.StartsWith(CompoundFile))
            return content.IndexOf("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"u8) >= 0
                ? UnreadableDocumentException.Encrypted()
                : UnreadableDocumentException.UnknownType("in Word's old format (DOC) or another old Office format");
        if (Foreign(content) is { } kind)
            return UnreadableDocumentException.UnknownType(kind);
        // Only text that is broken gets here with hardly a control character in it.
        return PlainText.IsMostlyText(content)
            ? UnreadableDocumentException.BadEncoding()
            : UnreadableDocumentException.UnknownType("of an unknown kind");
    }

    // A few bytes of rubbish before the header are common, and every PDF viewer accepts them.
    private static bool IsPdf(ReadOnlySpan<byte> content) =>
        content[..Math.Min(1024, content.Length)].IndexOf("%PDF-"u8) is var at and >= 0
        && (at == 0 || content[..at].IndexOfAnyExcept(Printable) < 0 || at < 16);

    private static readonly SearchValues<byte> Printable =
        SearchValues.Create([.. Enumerable.Range(9, 5).Concat(Enumerable.Range(32, 95)).Select(b => (byte)b)]);

    private static string? Foreign(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(ZipHeader) || content.StartsWith("PK\x05\x06"u8)) return "a zip archive or an Office file other than a Word document";
        if (content.StartsWith(CompoundFile)) return "in an old Office format";
        if (content.StartsWith(Png)) return "a picture (PNG)";
        if (content.StartsWith(Jpeg)) return "a picture (JPEG)";
        if (content.StartsWith("GIF8"u8)) return "a picture (GIF)";
        if (content.StartsWith("II*\0"u8) || content.StartsWith("MM\0*"u8)) return "a picture (TIFF)";
        if (content.Length > 12 && content.StartsWith("RIFF"u8)) return "a picture, sound or film (RIFF)";
        if (content.StartsWith(Gzip)) return "an archive (gzip)";
        if (content.StartsWith("Rar!"u8) || content.StartsWith(SevenZip)) return "an archive (RAR or 7z)";
        if (content.StartsWith("\u007FELF"u8) || content.StartsWith("MZ"u8) && content.IndexOf((byte)0) >= 0) return "a program";
        if (content.StartsWith("{\\rtf"u8)) return "in the rich text format (RTF)";
        if (content.StartsWith("%!PS"u8)) return "a PostScript file";
        return IsMarkup(content) ? "a web page (HTML) or XML file" : null;
    }

    private static bool IsMarkup(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(PlainText.Utf8Mark)) content = content[3..];
        content = content.TrimStart(" \t\r\n"u8);
        Span<byte> start = stackalloc byte[16];
        var length = Math.Min(start.Length, content.Length);
        for (var i = 0; i < length; i++)
            start[i] = content[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(content[i] + 32) : content[i];
        start = start[..length];
        return start.StartsWith("<!doctype"u8) || start.StartsWith("<html"u8) || start.StartsWith("<?xml"u8);
    }
}

using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace ClearView.AiTool.Documents;

/// <summary>A PDF's text in reading order. Pictures, links, forms, annotations and properties are left out.</summary>
internal static class PdfText
{
    // Less than this beside a picture is a stamp, a page number or a scanner's mark, not a résumé.
    private const int FewLetters = 40;

    public static DocumentText Read(ReadOnlyMemory<byte> content)
    {
        if (EndsTooEarly(content.Span))
            throw UnreadableDocumentException.Truncated();

        PdfNames.ForgetMany();
        var filters = new PdfFilters(DocumentReader.MaxUnpackedPdfBytes);
        try
        {
            return Read(content, filters);
        }
        catch (Exception e) when (e is not (UnreadableDocumentException or OperationCanceledException or OutOfMemoryException or TypeInitializationException))
        {
            throw filters.Refusal
                ?? (e is PdfDocumentEncryptedException ? UnreadableDocumentException.Encrypted() : UnreadableDocumentException.Damaged(e));
        }
    }

    private static DocumentText Read(ReadOnlyMemory<byte> content, PdfFilters filters)
    {
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = filters, MaxStackDepth = 128 };
        using var pdf = PdfDocument.Open(content.ToArray(), options);
        if (pdf.NumberOfPages > DocumentReader.MaxPages)
            throw UnreadableDocumentException.TooManyPages(pdf.NumberOfPages, DocumentReader.MaxPages);

        var text = new StringBuilder();
        var pictures = 0;
        for (var number = 1; number <= pdf.NumberOfPages; number++)
        {
            var page = pdf.GetPage(number);
            pictures += page.NumberOfImages;
            PdfPageText.Append(text, VisibleLetters.Of(page), page.Width);
            if (text.Length > DocumentReader.MaxCharacters)
                throw UnreadableDocumentException.TooLarge($"more than {DocumentReader.MaxCharacters / 1_000_000} million characters of text");
        }
        if (filters.Refusal is { } refusal)
            throw refusal;

        CheckLetters(text, pictures);
        return new DocumentText(TextRepair.Finish(text.ToString()), MediaTypes.Pdf, pdf.NumberOfPages);
    }

    private static void CheckLetters(StringBuilder text, int pictures)
    {
        int letters = 0, visible = 0, unknown = 0;
        foreach (var chunk in text.GetChunks())
        {
            foreach (var c in chunk.Span)
            {
                if (char.IsWhiteSpace(c)) continue;
                visible++;
                if (char.IsLetterOrDigit(c)) letters++;
                // The replacement character, private use (a font's own numbering) and controls stand for letters that nobody knows.
                else if (c is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') or < ' ' or (>= '\u007F' and <= '\u009F')) unknown++;
            }
        }
        if (letters < FewLetters && pictures > 0)
            throw UnreadableDocumentException.Scan();
        if (visible > 0 && (unknown * 5 > visible || letters * 2 < visible))
            throw UnreadableDocumentException.UnreadableFont();
    }

    // PdfPig can often open the first half of a file, but half a résumé would be judged as a whole one.
    private static bool EndsTooEarly(ReadOnlySpan<byte> content)
    {
        var tail = content[Math.Max(0, content.Length - 4096)..];
        return tail.LastIndexOf("%%EOF"u8) < 0 && tail.LastIndexOf("startxref"u8) < 0;
    }
}

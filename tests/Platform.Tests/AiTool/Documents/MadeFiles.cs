using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace ClearView.Platform.Tests.AiTool.Documents;

/// <summary>Files made in memory, whole and broken.</summary>
internal static class MadeFiles
{
    /// <summary>A one-pixel picture.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Pdf(params (double X, double Y, string Text)[] texts) => Pdf(1, texts);

    public static byte[] Pdf(int pages, params (double X, double Y, string Text)[] texts)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        for (var i = 0; i < pages; i++)
        {
            var page = builder.AddPage(595, 842);
            foreach (var (x, y, text) in texts)
                page.AddText(text, 11, new PdfPoint(x, y), font);
        }
        return builder.Build();
    }

    public static byte[] PdfOfPicture()
    {
        using var builder = new PdfDocumentBuilder();
        builder.AddPage(595, 842).AddPng(Png, new PdfRectangle(0, 0, 595, 842));
        return builder.Build();
    }

    /// <summary>A PDF written by hand, so that it can hold what no writer would write.</summary>
    /// <param name="content">The page's content stream, as it is stored.</param>
    /// <param name="moreObjects">From number 6 on.</param>
    public static byte[] RawPdf(byte[] content, string streamEntries = "", string trailerEntries = "", string fontEntries = "", string resourceEntries = "", params IReadOnlyList<string> moreObjects)
    {
        using var pdf = new MemoryStream();
        var offsets = new List<long>();
        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
        void Object(string body)
        {
            offsets.Add(pdf.Position);
            Write($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }
        Write("%PDF-1.4\n");
        Object("<</Type/Catalog/Pages 2 0 R>>");
        Object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
        Object($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>{resourceEntries}>>>>");
        offsets.Add(pdf.Position);
        Write($"4 0 obj\n<</Length {content.Length}{streamEntries}>>\nstream\n");
        pdf.Write(content);
        Write("\nendstream\nendobj\n");
        Object($"<</Type/Font/Subtype/Type1/BaseFont/Helvetica{fontEntries}>>");
        foreach (var more in moreObjects)
            Object(more);
        var xref = pdf.Position;
        Write($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Write($"{offset:D10} 00000 n \n");
        Write($"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R{trailerEntries}>>\nstartxref\n{xref}\n%%EOF\n");
        return pdf.ToArray();
    }

    public static string Stream(string entries, string content) => $"<<{entries}/Length {content.Length}>>\nstream\n{content}\nendstream";

    public static byte[] Deflated(long zeros)
    {
        using var result = new MemoryStream();
        using (var deflate = new ZLibStream(result, CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)' ');
            for (var left = zeros; left > 0; left -= block.Length)
                deflate.Write(block, 0, (int)Math.Min(left, block.Length));
        }
        return result.ToArray();
    }

    public static byte[] Docx(Action<MainDocumentPart, Body> fill)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var body = new Body();
            main.Document = new Document(body);
            fill(main, body);
            main.Document.Save();
        }
        return stream.ToArray();
    }

    public static byte[] Docx(params string[] paragraphs) => Docx((_, body) =>
    {
        foreach (var text in paragraphs)
            body.AppendChild(Line(text));
    });

    public static Paragraph Line(string text) => new(new Run(new Word.Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        return stream.ToArray();
    }
}

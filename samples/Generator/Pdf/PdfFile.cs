using System.Buffers;
using System.Text;

namespace ClearView.Generator.Pdf;

internal sealed record PdfImage(string Key, int Width, int Height, byte[] Bytes, string? Filter);

/// <summary>
/// Writes PDF 1.4 without compression, so that the bytes depend on nothing but the content. The
/// catalog comes last: a file that is cut short has lost it, as most interrupted downloads have.
/// </summary>
internal sealed class PdfFile(IReadOnlyDictionary<string, string> properties)
{
    private const int FirstPage = 20;

    private readonly List<PdfPage> pages = [];
    private readonly List<PdfImage> images = [];
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly SortedDictionary<int, long> offsets = [];

    public PdfPage AddPage()
    {
        pages.Add(new PdfPage());
        return pages[^1];
    }

    public void AddImage(PdfImage image) => images.Add(image);

    public byte[] Finish(PdfLock? password = null)
    {
        Write("%PDF-1.4\n%\u00E2\u00E3\u00CF\u00D3\n");
        for (var i = 0; i < Font.All.Length; i++)
            Object(3 + i, $"<< /Type /Font /Subtype /Type1 /BaseFont /{Font.All[i].BaseName} /Encoding /WinAnsiEncoding >>");
        for (var i = 0; i < images.Count; i++)
            Stream(10 + i, ImageHeader(images[i]), images[i].Bytes, password);
        for (var i = 0; i < pages.Count; i++)
            WritePage(FirstPage + 2 * i, pages[i], password);

        var info = FirstPage + 2 * pages.Count;
        Object(info, $"<< {string.Join(' ', properties.Select(p => $"/{p.Key} {Value(p.Value, info, password)}"))} >>");
        Object(2, $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', pages.Select((_, i) => $"{FirstPage + 2 * i} 0 R"))}] >>");
        Object(1, "<< /Type /Catalog /Pages 2 0 R >>");
        if (password is not null) Object(info + 1, password.Dictionary);
        Trailer(info, password);
        return bytes.WrittenSpan.ToArray();
    }

    private void WritePage(int number, PdfPage page, PdfLock? password)
    {
        var fonts = string.Join(' ', Font.All.Select((font, i) => $"/{font.Key} {3 + i} 0 R"));
        var pictures = string.Join(' ', images.Select((image, i) => $"/{image.Key} {10 + i} 0 R"));
        var links = string.Join(' ', page.Links.Select(l =>
            $"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [{l.X.Plain()} {(l.Y - 2).Plain()} {(l.X + l.Width).Plain()} {(l.Y + 10).Plain()}] " +
            $"/A << /S /URI /URI {Value(l.Uri, number, password)} >> >>"));
        Object(number, $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PdfPage.Width.Plain()} {PdfPage.Height.Plain()}] /Contents {number + 1} 0 R " +
            $"/Resources << /Font << {fonts} >> /XObject << {pictures} >> >> /Annots [{links}] >>");
        Stream(number + 1, "", Encoding.ASCII.GetBytes(page.Content), password);
    }

    private static string ImageHeader(PdfImage image) =>
        $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} /ColorSpace /DeviceGray /BitsPerComponent 8" +
        (image.Filter is null ? "" : $" /Filter /{image.Filter}");

    private static string Value(string text, int number, PdfLock? password) =>
        password is null ? Font.Literal(text) : $"<{Convert.ToHexString(password.Encrypt(number, Font.Encode(text)))}>";

    private void Object(int number, string body)
    {
        offsets[number] = bytes.WrittenCount;
        Write($"{number} 0 obj\n{body}\nendobj\n");
    }

    private void Stream(int number, string header, byte[] content, PdfLock? password)
    {
        var stored = password is null ? content : password.Encrypt(number, content);
        offsets[number] = bytes.WrittenCount;
        Write($"{number} 0 obj\n<< {header} /Length {stored.Length} >>\nstream\n");
        bytes.Write(stored);
        Write("\nendstream\nendobj\n");
    }

    private void Trailer(int info, PdfLock? password)
    {
        var start = bytes.WrittenCount;
        var size = offsets.Keys.Max() + 1;
        Write($"xref\n0 {size}\n0000000000 65535 f \n");
        for (var number = 1; number < size; number++)
            Write(offsets.TryGetValue(number, out var offset) ? $"{offset:D10} 00000 n \n" : "0000000000 65535 f \n");
        var locked = password is null ? "" : $" /Encrypt {info + 1} 0 R /ID [<{PdfLock.FileId}> <{PdfLock.FileId}>]";
        Write($"trailer\n<< /Size {size} /Root 1 0 R /Info {info} 0 R{locked} >>\nstartxref\n{start}\n%%EOF\n");
    }

    private void Write(string text) => bytes.Write(Encoding.Latin1.GetBytes(text));
}

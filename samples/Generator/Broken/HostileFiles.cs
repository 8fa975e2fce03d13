using System.Text;
using ClearView.Generator.Docx;
using ClearView.Generator.Pdf;

namespace ClearView.Generator.Broken;

/// <summary>Files that must be refused with a clear error, for tests and for people who try the product.</summary>
internal static class HostileFiles
{
    private const string ContentTypes =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" +
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
        "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

    private const string Relations =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
        "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

    private const string Before =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>";

    private const string After = "</w:t></w:r></w:p></w:body></w:document>";

    private static readonly Sheet Sheet = Sheet.Parse("hostile", """
        first: Sam
        last: Placeholder
        email: sam.placeholder@example.com
        applied: 2026-10-01T09:00:00Z

        # Sam Placeholder
        = sam.placeholder@example.com, 555-0100

        ## Work
        ### Warehouse assistant | Lowmoor Stores, Leeds | 2019 - 2023
        - Picked and packed orders for twelve shops
        - Counted stock each quarter and wrote up the differences
        """);

    public static IEnumerable<(string Name, byte[] Bytes)> Make()
    {
        var files = All().ToArray();
        yield return ("README.md", Readme(files));
        foreach (var (name, bytes, _) in files)
            yield return (name, bytes);
    }

    private static IEnumerable<(string Name, byte[] Bytes, string What)> All()
    {
        var pdf = PdfResume.Make(Sheet, new Dice(1, 1));
        var docx = DocxResume.Make(Sheet, new Dice(1, 1));
        yield return ("empty.pdf", [], "No bytes at all.");
        yield return ("empty.txt", [], "No bytes at all.");
        yield return ("blank.txt", Encoding.UTF8.GetBytes(" \n\t\n   \n"), "Only white space: a file, but nothing to read.");
        yield return ("truncated.pdf", Damage.CutShort(pdf), "A PDF that ends in the middle; its catalog is lost.");
        yield return ("encrypted.pdf", PdfResume.Make(Sheet, new Dice(1, 1), new PdfLock("open-sesame")), "A PDF that opens only with a password (it is `open-sesame`).");
        yield return ("png-inside.pdf", Photo.Png(10), "A PNG picture with the name of a PDF.");
        yield return ("damaged.docx", Damage.Scramble(docx), "A zip whose middle is overwritten and whose directory is lost.");
        yield return ("wrong-content-type.docx", Other(), "A sound zip that calls itself a spreadsheet and has no document in it.");
        yield return ("bad-xml.docx", Document(Before + "Work<w:oops></w:p>"), "A sound zip whose document is not well-formed XML.");
        yield return ("invalid-utf8.txt", InvalidUtf8(), "Text with bytes that are not UTF-8 (a lone 0xFF, a cut sequence, an overlong slash).");
        yield return ("nul-bytes.txt", Encoding.UTF8.GetBytes("Work\0history\0\0 of nobody\0"), "Text with NUL characters in it.");
        yield return ("zip-bomb.docx", Bomb(), "One entry of 210 KB that inflates to 215,000,000 letters: the best ratio that deflate allows (1032 : 1).");
        yield return ("overlap-bomb.docx", OverlapBomb(), "12 KB: 120 entries share the same 2 KB, each inflates to 2 MB, together 240 MB. No entry is large, so only a limit on the sum helps. The document itself is harmless.");
        yield return ("entity-bomb.docx", EntityBomb(), "A document of 1 KB whose XML entities expand to a thousand million words. XML readers must refuse the DTD.");
    }

    private static byte[] Document(string xml)
    {
        var zip = Package();
        zip.Add("word/document.xml", xml);
        return zip.Finish();
    }

    private static byte[] Bomb()
    {
        var (stream, crc, length) = DeflateBomb.Make(Before, 'A', 833_333, After);
        var zip = Package();
        zip.AddDeflated("word/document.xml", stream, crc, length);
        return zip.Finish();
    }

    private static byte[] OverlapBomb()
    {
        var zip = Package();
        zip.Add("word/document.xml", Before + "Nothing here." + After);
        var (stream, crc, length) = DeflateBomb.Make("", 'A', 7_752, "");
        zip.AddDeflated("word/media/image000.bin", stream, crc, length);
        for (var i = 1; i < 120; i++)
            zip.Alias($"word/media/image{i:D3}.bin");
        return zip.Finish();
    }

    private static byte[] EntityBomb()
    {
        var xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE w:document [<!ENTITY e0 \"work \">");
        for (var i = 1; i <= 9; i++)
            xml.Append("<!ENTITY e").Append(i).Append(" \"").Append(string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))).Append("\">");
        xml.Append("]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&e9;").Append(After);
        return Document(xml.ToString());
    }

    private static byte[] Other()
    {
        var zip = new StoredZip();
        zip.Add("[Content_Types].xml", ContentTypes
            .Replace("/word/document.xml", "/xl/workbook.xml", StringComparison.Ordinal)
            .Replace("wordprocessingml.document.main", "spreadsheetml.sheet.main", StringComparison.Ordinal));
        zip.Add("_rels/.rels", Relations.Replace("word/document.xml", "xl/workbook.xml", StringComparison.Ordinal));
        zip.Add("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheets/></workbook>");
        return zip.Finish();
    }

    private static StoredZip Package()
    {
        var zip = new StoredZip();
        zip.Add("[Content_Types].xml", ContentTypes);
        zip.Add("_rels/.rels", Relations);
        return zip;
    }

    private static byte[] InvalidUtf8() =>
    [
        .. "Sam Placeholder\nWork: driver "u8, 0xFF, .. " 2019 to 2022, caf"u8, 0xC3, .. "\nSchool: Grange "u8, 0xC0, 0xAF, .. "\n"u8,
    ];

    private static byte[] Readme(IEnumerable<(string Name, byte[] Bytes, string What)> files)
    {
        var text = new StringBuilder("# Files that must be refused\n\n")
            .Append("Made by `samples/Generator`; do not edit. Each must get a clear error (what is wrong, what to do)\n")
            .Append("and leave the system working. Only `overlap-bomb.docx` holds a document that may be read, with\n")
            .Append("its other entries left alone.\n\n")
            .Append("| File | Bytes | What it is |\n|---|---:|---|\n");
        foreach (var (name, bytes, what) in files)
            text.Append("| `").Append(name).Append("` | ").Append(bytes.Length.ToString("N0", Texts.Invariant)).Append(" | ").Append(what).Append(" |\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

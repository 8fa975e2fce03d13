using System.Text;
using ClearView.AiTool.Documents;

namespace ClearView.Platform.Tests.AiTool.Documents;

/// <summary>Every way in which a file can be unreadable, with the code that a caller sees.</summary>
public sealed class UnreadableDocumentTests
{
    private static UnreadableDocumentException Fails(string code, byte[] content)
    {
        var failure = Assert.Throws<UnreadableDocumentException>(
            () => DocumentReader.Read(content, TestContext.Current.CancellationToken));
        Assert.True(code == failure.Code, $"Expected '{code}', was '{failure.Code}': {failure.InnerException}");
        Assert.EndsWith(".", failure.Message, StringComparison.Ordinal);
        return failure;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_file_of_no_bytes() => Fails("empty", []);

    [Fact]
    public void A_text_of_blanks() => Fails("no-text", " \r\n\t \n"u8.ToArray());

    [Fact]
    public void A_docx_without_words() => Fails("no-text", MadeFiles.Docx("", " "));

    [Fact]
    public void A_pdf_without_words() => Fails("no-text", MadeFiles.Pdf((1, 1, " ")));

    [Fact]
    public void Eleven_megabytes() => Fails("too-large", new byte[11 * 1024 * 1024]);

    [Fact]
    public void A_text_of_more_than_two_million_characters() => Fails("too-large", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("baker ", 400_000))));

    [Fact]
    public void A_pdf_of_more_than_two_hundred_pages() => Fails("too-many-pages", MadeFiles.Pdf(201, (50, 700, "Baker")));

    [Fact]
    public void A_pdf_that_was_cut_off()
    {
        var pdf = MadeFiles.Pdf((50, 700, "Baker"));
        Fails("truncated", pdf[..(pdf.Length / 2)]);
    }

    [Fact]
    public void A_docx_that_was_cut_off()
    {
        var docx = MadeFiles.Docx("Baker");
        Fails("truncated", docx[..(docx.Length / 2)]);
    }

    [Fact]
    public void A_docx_with_a_damaged_part()
    {
        var docx = MadeFiles.Docx([.. Enumerable.Range(0, 400).Select(i => $"Baker {i * 7919} of bread")]);
        Array.Fill(docx, (byte)0x5A, docx.Length / 3, docx.Length / 4);
        Fails("damaged", docx);
    }

    [Fact]
    public void A_pdf_of_rubbish() => Fails("damaged", "%PDF-1.7\nthis is no pdf at all\n%%EOF\n"u8.ToArray());

    [Fact]
    public void A_zip_bomb_that_calls_itself_a_docx() =>
        Fails("too-large", MadeFiles.Zip(("[Content_Types].xml", []), ("word/document.xml", new byte[1]), ("word/media/a.bin", new byte[210 * 1024 * 1024])));

    [Fact]
    public void A_pdf_with_a_bomb_in_its_page() =>
        Fails("too-large", MadeFiles.RawPdf(MadeFiles.Deflated(230L << 20), "/Filter/FlateDecode"));

    [Fact]
    public void A_docx_nested_beyond_reason()
    {
        var xml = new StringBuilder("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
        xml.Insert(xml.Length, "<w:sdt>", 100_000).Insert(xml.Length, "</w:sdt>", 100_000).Append("</w:body></w:document>");
        Fails("damaged", MadeFiles.Zip(("[Content_Types].xml", []), ("word/document.xml", Encoding.UTF8.GetBytes(xml.ToString()))));
    }

    [Fact]
    public void A_pdf_with_a_password() => Fails("encrypted", MadeFiles.RawPdf(
        "BT /F1 11 Tf 50 700 Td (Baker) Tj ET"u8.ToArray(),
        trailerEntries: "/Encrypt 6 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]",
        moreObjects: [$"<</Filter/Standard/V 1/R 2/P -4/O<{new string('A', 64)}>/U<{new string('B', 64)}>>>"]));

    [Fact]
    public void An_office_file_with_a_password() => Fails("encrypted",
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[512], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]]);

    [Fact]
    public void An_old_word_file()
    {
        var failure = Fails("unknown-type", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2048]]);
        Assert.Contains("old format", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_whatever_its_name() =>
        Assert.Contains("picture", Fails("unknown-type", MadeFiles.Png).Message, StringComparison.Ordinal);

    [Fact]
    public void A_program() => Fails("unknown-type", [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[100]]);

    [Fact]
    public void Bytes_of_no_known_kind() => Fails("unknown-type", [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 31 % 256))]);

    [Fact]
    public void A_page_that_is_only_a_picture() =>
        Assert.Contains("text recognition", Fails("scan", MadeFiles.PdfOfPicture()).Message, StringComparison.Ordinal);

    [Fact]
    public void Broken_utf8() => Fails("bad-encoding", [.. "Caf\u00E9 manager in a small town "u8, 0xC3, 0x28, .. " and more"u8]);

    [Theory]
    [InlineData("driver \u00FF 2019")]
    [InlineData("a caf\u00C3")]
    [InlineData("Grange \u00C0\u00AF")]
    [InlineData("a small town \u00C3( and more")]
    public void Letters_where_no_writer_puts_them(string damaged) => Fails("bad-encoding", Encoding.Latin1.GetBytes(damaged));

    [Fact]
    public void Broken_utf8_that_could_be_letters_of_windows_1252() =>
        Fails("bad-encoding", [.. "Work: driver "u8, 0xFF, .. " until now, caf"u8, 0xC3, .. "\nSchool: Grange "u8, 0xC0, 0xAF, .. " and so on and so forth"u8]);

    [Fact]
    public void A_font_that_does_not_tell_its_letters()
    {
        // The font numbers its letters its own way, in the private use area.
        var differences = string.Concat(Enumerable.Range(32, 90).Select(i => $"/uniE{i:X3}"));
        var content = Encoding.Latin1.GetBytes("BT /F1 11 Tf 50 700 Td (Baker of bread and of cakes in the town) Tj ET");
        Fails("unreadable-font", MadeFiles.RawPdf(content, fontEntries: $"/Encoding<</Type/Encoding/Differences[32{differences}]>>"));
    }

    [Fact]
    public void A_caller_who_gives_up_is_released()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => DocumentReader.Read(MadeFiles.Pdf((1, 1, "x")), gone.Token));
    }

    [Fact]
    public void No_failure_shows_the_content()
    {
        var failure = Fails("bad-encoding", [.. "Caf\u00E9 Secretname "u8, 0xC3, 0x28]);
        Assert.DoesNotContain("Secretname", failure.ToString(), StringComparison.Ordinal);
    }
}

using System.Text;
using ClearView.AiTool.Documents;
using ClearView.Cli.Node;

namespace ClearView.Platform.Tests.AiTool.Documents;

/// <summary>
/// Small files that ask for much time or memory. Alone in the process while they run: what is measured is what the whole process
/// allocates, and they take all places of the readers.
/// </summary>
[CollectionDefinition(nameof(HostileFileTests), DisableParallelization = true)]
[Collection(nameof(HostileFileTests))]
public sealed class HostileFileTests
{
    private const long Megabyte = 1024 * 1024;

    // The file is to be refused for its weight, however slowly the machine reads; by twice the deadline a reader ends itself.
    private static readonly TimeSpan _enough = DocumentReader.Deadline * 1.9;
    private const string Text = "BT /F1 11 Tf 50 700 Td (Baker of bread and of cakes in the town by the sea) Tj ET ";
    private const string Relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    private const string Word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    // Ten calls of the next form in each of twenty: a few kilobytes that draw a hundred million million million times.
    private static byte[] NestedForms { get; } = MadeFiles.RawPdf(
        Latin("/X6 Do " + Text), resourceEntries: "/XObject<</X6 6 0 R>>",
        moreObjects: [.. Enumerable.Range(6, 20).Select(n => MadeFiles.Stream(
            $"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X{n + 1} {n + 1} 0 R>>>>",
            string.Concat(Enumerable.Repeat(n < 25 ? $"/X{n + 1} Do " : "q Q ", 10))))]);

    // One line that maps every number of four bytes to a long word of its own.
    private static byte[] EndlessFont { get; } = MadeFiles.RawPdf(
        Latin(Text), fontEntries: "/FirstChar 0/LastChar 0/Widths[500]/FontDescriptor 6 0 R/ToUnicode 7 0 R", moreObjects:
        [
            "<</Type/FontDescriptor/FontName/Helvetica/Flags 32/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 700/Descent -200/CapHeight 700/StemV 80>>",
            MadeFiles.Stream("", $"1 beginbfrange <00000000> <FFFFFFFF> <{Many("0041", 500)}> endbfrange"),
        ]);

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    private static string Read(byte[] content) => DocumentReader.Read(content, TestContext.Current.CancellationToken).Text;

    /// <summary>What can be counted is refused before it takes much, in whatever process.</summary>
    private static void Fails(string code, long mostAllocated, byte[] content)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var failure = Assert.Throws<UnreadableDocumentException>(() => DocumentReader.ReadHere(content));
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(code == failure.Code, $"Expected '{code}', was '{failure.Code}': {failure.InnerException}");
        Assert.True(allocated < mostAllocated, $"{allocated / Megabyte} MB were allocated.");
    }

    /// <summary>What cannot be counted ends the process that reads it, and no other; the next file is read as if nothing had been.</summary>
    private static UnreadableDocumentException EndsItsReader(string code, byte[] content, TimeSpan deadline)
    {
        var failure = Assert.Throws<UnreadableDocumentException>(() => DocumentReader.Read(content, deadline, TestContext.Current.CancellationToken));
        Assert.True(code == failure.Code, $"Expected '{code}', was '{failure.Code}': {failure.InnerException}");
        Assert.True(failure.MayPass);
        Assert.Contains("Baker", Read(MadeFiles.Pdf((50, 700, "Baker"))), StringComparison.Ordinal);
        Assert.InRange(DocumentReader.Pool!.Alive, 1, ReaderPool.Most);
        return failure;
    }

    [Fact]
    public void A_reading_whose_caller_gives_up_ends_with_its_process()
    {
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(() => DocumentReader.Read(NestedForms, gone.Token));

        Assert.Contains("Baker", Read(MadeFiles.Pdf((50, 700, "Baker"))), StringComparison.Ordinal);
        Assert.InRange(DocumentReader.Pool!.Alive, 1, ReaderPool.Most);
    }

    [Theory]
    [InlineData("/bin/false")]
    [InlineData("/nowhere/at/all")]
    [InlineData("/bin/echo", "something else")]
    public void A_program_that_reads_nothing_says_nothing_against_the_file(string program, params string[] arguments)
    {
        using var pool = new ReaderPool(program, arguments);

        Assert.True(Assert.Throws<UnreadableDocumentException>(
            () => pool.Read(MadeFiles.Pdf((50, 700, "Baker")), TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken)).MayPass);
        Assert.Equal(0, pool.Alive);
    }

    [Fact]
    public void A_library_that_could_not_start_says_nothing_against_the_file() =>
        Assert.True(Assert.Throws<UnreadableDocumentException>(() => ReadingThread.Run<string>(
            () => throw new TypeInitializationException("Library", null))).MayPass);

    [Fact]
    public void A_parser_that_takes_an_impossible_array_is_refused() =>
        Assert.Equal("too-heavy", Assert.Throws<UnreadableDocumentException>(() => ReadingThread.Run(() => new byte[int.MaxValue])).Code);

    [Fact]
    public void A_pdf_that_draws_forms_in_forms_in_forms() => EndsItsReader("too-slow", NestedForms, TimeSpan.FromSeconds(2));

    [Fact]
    public void A_pdf_whose_font_has_four_thousand_million_letters() =>
        Assert.Contains("512 MB", EndsItsReader("too-heavy", EndlessFont, _enough).Message, StringComparison.Ordinal);

    // Ended inside its process it took the process with it.
    [Fact]
    public void A_pdf_of_three_million_marks() => EndsItsReader("too-heavy", MadeFiles.RawPdf(
        Compressed(Latin("BT /F1 11 Tf " + Many("/A BMC ", 3_000_000) + "ET")), "/Filter/FlateDecode"), _enough);

    [Fact]
    public void Many_hostile_files_at_once_leave_nobody_behind()
    {
        Parallel.For(0, 8, _ => Assert.Throws<UnreadableDocumentException>(
            () => DocumentReader.Read(NestedForms, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken)));

        Assert.InRange(DocumentReader.Pool!.Alive, 0, ReaderPool.Most);
        Assert.Contains("Baker", Read(MadeFiles.Pdf((50, 700, "Baker"))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_intake_leaves_what_may_pass_to_the_anonymiser()
    {
        Assert.Equal(MediaTypes.Pdf, GlanceAtDocument.Glance(EndlessFont, TimeSpan.FromMinutes(1)).MediaType);
        Assert.Equal(MediaTypes.Pdf, GlanceAtDocument.Glance(NestedForms, GlanceAtDocument.Patience).MediaType);
    }

    private static byte[] Compressed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            zlib.Write(content);
        return packed.ToArray();
    }

    [Theory]
    [InlineData("/Predictor 12/Columns 2147483647/BitsPerComponent 1")]
    [InlineData("/Predictor 2/Columns 1000000000/BitsPerComponent 4")]
    [InlineData("/Predictor 2/Columns 0")]
    [InlineData("/Predictor 2/Columns 1/BitsPerComponent 0")]
    public void A_pdf_with_rows_of_no_bounds(string parameters) => Fails(
        "damaged", 100 * Megabyte, MadeFiles.RawPdf(MadeFiles.Deflated(1_000_000), "/Filter/FlateDecode/DecodeParms<<" + parameters + ">>"));

    [Fact]
    public void A_pdf_with_a_fax_of_no_bounds() => Fails(
        "too-large", 100 * Megabyte, MadeFiles.RawPdf(new byte[100], "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 8000000/Rows 100000>>"));

    [Fact]
    public void A_pdf_with_a_bomb_behind_a_wrong_header()
    {
        var bomb = MadeFiles.Deflated(230 * Megabyte);
        (bomb[0], bomb[1]) = (0, 0);
        Fails("too-large", 100 * Megabyte, MadeFiles.RawPdf(bomb, "/Filter/FlateDecode"));
    }

    [Fact]
    public void A_pdf_with_an_lzw_bomb() =>
        Fails("too-large", 100 * Megabyte, MadeFiles.RawPdf(Lzw.Blanks(20), "/Filter/LZWDecode"));

    [Fact]
    public void A_pdf_with_a_bomb_of_runs() =>
        Fails("too-large", 100 * Megabyte, MadeFiles.RawPdf([.. Enumerable.Repeat<byte[]>([129, 32], 600_000).SelectMany(b => b)], "/Filter/RunLengthDecode"));

    [Fact]
    public void A_page_that_is_packed_badly_is_read()
    {
        var page = Latin(Text + new string(' ', 100_000));
        Assert.StartsWith("Baker of bread", Read(MadeFiles.RawPdf(Lzw.Plain(page), "/Filter/LZWDecode")), StringComparison.Ordinal);

        byte[] runs = [.. page.Chunk(100).SelectMany(c => c.Prepend((byte)(c.Length - 1))), .. Enumerable.Repeat((byte)128, 2_000_000)];
        Assert.StartsWith("Baker of bread", Read(MadeFiles.RawPdf(runs, "/Filter/RunLengthDecode")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_reader_keeps_for_good_does_not_grow_with_the_files_it_reads()
    {
        for (var file = 0; file < 3; file++)
            Read(MadeFiles.RawPdf(Latin(Text + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"/N{file}x{i} o{file}x{i} ")))));
        Read(MadeFiles.RawPdf(Latin(Text)));

        Assert.True(PdfNames.Count < 60_000, $"{PdfNames.Count:N0} names are kept.");
    }

    [Fact]
    public void A_docx_of_too_many_pieces() => Fails(
        "too-large", 200 * Megabyte, Package("word/document.xml", $"<w:document {Word}><w:body>{Many("<w:p/>")}</w:body></w:document>"));

    [Fact]
    public void A_docx_whose_text_lies_under_another_name() => Fails(
        "too-large", 200 * Megabyte, Package("other/text.bin", $"<w:document {Word}><w:body>{Many("<w:p w:a=\"\"/>", 300_000)}</w:body></w:document>"));

    [Fact]
    public void A_docx_nested_beyond_reason_under_another_name() => Fails(
        "damaged", 200 * Megabyte, Package("other/text.bin", $"<w:document {Word}><w:body>{Many("<w:sdt>", 300)}{Many("</w:sdt>", 300)}</w:body></w:document>"));

    [Fact]
    public void A_docx_of_too_many_relationships() => Fails(
        "too-large", 200 * Megabyte, Package("word/document.xml", $"<w:document {Word}/>", Many("<Relationship/>")));

    [Fact]
    public void A_docx_of_one_endless_word() => Fails(
        "too-large", 200 * Megabyte, Package("word/document.xml", $"<w:document {Word}><w:body><w:p><w:r><w:t>{new string('a', (int)(40 * Megabyte))}</w:t></w:r></w:p></w:body></w:document>"));

    [Fact]
    public void A_docx_whose_text_lies_under_another_name_is_read() => Assert.Equal(
        "Baker\n", Read(Package("other/text.bin", $"<w:document {Word}><w:body><w:p><w:r><w:t>Baker</w:t></w:r></w:p></w:body></w:document>")));

    private static string Many(string piece, int times = 600_000) => new StringBuilder().Insert(0, piece, times).ToString();

    private static byte[] Package(string name, string document, string relationships = "") => MadeFiles.Zip(
        ("[Content_Types].xml", Latin(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"txt\" ContentType=\"text/plain\"/>"
            + $"<Override PartName=\"/{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")),
        ("_rels/.rels", Latin(
            $"{Relationships}<Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"{name}\"/>{relationships}</Relationships>")),
        ("word/note.txt", []),
        (name, Latin(document)));

    private static string Endless()
    {
        for (var i = 0L; ; i++)
            if (i < 0) return "";
    }
}

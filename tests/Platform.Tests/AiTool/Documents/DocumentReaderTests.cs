using System.Text;
using ClearView.AiTool.Documents;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace ClearView.Platform.Tests.AiTool.Documents;

public sealed class DocumentReaderTests
{
    private static DocumentText Read(byte[] content) => DocumentReader.Read(content, TestContext.Current.CancellationToken);

    [Fact]
    public void A_pdf_is_read_line_by_line()
    {
        var pdf = MadeFiles.Pdf((50, 780, "Ada Example"), (50, 760, "Baker, bread and cakes"), (50, 740, "2012 - 2016 Corner Bakery"));

        var read = Read(pdf);

        Assert.Equal("Ada Example\nBaker, bread and cakes\n2012 - 2016 Corner Bakery\n", read.Text);
        Assert.Equal((MediaTypes.Pdf, 1), (read.MediaType, read.Pages));
    }

    [Fact]
    public void Two_columns_of_a_pdf_are_read_one_after_the_other()
    {
        var left = Enumerable.Range(0, 12).Select(i => (50.0, 700.0 - 15 * i, $"Left line number {i} tells a story"));
        var right = Enumerable.Range(0, 12).Select(i => (330.0, 700.0 - 15 * i, $"Right line number {i} tells another"));

        var lines = Read(MadeFiles.Pdf([(50, 780, "A headline that stretches over both of the columns, from the left to the right"), .. left, .. right])).Text.Split('\n');

        Assert.StartsWith("A headline", lines[0], StringComparison.Ordinal);
        Assert.Equal("Left line number 11 tells a story", lines[12]);
        Assert.Equal("Right line number 0 tells another", lines[13]);
    }

    [Fact]
    public void A_title_and_its_date_at_the_right_margin_stay_on_one_line()
    {
        var rows = Enumerable.Range(0, 8).SelectMany(i => new[]
        {
            (50.0, 700.0 - 15 * i, $"Warehouse clerk, place {i}"), (480.0, 700.0 - 15 * i, $"201{i} - 201{i + 1}"),
        });

        var lines = Read(MadeFiles.Pdf([.. rows])).Text.Split('\n');

        Assert.Equal("Warehouse clerk, place 3  2013 - 2014", lines[3]);
    }

    [Fact]
    public void A_letter_drawn_twice_for_fake_bold_is_read_once()
    {
        var pdf = MadeFiles.Pdf((50, 780, "Mohan"), (50.3, 780, "Mohan"), (50, 760, "Plumber"));

        Assert.Equal("Mohan\nPlumber\n", Read(pdf).Text);
    }

    [Fact]
    public void A_heading_with_spaces_between_its_letters_is_read_as_words()
    {
        var spaced = "JANE".Select((c, i) => (50 + 14.0 * i, 780.0, c.ToString()))
            .Concat("ROE".Select((c, i) => (113 + 14.0 * i, 780.0, c.ToString())));

        Assert.Equal("JANE ROE\n", Read(MadeFiles.Pdf([.. spaced])).Text);
    }

    [Fact]
    public void A_docx_is_read_with_its_tables_headers_and_text_but_without_hidden_and_deleted_text()
    {
        var docx = MadeFiles.Docx((main, body) =>
        {
            var header = main.AddNewPart<HeaderPart>();
            header.Header = new Header(MadeFiles.Line("Ada Example"));
            body.AppendChild(MadeFiles.Line("Profile"));
            body.AppendChild(new Paragraph(new Run(new RunProperties(new Vanish()), new Word.Text("keyword keyword")), new Run(new Word.Text("Baker"))));
            body.AppendChild(new Paragraph(new DeletedRun(new Run(new DeletedText("gone"))), new Run(new Word.Text("Kept"))));
            body.AppendChild(new Table(
                new TableRow(new TableCell(MadeFiles.Line("Bread")), new TableCell(MadeFiles.Line("10 years"))),
                new TableRow(new TableCell(MadeFiles.Line("Cakes")), new TableCell(MadeFiles.Line("2 years")))));
        });

        var read = Read(docx);

        Assert.Equal("Ada Example\nProfile\nBaker\nKept\nBread\t10 years\nCakes\t2 years\n", read.Text);
        Assert.Equal(MediaTypes.Docx, read.MediaType);
    }

    [Fact]
    public void White_letters_of_a_docx_are_read_only_where_something_may_lie_behind_them()
    {
        static Run White(string text) => new(new RunProperties(new Color { Val = "ffffff" }), new Word.Text(text));
        var docx = MadeFiles.Docx((_, body) =>
        {
            body.AppendChild(new Paragraph(new Run(new Word.Text("Baker")), White("score 100")));
            body.AppendChild(new Paragraph(new ParagraphProperties(new Shading { Fill = "1F3864" }), White("Profile")));
            body.AppendChild(new Table(new TableRow(new TableCell(new Paragraph(White("Bread"))))));
        });

        Assert.Equal("Baker\nProfile\nBread\n", Read(docx).Text);
    }

    [Fact]
    public void Plain_text_keeps_its_lines_and_spaces_and_loses_marks_that_nobody_sees() =>
        Assert.Equal("Zoë Ex\u00E9mple\nBaker  \n\n\n\n\n\tBread", Read("\uFEFFZo\u00EB E\u200Bxe\u0301mple\r\nBa\u00ADker  \r\n\r\n\r\n\r\n\r\n\tBread"u8.ToArray()).Text);

    [Fact]
    public void Every_way_to_end_a_line_is_one_line_end() =>
        Assert.Equal("a\nb\nc\nd\ne\nf", Read("a\r\nb\rc\nd\u2028e\ff"u8.ToArray()).Text);

    [Fact]
    public void Utf16_with_a_byte_order_mark_is_read() =>
        Assert.Equal("Łukasz, Bäcker", Read([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Łukasz, Bäcker")]).Text);

    [Fact]
    public void Windows_1252_is_read_when_it_is_plausible() =>
        Assert.Equal("Jos\u00E9 \u2013 caf\u00E9 manager, \u20AC 40,000 turnover", Read(Encoding.Latin1.GetBytes("Jos\u00E9 \u0096 caf\u00E9 manager, \u0080 40,000 turnover")).Text);

    [Theory]
    [InlineData("\u00E0 la carte")]
    [InlineData("5\u00BA piso, 1\u00AA plaza")]
    [InlineData("\u00C9COLE SUP\u00C9RIEURE")]
    [InlineData("stra\u00DFe \u00D6l")]
    public void Windows_1252_is_read_in_the_languages_that_it_is_for(string text) => Assert.Equal(text, Read(Encoding.Latin1.GetBytes(text)).Text);

    [Fact]
    public void The_same_bytes_always_give_the_same_text()
    {
        var pdf = MadeFiles.Pdf((50, 780, "Ada Example"), (300, 780, "Baker"));
        Assert.Equal(Read(pdf), Read(pdf));
    }

    [Fact]
    public void Types_are_told_by_content()
    {
        Assert.Equal(MediaTypes.Pdf, DocumentReader.Detect(MadeFiles.Pdf((1, 1, "x"))));
        Assert.Equal(MediaTypes.Docx, DocumentReader.Detect(MadeFiles.Docx("x")));
        Assert.Equal(MediaTypes.Text, DocumentReader.Detect("A résumé"u8));
        Assert.Null(DocumentReader.Detect([]));
        Assert.Null(DocumentReader.Detect(MadeFiles.Png));
        Assert.Null(DocumentReader.Detect(MadeFiles.Zip(("notes.txt", [1]))));
        Assert.Null(DocumentReader.Detect("<!DOCTYPE html><html></html>"u8));
    }
}

using System.Globalization;
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
            body.AppendChild(new Table(new TableRow(new TableCell(new TableCellProperties(new Shading { Fill = "1F3864" }), new Paragraph(White("Bread"))))));
            body.AppendChild(new Table(new TableRow(new TableCell(new TableCellProperties(new Shading { Fill = "FDFDFD" }), new Paragraph(White("score 100"))))));
        });

        Assert.Equal("Baker\nProfile\nBread\n", Read(docx).Text);
    }

    private const string Styles = """
        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
          <w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
          <w:style w:type="character" w:styleId="Pale"><w:rPr><w:color w:val="FDFDFD"/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="White"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
          <w:style w:type="paragraph" w:styleId="OfWhite"><w:basedOn w:val="White"/></w:style>
          <w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Round"/></w:style>
          <w:style w:type="paragraph" w:styleId="Band"><w:basedOn w:val="White"/><w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr></w:style>
          <w:style w:type="table" w:styleId="WhiteTable"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
          <w:style w:type="table" w:styleId="DarkTable"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>
        </w:styles>
        """;

    private static string ReadStyled(string paragraphs) => Read(MadeFiles.Docx((main, body) =>
    {
        main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(Styles);
        body.InnerXml = "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:r><w:t>Baker</w:t></w:r></w:p>"
            + paragraphs.Replace("<w:p>", "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">", StringComparison.Ordinal)
                .Replace("<w:tbl>", "<w:tbl xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">", StringComparison.Ordinal);
    })).Text.Trim();

    [Theory]
    [InlineData("<w:p><w:r><w:rPr><w:color w:val=\"FEFEFE\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:rPr><w:color w:val=\"000000\" w:themeColor=\"background1\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:rPr><w:sz w:val=\"2\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:rPr><w:rStyle w:val=\"Gone\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:rPr><w:rStyle w:val=\"Pale\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"White\"/></w:pPr><w:r><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"OfWhite\"/></w:pPr><w:r><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:tbl><w:tr><w:tc><w:p><w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")]
    [InlineData("<w:tbl><w:tblPr><w:tblStyle w:val=\"WhiteTable\"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>kubernetes</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")]
    [InlineData("<w:tbl><w:tr><w:trPr><w:del w:id=\"3\" w:author=\"x\"/></w:trPr><w:tc><w:p><w:r><w:t>kubernetes</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")]
    public void What_a_style_or_a_size_hides_in_a_docx_is_not_read(string hidden) => Assert.Equal("Baker", ReadStyled(hidden));

    [Theory]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"Band\"/></w:pPr><w:r><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"White\"/><w:shd w:val=\"clear\" w:fill=\"auto\" w:themeFill=\"accent1\"/></w:pPr><w:r><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"White\"/></w:pPr><w:r><w:rPr><w:color w:val=\"333333\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"Round\"/></w:pPr><w:r><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:rPr><w:sz w:val=\"12\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:rPr><w:rStyle w:val=\"Gone\"/><w:vanish w:val=\"0\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:p><w:r><w:rPr><w:color w:val=\"FFFFFF\"/><w:highlight w:val=\"darkBlue\"/></w:rPr><w:t>kubernetes</w:t></w:r></w:p>")]
    [InlineData("<w:tbl><w:tblPr><w:tblStyle w:val=\"DarkTable\"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>kubernetes</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")]
    public void White_on_a_ground_that_a_style_gives_is_read(string seen) => Assert.Equal("Baker\nkubernetes", ReadStyled(seen));

    [Fact]
    public void White_on_a_shape_behind_the_text_is_read()
    {
        const string Anchor = "<w:drawing xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><wp:anchor xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" behindDoc=\"1\"><wp:extent cx=\"{0}\" cy=\"9000000\"/></wp:anchor></w:drawing>";
        static string Behind(int width) => ReadStyled("<w:p><w:pPr><w:pStyle w:val=\"White\"/></w:pPr><w:r><w:t>kubernetes</w:t></w:r><w:r>" + string.Format(CultureInfo.InvariantCulture, Anchor, width) + "</w:r></w:p>");
        Assert.Equal("Baker\nkubernetes", Behind(2_000_000));
        Assert.Equal("Baker", Behind(1_000));
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

    [Theory]
    [InlineData("Micha\u0142 Paw\u0142owski, kierowca")]
    [InlineData("\u0141ukasz Kowal, \u017B\u00F3\u0142ta 4")]
    [InlineData("\u0141ukasz Nowak")]
    [InlineData("Jan Nov\u00E1k, \u0159idi\u010D; \u0159e\u010D \u010De\u0161tina, Plze\u0148, Bene\u0161")]
    [InlineData("Va\u0165ko z Bratislavy")]
    [InlineData("sof\u0151r, gy\u0171jt\u0151")]
    [InlineData("Ion Vl\u0103descu, \u015Fofer \u015Fi buc\u0103tar")]
    [InlineData("\u017Deljko \u0160ari\u0107, voza\u010D i kuhar, \u0161ef ku\u0107ista, \u017Eensko")]
    public void Windows_1250_is_read_where_the_letters_say_so(string text) =>
        Assert.Equal(Page + text, Read(CodePagesEncodingProvider.Instance.GetEncoding(1250)!.GetBytes(Page + text)).Text);

    [Theory]
    [InlineData("caf\u00E9 de la gare, \u00A312,000, 40 m\u00B3 de b\u00E9ton, 5\u00BA")]
    [InlineData("J\u00F8rgen S\u00F8rensen kommer fra \u0160koda")]
    [InlineData("Jo\u00E3o Cora\u00E7\u00F5es, a\u00E7\u00E3o")]
    [InlineData("Award\u00B9 and prize\u00B3")]
    [InlineData("Managed a \u00A3multi-million budget; saved \u00A32.5m a year at the caf\u00E9")]
    [InlineData("\u00BFQui\u00E9n soy? Camarero con diez a\u00F1os en Espa\u00F1a, Pe\u00F1a y Mu\u00F1oz")]
    [InlineData("40 m\u00B3h of air, \u00BEinch pipes")]
    [InlineData("Toma\u017E Ko\u0161ir, serveur. Premi\u00E8re exp\u00E9rience \u00E0 Lyon, tr\u00E8s motiv\u00E9")]
    [InlineData("Nata\u0161a \u017Di\u017Eek, K\u00F8benhavn, s\u00E6lger, S\u00F8nderborg")]
    [InlineData("Rui Sim\u00F5es. Juin et ao\u00FBt 2019 : serveur")]
    [InlineData("T\u00F5nu \u00D5unapuu, Cr\u00E8me br\u00FBl\u00E9e")]
    [InlineData("colegio n\u00BA 4 y n\u00BA 2; un a\u00F1o en S\u00E3o Paulo")]
    [InlineData("S\u00E3o Paulo, \u00FEa\u00F0 l\u00E6r\u00F0i")]
    public void Windows_1252_stays_what_it_is(string text) =>
        Assert.Equal(Page + text, Read(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Page + text)).Text);

    // Above it, so that letters with marks are as rare as they are.
    private const string Page = "Works with care, likes to learn and comes on time.\n";

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

using System.Text;

namespace ClearView.Generator.Docx;

/// <summary>Sets the text of a sheet as a résumé in DOCX: plain, with tables, or with a sidebar.</summary>
internal sealed class DocxResume
{
    private const int PageWidth = 9700;

    private readonly Sheet sheet;
    private readonly string font;
    private readonly double size;
    private readonly string accent;
    private readonly int shade;
    private readonly bool realBullets;
    private readonly bool datesFirst;
    private bool commented;

    private DocxResume(Sheet sheet, Dice dice)
    {
        this.sheet = sheet;
        font = dice.Of("Calibri", "Arial", "Georgia", "Times New Roman", "Verdana");
        size = dice.Of(10, 10.5, 11);
        accent = dice.Of("000000", "1F4E79", "2E5E4E", "7B2C2C");
        shade = dice.Below(30);
        realBullets = dice.Below(3) > 0;
        datesFirst = dice.Below(2) == 0;
    }

    public static byte[] Make(Sheet sheet, Dice dice)
    {
        var resume = new DocxResume(sheet, dice);
        return new DocxFile(sheet, resume.Body()).Finish(resume.font, resume.size, resume.shade);
    }

    private string Body()
    {
        var blocks = Block.Parse(sheet.Body);
        return sheet.Get("layout", "plain") switch
        {
            "plain" => Flow(blocks),
            "table" => Rows(blocks),
            "sidebar" => Sidebar(blocks),
            var layout => throw new InvalidDataException($"{sheet.Name}: no DOCX layout is called '{layout}'. Use plain, table or sidebar."),
        };
    }

    private string Flow(IEnumerable<Block> blocks) => string.Concat(blocks.Select(Paragraph));

    private string Sidebar(IReadOnlyList<Block> blocks) =>
        Table([3100, PageWidth - 3100], borders: false,
            [[Flow(blocks.Where(b => b.Side)), Flow(blocks.Where(b => !b.Side))]]) + "<w:p/>";

    /// <summary>Dates and labels in a left column, what belongs to them in the right one.</summary>
    private string Rows(IReadOnlyList<Block> blocks)
    {
        var body = new StringBuilder();
        var rows = new List<string[]>();
        foreach (var block in blocks)
        {
            switch (block.Kind)
            {
                case BlockKind.Entry:
                    var parts = block.Text.Parts();
                    rows.Add([Run(parts.ElementAtOrDefault(2) ?? ""), Run(parts[0], bold: true) + Run(parts.ElementAtOrDefault(1) ?? "")]);
                    break;
                case BlockKind.Field:
                    var colon = block.Text.IndexOf(':', StringComparison.Ordinal);
                    rows.Add([Run(block.Text[..colon], bold: true), Run(block.Text[(colon + 1)..].Trim())]);
                    break;
                case BlockKind.Bullet or BlockKind.Paragraph when rows.Count > 0:
                    rows[^1][1] += Paragraph(block);
                    break;
                case BlockKind.Gap when rows.Count > 0:
                    break;
                default:
                    Close();
                    body.Append(Paragraph(block));
                    break;
            }
        }

        Close();
        return body.ToString();

        void Close()
        {
            if (rows.Count > 0) body.Append(Table([2300, PageWidth - 2300], borders: sheet.Has("borders"), rows));
            rows.Clear();
        }
    }

    private string Paragraph(Block block) => block.Kind switch
    {
        BlockKind.Name => Comment(Styled("Title", block.Text)) + Picture() + TextBox(),
        BlockKind.Contact => Contact(block.Text),
        BlockKind.Heading => Styled("Heading1", sheet.Get("headings") switch
        {
            "capitals" => block.Text.ToUpperInvariant(),
            "spaced" => block.Text.LetterSpaced(),
            _ => block.Text,
        }),
        BlockKind.Entry => Entry(block.Text.Parts()),
        BlockKind.Bullet => realBullets
            ? $"<w:p><w:pPr><w:pStyle w:val=\"ListBullet\"/></w:pPr>{Word(block.Text)}</w:p>"
            : $"<w:p><w:pPr><w:ind w:left=\"300\" w:hanging=\"200\"/></w:pPr>{Word("- " + block.Text)}</w:p>",
        BlockKind.Field => Field(block.Text),
        BlockKind.Signature => Run("_______________________") + Run(block.Text, italic: true),
        BlockKind.White => $"<w:p><w:r><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr><w:t xml:space=\"preserve\">{DocxFile.Xml(block.Text)}</w:t></w:r></w:p>",
        BlockKind.Tiny => $"<w:p><w:r><w:rPr><w:sz w:val=\"2\"/></w:rPr><w:t xml:space=\"preserve\">{DocxFile.Xml(block.Text)}</w:t></w:r></w:p>",
        BlockKind.NewPage => "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>",
        BlockKind.Gap => "",
        _ => Run(block.Text),
    };

    private string Entry(string[] parts)
    {
        var (what, where, when) = (parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
        if (datesFirst && when.Length > 0)
            return $"<w:p><w:pPr><w:keepNext/><w:tabs><w:tab w:val=\"left\" w:pos=\"2200\"/></w:tabs></w:pPr>{Word(when)}<w:r><w:tab/></w:r>{Word(what, bold: true)}</w:p>" + (where.Length > 0 ? Run(where, italic: true) : "");
        var tail = string.Concat(new[] { where, when }.Where(t => t.Length > 0).Select(t => Word(", " + t)));
        return $"<w:p><w:pPr><w:keepNext/></w:pPr>{Word(what, bold: true)}{tail}</w:p>";
    }

    private static string Field(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal) + 1;
        return $"<w:p>{Word(text[..colon], bold: true)}{Word(text[colon..])}</w:p>";
    }

    private string Contact(string text)
    {
        var at = text.IndexOf(sheet["email"], StringComparison.Ordinal);
        if (at < 0) return Run(text);
        return $"<w:p>{Word(text[..at])}<w:hyperlink r:id=\"rIdMail\">{Word(sheet["email"])}</w:hyperlink>{Word(text[(at + sheet["email"].Length)..])}</w:p>";
    }

    private string Comment(string paragraph)
    {
        if (!sheet.Has("comment") || commented) return paragraph;
        commented = true;
        return paragraph
            .Replace("<w:r>", "<w:commentRangeStart w:id=\"0\"/><w:r>", StringComparison.Ordinal)
            .Replace("</w:p>", "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>", StringComparison.Ordinal);
    }

    private string Picture() => !sheet.Has("photo") ? "" :
        "<w:p><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"762000\" cy=\"965200\"/>" +
        $"<wp:docPr id=\"1\" name=\"Photo\" descr=\"{DocxFile.Xml($"Photo of {sheet["first"]} {sheet["last"]}".Trim())}\"/>" +
        "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>" +
        "<pic:nvPicPr><pic:cNvPr id=\"1\" name=\"photo.png\"/><pic:cNvPicPr/></pic:nvPicPr>" +
        "<pic:blipFill><a:blip r:embed=\"rIdPhoto\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>" +
        "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"762000\" cy=\"965200\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>" +
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>";

    private string TextBox() => !sheet.Has("box") ? "" :
        "<w:p><w:r><w:pict><v:shape id=\"box\" style=\"width:230pt;height:58pt\" stroked=\"t\"><v:textbox><w:txbxContent>" +
        string.Concat(sheet["box"].Parts().Select(line => Run(line))) +
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>";

    private string Styled(string style, string text) =>
        $"<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:rPr><w:color w:val=\"{accent}\"/></w:rPr><w:t xml:space=\"preserve\">{DocxFile.Xml(text)}</w:t></w:r></w:p>";

    private static string Run(string text, bool bold = false, bool italic = false) => $"<w:p>{Word(text, bold, italic)}</w:p>";

    private static string Word(string text, bool bold = false, bool italic = false) =>
        text.Length == 0 ? "" :
        $"<w:r>{(bold || italic ? $"<w:rPr>{(bold ? "<w:b/>" : "")}{(italic ? "<w:i/>" : "")}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{DocxFile.Xml(text)}</w:t></w:r>";

    private static string Table(int[] widths, bool borders, IReadOnlyList<string[]> rows)
    {
        var table = new StringBuilder("<w:tbl><w:tblPr><w:tblW w:w=\"").Append(widths.Sum()).Append("\" w:type=\"dxa\"/>");
        if (borders)
        {
            table.Append("<w:tblBorders>");
            foreach (var edge in new[] { "top", "left", "bottom", "right", "insideH", "insideV" })
                table.Append("<w:").Append(edge).Append(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"999999\"/>");
            table.Append("</w:tblBorders>");
        }

        table.Append("</w:tblPr><w:tblGrid>").Append(string.Concat(widths.Select(w => $"<w:gridCol w:w=\"{w}\"/>"))).Append("</w:tblGrid>");
        foreach (var row in rows)
        {
            table.Append("<w:tr>");
            for (var i = 0; i < row.Length; i++)
                table.Append("<w:tc><w:tcPr><w:tcW w:w=\"").Append(widths[i]).Append("\" w:type=\"dxa\"/></w:tcPr>").Append(Cell(row[i])).Append("</w:tc>");
            table.Append("</w:tr>");
        }

        return table.Append("</w:tbl>").ToString();
    }

    private static string Cell(string content) => content.Length == 0 ? "<w:p/>" : content;
}

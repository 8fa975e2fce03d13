namespace ClearView.Generator.Pdf;

/// <summary>Sets the text of a sheet as a résumé in PDF.</summary>
internal sealed class PdfResume
{
    private const double SideWidth = 150;

    private readonly Sheet sheet;
    private readonly PdfLook look;
    private readonly int shade;

    private PdfResume(Sheet sheet, Dice dice)
    {
        this.sheet = sheet;
        look = PdfLook.Of(sheet, dice);
        shade = dice.Below(30);
    }

    public static byte[] Make(Sheet sheet, Dice dice, PdfLock? password = null)
    {
        var resume = new PdfResume(sheet, dice);
        var file = new PdfFile(Properties(sheet));
        resume.Draw(file);
        return file.Finish(password);
    }

    /// <summary>A page that is nothing but a picture, as a copier's scanner makes it.</summary>
    public static byte[] MakeScan(Sheet sheet)
    {
        var jpeg = Resources.Read($"Scans/{Path.GetFileNameWithoutExtension(sheet["file"])}.jpg");
        var file = new PdfFile(new SortedDictionary<string, string> { ["Producer"] = "Kestrel copier 4", ["CreationDate"] = Date(sheet) });
        file.AddImage(new PdfImage("Scan", 1240, 1754, jpeg, "DCTDecode"));
        file.AddPage().Image("Scan", 0, 0, PdfPage.Width, PdfPage.Height);
        return file.Finish();
    }

    private static SortedDictionary<string, string> Properties(Sheet sheet)
    {
        var properties = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Author"] = sheet.Get("author", $"{sheet["first"]} {sheet["last"]}".Trim()),
            ["Title"] = sheet.Get("title", "Curriculum vitae"),
            ["Creator"] = sheet.Get("creator", "Page Writer 7"),
            ["CreationDate"] = Date(sheet),
        };
        if (sheet.Has("subject")) properties["Subject"] = sheet["subject"];
        if (sheet.Has("keywords")) properties["Keywords"] = sheet["keywords"];
        return properties;
    }

    private static string Date(Sheet sheet) =>
        "D:" + sheet["applied"].Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).Replace("T", "", StringComparison.Ordinal);

    private void Draw(PdfFile file)
    {
        var blocks = Block.Parse(sheet.Body);
        var hasSide = sheet.Get("layout") == "sidebar";
        if (sheet.Has("photo")) file.AddImage(new PdfImage("Photo", Photo.Width, Photo.Height, Photo.Grey(shade), null));

        var paper = new PdfPaper(file, PreparePage);
        var margin = look.Margin;
        var top = PdfPage.Height - margin;
        var left = hasSide ? SideWidth + 38 : look.DatesInMargin ? margin + 92 : margin;
        var main = new PdfColumn(paper, left, PdfPage.Width - left - margin, top);
        if (hasSide)
        {
            var side = new PdfColumn(paper, 18, SideWidth - 14, sheet.Has("photo") ? top - 96 : top);
            if (sheet.Has("photo")) paper[0].Image("Photo", 18, top - 84, 66, 84);
            Flow(side, blocks.Where(b => b.Side));
        }
        else if (sheet.Has("photo"))
        {
            paper[0].Image("Photo", PdfPage.Width - margin - 60, PdfPage.Height - 118, 60, 76);
        }

        Flow(main, blocks.Where(b => !hasSide || !b.Side));
    }

    private void PreparePage(PdfPage page, int number)
    {
        if (sheet.Get("layout") == "sidebar")
            page.Box(0, 0, SideWidth + 14, PdfPage.Height, new Colour(.92, .93, .95));
        if (sheet.Has("header"))
            page.Text(look.Margin, PdfPage.Height - 30, look.Text, 7.5, sheet["header"], Colour.Grey);
        if (sheet.Has("footer"))
            page.Text(look.Margin, 26, look.Text, 7.5, sheet["footer"].Replace("{page}", number.ToString(Texts.Invariant), StringComparison.Ordinal), Colour.Grey);
    }

    private void Flow(PdfColumn column, IEnumerable<Block> blocks)
    {
        foreach (var block in blocks)
        {
            switch (block.Kind)
            {
                case BlockKind.Name: Name(column, block.Text); break;
                case BlockKind.Contact: Contact(column, block.Text); break;
                case BlockKind.Heading: Heading(column, block.Text); break;
                case BlockKind.Entry: Entry(column, block.Text.Parts()); break;
                case BlockKind.Bullet: Bullet(column, block.Text); break;
                case BlockKind.Field: Field(column, block.Text); break;
                case BlockKind.Paragraph: column.Write(block.Text, look.Text, look.Size, Colour.Black); break;
                case BlockKind.Gap: column.Advance(look.Size * .55); break;
                case BlockKind.Signature: Signature(column, block.Text); break;
                case BlockKind.White: column.Write(block.Text, look.Text, look.Size, Colour.White); break;
                case BlockKind.Tiny: column.Write(block.Text, look.Text, 1, Colour.Grey); break;
                case BlockKind.NewPage: column.NextPage(); break;
            }
        }
    }

    private void Name(PdfColumn column, string name)
    {
        const double size = 19;
        if (column.Width < 160)
        {
            column.Write(name, look.Bold, 15, look.Accent);
            return;
        }

        column.Advance(size);
        var x = look.CentredName ? (PdfPage.Width - look.Bold.Measure(name, size)) / 2 : NameLeft(column);
        column.Page.Text(x, column.Y, look.Bold, size, name, look.Accent);
        // Some programs make bold by printing twice; readers then see every letter doubled.
        if (sheet.Has("fakebold")) column.Page.Text(x + .4, column.Y, look.Bold, size, name, look.Accent);
        column.Advance(4);
    }

    private double NameLeft(PdfColumn column) => look.DatesInMargin ? look.Margin : column.Left;

    private void Contact(PdfColumn column, string text)
    {
        var size = look.Size - .6;
        var left = NameLeft(column);
        foreach (var line in PdfColumn.Wrap(text, look.Text, size, PdfPage.Width - left - look.Margin))
        {
            if (column.Width < 160)
            {
                column.Write(line, look.Text, size, Colour.Black);
                continue;
            }

            column.Advance(size * 1.4);
            var width = look.Text.Measure(line, size);
            var x = look.CentredName ? (PdfPage.Width - width) / 2 : left;
            column.Page.Text(x, column.Y, look.Text, size, line, Colour.Grey);
            if (line.Contains(sheet["email"], StringComparison.Ordinal))
                column.Page.Links.Add((x, column.Y, width, "mailto:" + sheet["email"]));
        }
    }

    private void Heading(PdfColumn column, string text)
    {
        column.Need(look.LineHeight * 3.5);
        column.Advance(look.Size * 1.75);
        var x = NameLeft(column);
        column.Page.Text(x, column.Y, look.Bold, look.Size + 1.4, look.Heading(text), look.Accent);
        if (look.RuledHeadings)
            column.Page.Rule(x, column.Y - 3.4, column.Left + column.Width - x, .7, look.Accent);
        column.Advance(look.RuledHeadings ? 5 : 3);
    }

    private void Entry(PdfColumn column, string[] parts)
    {
        var (what, where, when) = (parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
        column.Need(look.LineHeight * 2.5);
        column.Advance(2);
        if (look.DatesInMargin)
        {
            DatesInMargin(column, what, where, when);
            return;
        }

        var style = column.Width < 160 ? EntryLook.EmployerFirst : look.Entry;
        switch (style)
        {
            case EntryLook.DatesRight when where.Length > 0:
                column.Write(what, look.Bold, look.Size, Colour.Black);
                var width = look.Text.Measure(when, look.Size);
                if (look.Bold.Measure(what, look.Size) + width + 12 < column.Width)
                    column.Page.Text(column.Left + column.Width - width, column.Y, look.Text, look.Size, when, Colour.Grey);
                else
                    column.Write(when, look.Text, look.Size, Colour.Grey);
                column.Write(where, look.Italic, look.Size, Colour.Grey);
                break;
            case EntryLook.DatesFirst:
                column.Write(Join("  ", when, Join(", ", what, where)), look.Bold, look.Size, Colour.Black);
                break;
            case EntryLook.EmployerFirst when where.Length > 0:
                column.Write(where, look.Bold, look.Size, Colour.Black);
                column.Write(Join(" | ", what, when), look.Italic, look.Size, Colour.Grey);
                break;
            default:
                column.Write(Join(", ", what, where) + (when.Length > 0 ? $" ({when})" : ""), look.Bold, look.Size, Colour.Black);
                break;
        }
    }

    private void DatesInMargin(PdfColumn column, string what, string where, string when)
    {
        column.Write(what, look.Bold, look.Size, Colour.Black);
        var lines = PdfColumn.Wrap(when, look.Text, look.Size - .8, 86).ToArray();
        for (var i = 0; i < lines.Length; i++)
            column.Page.Text(look.Margin, column.Y - i * look.LineHeight, look.Text, look.Size - .8, lines[i], Colour.Grey);
        if (where.Length > 0) column.Write(where, look.Text, look.Size, Colour.Grey);
        for (var i = where.Length > 0 ? 2 : 1; i < lines.Length; i++) column.Advance(look.LineHeight);
    }

    private void Bullet(PdfColumn column, string text)
    {
        var indent = look.Size * 1.15;
        var (page, y) = (column.Page, column.Y);
        column.Write(text, look.Text, look.Size, Colour.Black, indent);
        // The first line may have moved to a new page; the bullet goes where that line went.
        var lines = PdfColumn.Wrap(text, look.Text, look.Size, column.Width - indent).Count();
        var first = column.Y + (lines - 1) * look.LineHeight;
        if (ReferenceEquals(page, column.Page) && first < y)
            page.Text(column.Left + 2, first, look.Text, look.Size, look.Bullet.ToString(), look.Accent);
        else if (!ReferenceEquals(page, column.Page))
            column.Page.Text(column.Left + 2, Math.Min(first, PdfPage.Height - 64), look.Text, look.Size, look.Bullet.ToString(), look.Accent);
    }

    private void Field(PdfColumn column, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (label, value) = (text[..(colon + 1)], text[(colon + 1)..].Trim());
        if (column.Width < 160)
        {
            column.Write(label, look.Bold, look.Size - .8, Colour.Black);
            column.Write(value, look.Text, look.Size - .8, Colour.Black);
            return;
        }

        var indent = Math.Max(104, look.Bold.Measure(label, look.Size) + 8);
        column.Write(value, look.Text, look.Size, Colour.Black, indent);
        var lines = PdfColumn.Wrap(value, look.Text, look.Size, column.Width - indent).Count();
        column.Page.Text(column.Left, column.Y + (lines - 1) * look.LineHeight, look.Bold, look.Size, label, Colour.Black);
    }

    private void Signature(PdfColumn column, string text)
    {
        column.Need(50);
        column.Advance(26);
        column.Page.Rule(column.Left, column.Y, 150, .6, Colour.Grey);
        column.Write(text, Font.SerifItalic, look.Size + 1, Colour.Black);
    }

    private static string Join(string between, params string[] parts) =>
        string.Join(between, parts.Where(part => part.Length > 0));
}

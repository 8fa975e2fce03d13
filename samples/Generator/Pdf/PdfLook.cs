namespace ClearView.Generator.Pdf;

internal enum EntryLook
{
    DatesRight,
    DatesFirst,
    EmployerFirst,
    OneLine,
}

/// <summary>How one résumé looks: the sheet names the layout, the dice choose the details.</summary>
internal sealed record PdfLook(
    Font Text, Font Bold, Font Italic, double Size, double Margin, Colour Accent, char Bullet,
    EntryLook Entry, bool CapitalHeadings, bool SpacedHeadings, bool RuledHeadings, bool CentredName, bool DatesInMargin)
{
    private static readonly Colour[] Accents = [Colour.Black, new(.12, .29, .49), new(.1, .4, .33), new(.48, .12, .18), new(.25, .25, .3)];

    public double LineHeight => Size * 1.32;

    public static PdfLook Of(Sheet sheet, Dice dice)
    {
        var layout = sheet.Get("layout", "plain");
        var (text, bold, italic) = layout switch
        {
            "classic" => (Font.Serif, Font.SerifBold, Font.SerifItalic),
            "mono" => (Font.Mono, Font.MonoBold, Font.Mono),
            "plain" or "sidebar" or "ledger" => (Font.Sans, Font.SansBold, Font.Sans),
            _ => throw new InvalidDataException($"{sheet.Name}: no PDF layout is called '{layout}'. Use plain, classic, mono, sidebar or ledger."),
        };
        var heading = sheet.Get("headings", "");
        return new PdfLook(
            text, bold, italic,
            Size: layout == "mono" ? 8.6 : dice.Of(9.4, 9.8, 10.2),
            Margin: dice.Of(48.0, 54, 60),
            Accent: layout is "classic" or "mono" ? Colour.Black : dice.Of(Accents),
            Bullet: layout == "mono" ? dice.Of('-', '*') : dice.Of('•', '–', '·', '•', '»'),
            Entry: dice.Of(EntryLook.DatesRight, EntryLook.DatesFirst, EntryLook.EmployerFirst, EntryLook.OneLine),
            CapitalHeadings: heading == "capitals",
            SpacedHeadings: heading == "spaced",
            RuledHeadings: layout != "mono" && dice.Below(2) == 0,
            CentredName: layout == "classic" && dice.Below(3) > 0,
            DatesInMargin: layout == "ledger");
    }

    public string Heading(string text) =>
        SpacedHeadings ? text.LetterSpaced() : CapitalHeadings ? text.ToUpperInvariant() : text;
}

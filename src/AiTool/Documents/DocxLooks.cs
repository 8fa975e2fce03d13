using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Drawing = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using Vml = DocumentFormat.OpenXml.Vml;

namespace ClearView.AiTool.Documents;

/// <summary>
/// Tells runs of a Word document that no reader sees: hidden, white on white, or too small. What a run does not say itself its styles say: that
/// of its letters, of its paragraph, of its table, each with those that it is based on, and the document's own. White letters are read where
/// anything may lie behind them: a shade of their own, of the paragraph, the cell or the table, a text box, or a shape behind the text.
/// </summary>
internal sealed class DocxLooks
{
    private const int LongestChain = 20;
    private const int LeastHalfPoints = 6;
    private const int White = 248;
    // A square inch in English Metric Units: less lies behind no line of text.
    private const long LeastShape = 914_400L * 914_400L;

    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);
    private readonly Style? _usual;
    private readonly OpenXmlElement? _defaults;
    private readonly bool _hasGround;

    public DocxLooks(MainDocumentPart main, IEnumerable<HeaderPart> headers)
    {
        var styles = main.StyleDefinitionsPart?.Styles;
        foreach (var style in styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
                _styles.TryAdd(id, style);
            if (style.Type?.Value == StyleValues.Paragraph && style.Default?.Value == true)
                _usual ??= style;
        }
        _defaults = styles?.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle;
        _hasGround = main.Document?.DocumentBackground is not null || HasShapeBehind(main.Document) || headers.Any(header => HasShapeBehind(header.Header));
    }

    public bool IsHidden(Run run)
    {
        var paragraph = run.Ancestors<Paragraph>().FirstOrDefault();
        if (Of<Vanish>(run, paragraph) is { } vanish && (vanish.Val is null || vanish.Val.Value))
            return true;
        if (Of<FontSize>(run, paragraph)?.Val?.Value is { } size && double.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var halfPoints) && halfPoints < LeastHalfPoints)
            return true;
        return Of<Color>(run, paragraph) is { } color && IsWhite(color.ThemeColor?.Value, color.ThemeShade is not null, color.Val?.Value) && !MayHaveGround(run, paragraph);
    }

    private T? Of<T>(Run run, Paragraph? paragraph)
        where T : OpenXmlElement =>
        Properties(run, paragraph).Select(properties => properties?.GetFirstChild<T>()).FirstOrDefault(found => found is not null);

    private IEnumerable<OpenXmlElement?> Properties(Run run, Paragraph? paragraph)
    {
        yield return run.RunProperties;
        foreach (var style in Chain(run.RunProperties?.RunStyle?.Val?.Value))
            yield return style.StyleRunProperties;
        foreach (var style in OfParagraph(paragraph))
            yield return style.StyleRunProperties;
        foreach (var table in run.Ancestors<Table>())
        {
            foreach (var style in OfTable(table))
                yield return style.StyleRunProperties;
        }
        yield return _defaults;
    }

    private IEnumerable<Style> OfParagraph(Paragraph? paragraph) => Chain(paragraph?.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? _usual?.StyleId?.Value);

    private IEnumerable<Style> OfTable(Table table) => Chain(table.GetFirstChild<TableProperties>()?.TableStyle?.Val?.Value);

    private IEnumerable<Style> Chain(string? id)
    {
        for (var i = 0; i < LongestChain && id is not null && _styles.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }

    private bool MayHaveGround(Run run, Paragraph? paragraph) =>
        _hasGround
        || Properties(run, paragraph).Any(properties => Paints(properties?.GetFirstChild<Shading>()) || properties?.GetFirstChild<Highlight>() is { } mark && mark.Val?.Value != HighlightColorValues.None && mark.Val?.Value != HighlightColorValues.White)
        || Paints(paragraph?.ParagraphProperties?.Shading)
        || OfParagraph(paragraph).Any(style => Paints(style.StyleParagraphProperties?.GetFirstChild<Shading>()))
        || run.Ancestors().Any(ancestor => ancestor switch
        {
            TextBoxContent => true,
            TableCell cell => Paints(cell.TableCellProperties?.Shading),
            Table table => Paints(table.GetFirstChild<TableProperties>()?.Shading) || OfTable(table).Any(style => style.Descendants<Shading>().Any(Paints)),
            _ => false,
        });

    private static bool Paints(Shading? shading) =>
        shading is not null
        && (shading.ThemeFill is not null || (shading.Fill?.Value is { } fill && !fill.Equals("auto", StringComparison.OrdinalIgnoreCase))
            ? !IsWhite(shading.ThemeFill?.Value, shading.ThemeFillShade is not null, shading.Fill?.Value)
            : shading.Val?.Value is { } pattern && pattern != ShadingPatternValues.Clear && pattern != ShadingPatternValues.Nil);

    private static bool IsWhite(ThemeColorValues? theme, bool isDarkened, string? color) =>
        theme is { } themed && (themed == ThemeColorValues.Background1 || themed == ThemeColorValues.Light1) ? !isDarkened : IsWhite(color);

    private static bool IsWhite(string? color) =>
        color is { Length: 6 } && int.TryParse(color, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) && rgb >> 16 >= White && (rgb >> 8 & 0xFF) >= White && (rgb & 0xFF) >= White;

    private static bool HasShapeBehind(OpenXmlElement? part) => part?.Descendants().Any(element => element switch
    {
        Drawing.Anchor anchor => anchor.BehindDoc?.Value == true && anchor.Extent is { Cx.Value: var width, Cy.Value: var height } && width > 0 && height >= LeastShape / width,
        Vml.Rectangle { Style.Value: { } style } => style.Contains("z-index:-", StringComparison.Ordinal),
        Vml.Shape { Style.Value: { } style } => style.Contains("z-index:-", StringComparison.Ordinal),
        _ => false,
    }) == true;
}

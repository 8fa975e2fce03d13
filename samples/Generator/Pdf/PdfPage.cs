using System.Text;

namespace ClearView.Generator.Pdf;

/// <summary>What is drawn on one A4 page, in points from the lower left corner.</summary>
internal sealed class PdfPage
{
    public const double Width = 595;
    public const double Height = 842;

    private readonly StringBuilder content = new();

    public List<(double X, double Y, double Width, string Uri)> Links { get; } = [];

    public string Content => content.ToString();

    public void Text(double x, double y, Font font, double size, string text, Colour colour, double spacing = 0)
    {
        content.Append("BT ").Append(colour.Fill).Append(" /").Append(font.Key).Append(' ').Append(size.Plain()).Append(" Tf ");
        if (spacing != 0) content.Append(spacing.Plain()).Append(" Tc ");
        content.Append(x.Plain()).Append(' ').Append(y.Plain()).Append(" Td ").Append(Font.Literal(text)).Append(" Tj ");
        if (spacing != 0) content.Append("0 Tc ");
        content.Append("ET\n");
    }

    public void Box(double x, double y, double width, double height, Colour colour) => content
        .Append(colour.Fill).Append(' ').Append(x.Plain()).Append(' ').Append(y.Plain()).Append(' ')
        .Append(width.Plain()).Append(' ').Append(height.Plain()).Append(" re f\n");

    public void Rule(double x, double y, double width, double thickness, Colour colour) =>
        Box(x, y, width, thickness, colour);

    public void Image(string key, double x, double y, double width, double height) => content
        .Append("q ").Append(width.Plain()).Append(" 0 0 ").Append(height.Plain()).Append(' ')
        .Append(x.Plain()).Append(' ').Append(y.Plain()).Append(" cm /").Append(key).Append(" Do Q\n");
}

internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static readonly Colour Black = new(0, 0, 0);
    public static readonly Colour Grey = new(.38, .38, .38);
    public static readonly Colour White = new(1, 1, 1);

    public string Fill => $"{Red.Plain()} {Green.Plain()} {Blue.Plain()} rg";
}

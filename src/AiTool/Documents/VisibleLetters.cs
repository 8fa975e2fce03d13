using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Colors;

namespace ClearView.AiTool.Documents;

/// <summary>Leaves out what a page holds but no reader of it sees: text without ink, white on white, or beside the page.</summary>
internal static class VisibleLetters
{
    private const double White = 0.97;

    public static IReadOnlyList<Letter> Of(Page page)
    {
        var letters = page.Letters;
        var withoutInk = letters.Count(HasNoInk);
        // A scan that was read by a machine has its words without ink behind the picture: there they are all there is.
        var isReadScan = withoutInk * 2 > letters.Count && page.NumberOfImages > 0;
        List<PdfRectangle>? coloured = null;
        return letters.Any(letter => IsHidden(letter)) ? [.. letters.Where(letter => !IsHidden(letter))] : letters;

        bool IsHidden(Letter letter) =>
            (HasNoInk(letter) && !isReadScan) || IsOutside(letter, page.CropBox.Bounds) || (IsWhite(letter.Color) && !(coloured ??= Coloured(page)).Exists(area => Holds(area, letter)));
    }

    private static bool HasNoInk(Letter letter) => letter.RenderingMode is TextRenderingMode.Neither or TextRenderingMode.NeitherClip;

    private static bool IsOutside(Letter letter, PdfRectangle page) =>
        letter.EndBaseLine.X < page.Left || letter.StartBaseLine.X > page.Right || letter.StartBaseLine.Y < page.Bottom || letter.StartBaseLine.Y > page.Top;

    private static bool IsWhite(IColor? color) => color is not null and not PatternColor && color.ToRGBValues() is var (r, g, b) && r >= White && g >= White && b >= White;

    // A white name on a dark band or a picture is seen.
    private static List<PdfRectangle> Coloured(Page page) =>
    [
        .. page.Paths.Where(path => path.IsFilled && !IsWhite(path.FillColor)).Select(path => path.GetBoundingRectangle()).OfType<PdfRectangle>(),
        .. page.GetImages().Select(image => image.BoundingBox),
    ];

    private static bool Holds(PdfRectangle area, Letter letter) =>
        letter.StartBaseLine.X >= area.Left - 1 && letter.StartBaseLine.X <= area.Right + 1 && letter.StartBaseLine.Y >= area.Bottom - 1 && letter.StartBaseLine.Y <= area.Top + 1;
}

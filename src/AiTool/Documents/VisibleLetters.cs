using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Colors;

namespace ClearView.AiTool.Documents;

/// <summary>
/// Leaves out what a page holds but no reader of it sees: text without ink, white on white, too small, or beside the page. In doubt a letter is seen: what
/// is drawn over what, and how a gradient looks, is not known here.
/// </summary>
internal static class VisibleLetters
{
    private const double White = 0.97;
    private const double Least = 3;
    private const int MostAreas = 2_000;

    public static IReadOnlyList<Letter> Of(Page page)
    {
        var letters = page.Letters;
        var withoutInk = letters.Count(HasNoInk);
        // Where most letters are that small, the measure of the page is another than is known here.
        var readsSmall = letters.Count(IsSmall) * 2 > letters.Count;
        List<PdfRectangle>? coloured = null;
        // A scan that was read by a machine has its words without ink behind the picture of the page: there they are all there is.
        var isReadScan = withoutInk * 2 > letters.Count && Pictures(page).Exists(picture => IsHalf(picture, page));
        return letters.Any(IsHidden) ? [.. letters.Where(letter => !IsHidden(letter))] : letters;

        bool IsHidden(Letter letter) =>
            (HasNoInk(letter) && !isReadScan) || (IsSmall(letter) && !readsSmall) || IsOutside(letter, page.CropBox.Bounds) || (IsWhite(letter.Color) && !(coloured ??= Coloured(page)).Exists(area => Holds(area, letter)));
    }

    private static bool HasNoInk(Letter letter) => letter.RenderingMode is TextRenderingMode.Neither;

    private static bool IsSmall(Letter letter) => letter.PointSize < Least && letter.BoundingBox.Height < Least && letter.BoundingBox.Width < Least;

    private static bool IsOutside(Letter letter, PdfRectangle page) =>
        letter.EndBaseLine.X < page.Left || letter.StartBaseLine.X > page.Right || letter.StartBaseLine.Y < page.Bottom || letter.StartBaseLine.Y > page.Top;

    private static bool IsWhite(IColor? color) => color is not null and not PatternColor && color.ToRGBValues() is var (r, g, b) && r >= White && g >= White && b >= White;

    // A white name on a dark band, a gradient (which is drawn through a clipping path) or a picture is seen.
    private static List<PdfRectangle> Coloured(Page page) =>
    [
        .. page.Paths.Where(path => path.IsFilled && !IsWhite(path.FillColor)).Take(MostAreas).Select(path => path.GetBoundingRectangle()).OfType<PdfRectangle>(),
        .. page.Paths.Where(path => path.IsClipping).Take(MostAreas).Select(path => path.GetBoundingRectangle()).OfType<PdfRectangle>().Where(area => !IsHalf(area, page)),
        .. Pictures(page),
    ];

    /// <summary>Where they lie; the whole page when one of them cannot be read.</summary>
    private static List<PdfRectangle> Pictures(Page page)
    {
        try
        {
            return [.. page.GetImages().Take(MostAreas).Select(image => image.BoundingBox)];
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [page.CropBox.Bounds];
        }
    }

    private static bool IsHalf(PdfRectangle area, Page page) => area.Width * area.Height * 2 >= page.CropBox.Bounds.Width * page.CropBox.Bounds.Height;

    private static bool Holds(PdfRectangle area, Letter letter) =>
        letter.StartBaseLine.X >= area.Left - 1 && letter.StartBaseLine.X <= area.Right + 1 && letter.StartBaseLine.Y >= area.Bottom - 1 && letter.StartBaseLine.Y <= area.Top + 1;
}

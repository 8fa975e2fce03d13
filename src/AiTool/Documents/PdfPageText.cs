using System.Text;
using System.Text.RegularExpressions;
using UglyToad.PdfPig.Content;

namespace ClearView.AiTool.Documents;

/// <summary>Turns the letters of a page, which a PDF may hold in any order, into lines in reading order.</summary>
internal static class PdfPageText
{
    public static void Append(StringBuilder text, IReadOnlyList<Letter> letters, double pageWidth)
    {
        var rows = PdfRows.Of(letters);
        foreach (var row in PdfColumns.InReadingOrder(rows, pageWidth))
        {
            for (var i = 0; i < row.Parts.Count; i++)
            {
                if (i > 0) text.Append("  ");
                text.Append(row.Parts[i].Text);
            }
            text.Append('\n');
        }
        text.Append('\n');
    }
}

/// <summary>A stretch of letters on one line without a wide gap.</summary>
internal sealed partial record PdfPart(double Left, double Right, string Text, bool IsDate)
{
    public static PdfPart Of(double left, double right, string text) => new(left, right, text, DateLike().IsMatch(text));

    [GeneratedRegex(@"^[^\n]{0,20}\b(19|20)\d\d\b[^\n]{0,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex DateLike();
}

/// <summary>What stands at one height of the page, left to right.</summary>
internal sealed record PdfRow(double Baseline, double Size, IReadOnlyList<PdfPart> Parts);

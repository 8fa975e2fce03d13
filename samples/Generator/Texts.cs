using System.Globalization;

namespace ClearView.Generator;

internal static class Texts
{
    public static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>A number as PDF and XML want it: a point, at most two decimals.</summary>
    public static string Plain(this double number) => Math.Round(number, 2).ToString("0.##", Invariant);

    /// <summary>"Work" as "W O R K": some people space their headings by hand.</summary>
    public static string LetterSpaced(this string text) => string.Join(' ', text.ToUpperInvariant().ToCharArray());

    public static string[] Parts(this string text) => text.Split('|', StringSplitOptions.TrimEntries);
}

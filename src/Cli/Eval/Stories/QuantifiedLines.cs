using System.Text.RegularExpressions;

namespace ClearView.Cli.Eval.Stories;

/// <summary>Whether a résumé says how much of anything, by the look of its lines alone.</summary>
internal static partial class QuantifiedLines
{
    private const int FewestWords = 4;

    public static bool Any(string text) => text.Split('\n').Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length >= FewestWords && Quantity().IsMatch(line));

    // "18 %", "£2m", "40 grinding machines", "5+ years"; but no year, no date, no part of a name or of a longer number.
    [GeneratedRegex(@"[£$€₹]\s?\p{Nd}|(?<![\p{L}\p{Nd}.,/:#+-])(?<!\p{Nd}{5}[ -])(?!(?:19|20)\p{Nd}{2}(?!\p{Nd}))\p{Nd}+(?:[.,]\p{Nd}+)*(?:\s?%|\s?per ?cent|[km]?\+?\s+(?!of\b|to\b|and\b|at\b|in\b)\p{Ll}{3,})", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quantity();
}

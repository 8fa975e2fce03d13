using ClearView.AiTool.Text;

namespace ClearView.AiTool.CheckStory;

/// <summary>Whether two words are one in two forms: "runs" and "run", "planned" and "planning", "Jan" and "January".</summary>
internal static class SameWord
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    public static bool Are(string one, string other)
    {
        if (one.Equals(other, StringComparison.OrdinalIgnoreCase))
            return true;
        if (one.Length < 3 || other.Length < 3)
            return false;
        if (Month(one) is { } month)
            return Month(other) == month;
        return Roots(one).Intersect(Roots(other), StringComparer.Ordinal).Any();
    }

    /// <summary>1 to 12 for the name of a month, also a short one.</summary>
    public static int? Month(string word)
    {
        var at = Array.FindIndex(Months, month => word.Length >= 3 && month.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (word.Length <= 4 || word.Length == month.Length));
        return at < 0 ? null : at + 1;
    }

    private static IEnumerable<string> Roots(string word)
    {
        var written = word.ToLowerInvariant();
        yield return written;
        foreach (var (ending, instead) in Endings)
        {
            if (written.Length - ending.Length + instead.Length < 3 || !written.EndsWith(ending, StringComparison.Ordinal))
                continue;
            var root = written[..^ending.Length] + instead;
            yield return root;
            if (instead.Length == 0 && root[^1] == root[^2])
                yield return root[..^1];
        }
        if (Verbs.Of(written) is { } verb)
            yield return verb.Base;
    }

    private static readonly (string Ending, string Instead)[] Endings =
        [("'s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y"), ("ing", ""), ("ing", "e")];
}

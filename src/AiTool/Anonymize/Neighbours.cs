namespace ClearView.AiTool.Anonymize;

/// <summary>Makes one find of neighbours that a reader takes for one.</summary>
internal static class Neighbours
{
    public static List<Found> Merge(string text, List<Found> ordered)
    {
        var merged = new List<Found>(ordered.Count);
        foreach (var found in ordered)
        {
            if (merged.Count > 0 && Joined(text, merged[^1], found) is { } joined)
                merged[^1] = joined;
            else
                merged.Add(found);
        }
        return merged;
    }

    private static Found? Joined(string text, Found left, Found right)
    {
        var between = text.AsSpan(left.End, right.Start - left.End);
        var kind = Common(left.Kind, right.Kind);
        if (kind is null || between.Length > 6 || between.Contains('\n') && kind == HiddenKinds.Name)
            return null;
        // Two persons, or a person and an employer's town, stay two.
        var fits = kind == HiddenKinds.Name ? IsInName(text, left.End, between)
            : Finders.Gaps.InPlace(between);
        if (!fits)
            return null;
        var replacement = kind == HiddenKinds.Address ? "[address]" : left.Replacement;
        return left with { Kind = kind, End = right.End, Replacement = replacement, Confidence = Math.Max(left.Confidence, right.Confidence) };
    }

    // "Anna-Lena", "J. Doe", "Carmen del Mar"; after a longer word a full stop ends a sentence.
    private static bool IsInName(string text, int end, ReadOnlySpan<char> between) => between switch
    {
        " " or "-" or "\u2010" or "\u2011" => true,
        ". " or "." => end < 3 || !char.IsLetter(text[end - 2]) || !char.IsLetter(text[end - 3]),
        _ => between.Length > 3 && between[0] == ' ' && between[^1] == ' ' && Finders.NameSpellings.IsParticle(between[1..^1]),
    };

    private static string? Common(string left, string right) => (left, right) switch
    {
        (HiddenKinds.Name, HiddenKinds.Name) => HiddenKinds.Name,
        (HiddenKinds.Place, HiddenKinds.Place) => HiddenKinds.Place,
        (HiddenKinds.Address, HiddenKinds.Address or HiddenKinds.Place) or (HiddenKinds.Place, HiddenKinds.Address) => HiddenKinds.Address,
        _ => null,
    };
}

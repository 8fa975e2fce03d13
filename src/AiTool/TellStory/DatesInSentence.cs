using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

/// <summary>A date range as a sentence, in the résumé's own dates.</summary>
internal static class DatesInSentence
{
    private static readonly string[] Marks = [" until ", " to ", " till ", " through ", " thru ", " bis ", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", " -- ", " - ", "->", "\u2192", "~", "-", "/"];

    private static readonly string[] Present = [" to date", " till date", " date", " present", " currently", " current", " now", " today", " ongoing", " onwards", " onward", " heute", " till", " until", " to"];

    /// <param name="ofDeed">Whether a deed was told that these dates belong to; otherwise they are those of a post.</param>
    /// <param name="isLeftOpen">Whether they ended, and it is not known when.</param>
    public static string Of(string text, DateRange dates, bool ofDeed, bool isLeftOpen)
    {
        var flat = ThirdPerson.Flat(text, dates.Start, dates.End);
        if (flat.StartsWith("since ", StringComparison.OrdinalIgnoreCase))
            flat = flat[6..];
        // "Jul-2023" holds a dash, and is one month.
        var (from, to) = dates.Ongoing || dates.Last > dates.First ? Ends(flat) : (flat, null);
        if (!dates.Ongoing && to is null && dates.Last > dates.First && WideGap(text, dates) is { } gap)
            (from, to) = (ThirdPerson.Flat(text, dates.Start, gap), ThirdPerson.Flat(text, gap, dates.End).TrimStart());
        if (dates.Ongoing && to is null)
            from = WithoutPresent(from);
        if (dates.Ongoing)
            return ofDeed ? $"They have done so since {from} and still do." : $"They have been in this post since {from}.";
        // "2017 - 2017" is some part of that year.
        var when = isLeftOpen ? $"from {from} on" : to is null || to == from ? $"in {from}" : $"from {from} to {to}";
        return ofDeed ? $"This was {when}." : $"They were in this post {when}.";
    }

    // "May 2006  April 2008": the dash between was lost.
    private static int? WideGap(string text, DateRange dates)
    {
        for (var i = dates.Start + 1; i < dates.End; i++)
        {
            if (text[i - 1] is ' ' or '\t' && (char.IsWhiteSpace(text[i]) || char.IsControl(text[i])))
                return i;
        }
        return null;
    }

    // "2005 Present", "2017 onwards": where the dash was lost, or never was.
    private static string WithoutPresent(string from)
    {
        foreach (var word in Present)
        {
            if (from.EndsWith(word, StringComparison.OrdinalIgnoreCase) && from.Length > word.Length)
                return WithoutPresent(from[..^word.Length].TrimEnd(' ', '-', '\u2013', '(', ')', ','));
        }
        return from;
    }

    // The range is cut where its own connecting word or dash stands.
    private static (string From, string? To) Ends(string flat)
    {
        foreach (var mark in Marks)
        {
            var at = flat.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && at + mark.Length < flat.Length)
                return (flat[..at].Trim(' ', '-', '\u2013'), flat[(at + mark.Length)..].Trim());
        }
        return (flat, null);
    }
}

using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

/// <summary>A date range as a sentence, in the résumé's own dates.</summary>
internal static class DatesInSentence
{
    public static string Of(string text, List<Word> words, DateRange dates)
    {
        var quote = text[dates.Start..dates.End];
        var (from, to) = Ends(quote);
        if (dates.Ongoing)
            return $"They have done so since {from} and still do.";
        return to is null ? $"This was in {from}." : $"This was from {from} to {to}.";
    }

    // The range is cut where its own connecting word or dash stands.
    private static (string From, string? To) Ends(string quote)
    {
        var flat = ThirdPerson.Flat(quote, 0, quote.Length);
        if (flat.StartsWith("since ", StringComparison.OrdinalIgnoreCase))
            flat = flat[6..];
        foreach (var mark in Marks)
        {
            var at = flat.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at > 0 && at + mark.Length < flat.Length)
                return (flat[..at].Trim(), flat[(at + mark.Length)..].Trim());
        }
        return (flat, null);
    }

    private static readonly string[] Marks = [" until ", " to ", " till ", " through ", " thru ", " bis ", "\u2013", "\u2014", "\u2212", " -- ", " - ", "->", "\u2192", "~", "-", "/"];
}

using System.Net;
using System.Text;

namespace ClearView.HrSystems.Greenhouse;

/// <summary>
/// A posting's HTML, escaped once more by the API, as text that a person can read: lines where blocks end, hyphens before list items.
/// One pass over at most a bounded number of characters; whatever is no well-formed tag is text.
/// </summary>
internal static class PostingText
{
    private const int LongestHtml = 400_000;
    private const int LongestText = 50_000;
    private const int LongestTag = 2_000;

    public static string Of(string? content)
    {
        if (string.IsNullOrWhiteSpace(content))
            return "";

        var html = content.Length > LongestHtml ? content[..LongestHtml] : content;
        if (!html.Contains('<', StringComparison.Ordinal))
            html = WebUtility.HtmlDecode(html);
        var text = Tidy(WebUtility.HtmlDecode(WithoutTags(html)));
        return text.Length > LongestText ? text[..LongestText] : text;
    }

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            if (html[at] != '<' || TagAt(html, at) is not { } tag)
            {
                // Line ends in HTML are spaces; those of the text come from its blocks.
                text.Append(char.IsWhiteSpace(html[at]) ? ' ' : html[at]);
                at++;
                continue;
            }

            text.Append(tag.Name switch
            {
                "br" => "\n",
                "li" => tag.IsEnd ? "\n" : "\n- ",
                "p" or "div" or "ul" or "ol" or "table" or "section" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => "\n\n",
                "tr" => "\n",
                "td" or "th" => " ",
                _ => "",
            });
            at = tag is { Name: "script" or "style", IsEnd: false } ? EndOf(html, tag) : tag.Next;
        }

        return text.ToString();
    }

    private static Tag? TagAt(string html, int at)
    {
        if (html.AsSpan(at).StartsWith("<!--"))
            return new Tag("!--", false, html.IndexOf("-->", at, StringComparison.Ordinal) is var over and >= 0 ? over + 3 : html.Length);

        var start = at + 1;
        var isEnd = start < html.Length && html[start] == '/';
        if (isEnd)
            start++;
        var name = start;
        while (name < html.Length && char.IsAsciiLetterOrDigit(html[name]))
            name++;
        // A tag's end is not looked for far away: otherwise a text of nothing but open brackets would take a minute.
        var close = html.AsSpan(name, Math.Min(LongestTag, html.Length - name)).IndexOf('>');
        return name == start || name - start > 20 || close < 0 ? null : new Tag(html[start..name].ToLowerInvariant(), isEnd, name + close + 1);
    }

    private static int EndOf(string html, Tag tag) =>
        html.IndexOf("</" + tag.Name, tag.Next, StringComparison.OrdinalIgnoreCase) is var end and >= 0 ? end : html.Length;

    /// <summary>No spaces at the ends of lines, no two in a row, at most one empty line, none before a list item.</summary>
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var isEmptyBefore = false;
        foreach (var line in text.Replace('\u00a0', ' ').Split('\n'))
        {
            var words = string.Join(' ', line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries));
            if (words.Length > 0)
            {
                if (isEmptyBefore && tidy.Length > 0 && !words.StartsWith("- ", StringComparison.Ordinal))
                    tidy.Append('\n');
                tidy.Append(words).Append('\n');
            }

            isEmptyBefore = words.Length == 0;
        }

        return tidy.ToString().TrimEnd();
    }

    private sealed record Tag(string Name, bool IsEnd, int Next);
}

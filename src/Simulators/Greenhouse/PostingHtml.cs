using System.Net;
using System.Text;

namespace ClearView.Simulators.Greenhouse;

/// <summary>A posting's plain text as the vendor gives it: HTML whose own marks are escaped once more.</summary>
internal static class PostingHtml
{
    public static string Of(string text)
    {
        var html = new StringBuilder();
        foreach (var block in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            AddBlock(html, block.Split('\n'));
        return WebUtility.HtmlEncode(html.ToString());
    }

    private static void AddBlock(StringBuilder html, string[] lines)
    {
        var plain = lines.Where(line => !IsBullet(line)).Select(WebUtility.HtmlEncode).ToList();
        var bullets = lines.Where(IsBullet).Select(line => WebUtility.HtmlEncode(line[2..])).ToList();
        if (plain.Count > 0)
            html.Append("<p>").AppendJoin("<br>", plain).Append("</p>\n");
        if (bullets.Count > 0)
            html.Append("<ul>\n<li>").AppendJoin("</li>\n<li>", bullets).Append("</li>\n</ul>\n");
    }

    private static bool IsBullet(string line) => line.StartsWith("- ", StringComparison.Ordinal);
}

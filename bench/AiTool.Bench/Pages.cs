namespace ClearView.Bench.AiTool;

/// <summary>Texts of one length, so that a rate says the same whatever the samples are.</summary>
internal static class Pages
{
    /// <summary>The texts one after the other, cut at the first end of a line after so many characters; the last, shorter one is left out.</summary>
    public static List<string> Of(IReadOnlyList<string> texts, int length)
    {
        var all = string.Join('\n', texts);
        var pages = new List<string>();
        for (var start = 0; start + length < all.Length;)
        {
            var end = all.IndexOf('\n', start + length - 100);
            if (end < 0)
                break;
            pages.Add(all[start..end]);
            start = end + 1;
        }

        return pages;
    }
}

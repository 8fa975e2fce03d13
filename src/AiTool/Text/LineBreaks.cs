namespace ClearView.AiTool.Text;

/// <summary>Where the lines of a text end. Converters that lose the breaks put wide space in their place.</summary>
internal static class LineBreaks
{
    private const int LongestLineOnAverage = 400;
    private const int FarthestSpaces = 250;

    /// <summary>The text, or when its lines were run together a copy as long with a break at every second space of wide space.</summary>
    public static string Restored(string text)
    {
        if (text.Length < LongestLineOnAverage || text.AsSpan().Count('\n') * LongestLineOnAverage > text.Length || text.AsSpan().Count("  ") * FarthestSpaces < text.Length)
            return text;
        return string.Create(text.Length, text, (broken, original) =>
        {
            original.CopyTo(broken);
            for (var at = broken.IndexOf("  "); at >= 0;)
            {
                broken[at] = '\n';
                var next = broken[(at + 2)..].IndexOf("  ");
                at = next < 0 ? -1 : at + 2 + next;
            }
        });
    }
}

namespace ClearView.AiTool.Text;

/// <summary>
/// Where a text's lines end. A text that lost its line breaks on the way (copied out of a form, a table, a database) is one line of
/// thousands of characters, in which wide space and bullets stand where lines ended.
/// </summary>
internal static class LineBreaks
{
    private const int LongestHonestLine = 400;
    private const int FewestTraces = 3;
    private const int WideSpace = 2;
    private const int EmptyLine = 4;

    /// <summary>The end of the line that begins at <paramref name="from"/>, where the next one begins, and whether an empty line lies between.</summary>
    /// <param name="flatUntil">End of the broken text that was met last; kept between calls.</param>
    public static (int End, int Next, bool Blank) After(string text, int from, ref int flatUntil)
    {
        // Searched for once in a broken text: it may be long, and is asked for again and again.
        var end = from < flatUntil ? flatUntil : text.AsSpan(from).IndexOfAny('\n', '\f', '\v') is var at and >= 0 ? from + at : text.Length;
        if (from >= flatUntil && end - from > LongestHonestLine && HasTraces(text, from, end))
            flatUntil = end;
        if (from >= flatUntil)
            return (end, end + 1, false);
        for (var i = from + 1; i < end; i++)
        {
            if (!IsSpace(text[i - 1]))
                continue;
            if (Bullets.IsPlain(text[i]) && i + 1 < end && IsSpace(text[i + 1]))
                return (i - 1, i, false);
            var first = i - 1;
            while (i < end && IsSpace(text[i]))
                i++;
            if (i - first >= WideSpace && first > from)
                return (first, Math.Min(i, end), i - first >= EmptyLine);
        }
        return (end, end + 1, false);
    }

    private static bool HasTraces(string text, int from, int end)
    {
        var traces = 0;
        for (var i = from + 1; i < end && traces < FewestTraces; i++)
        {
            if (IsSpace(text[i - 1]) && (Bullets.IsPlain(text[i]) || IsSpace(text[i])) && (i < 2 || !IsSpace(text[i - 2])))
                traces++;
        }
        return traces >= FewestTraces;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\u00a0';
}

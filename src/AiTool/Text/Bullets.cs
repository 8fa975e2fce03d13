namespace ClearView.AiTool.Text;

/// <summary>Bullets and numbers that lists begin with.</summary>
internal static class Bullets
{
    private const string Signs = "-\u2010\u2011\u2012\u2013\u2014\u2022\u2023\u2043\u2219\u25aa\u25ab\u25cf\u25cb\u25e6\u25a0\u25a1\u25b6\u25ba\u25b8\u27a2\u27a4\u2713\u2714\u2192\u00b7\u00bb\u203a\uf0b7\uf0a7\uf0d8\uf076*>+~=#|";

    /// <summary>A sign that is a bullet wherever it stands, also in the middle of a line. The private ones are those of old symbol fonts.</summary>
    public static bool IsPlain(char c) => c is '\u2022' or '\u25aa' or '\u25cf' or '\u25a0' or '\u27a2' or '\u2023' or '\u25e6' or '\u2756' or >= '\uf000' and <= '\uf0ff';

    /// <summary>Where the text of a line begins; <paramref name="start"/> when it has no bullet.</summary>
    public static int After(string text, int start, int end, int indent)
    {
        var i = start;
        while (i < end && (Signs.Contains(text[i]) || IsPlain(text[i])))
            i++;
        if (i == start)
            i = AfterLetterOrNumber(text, start, end, indent);
        // "-5 %" and "+44" are no bullets.
        if (i == start || (i < end && char.IsDigit(text[i])))
            return start;
        while (i < end && text[i] is (' ' or '\t' or '\u00a0'))
            i++;
        return i < end ? i : start;
    }

    private static int AfterLetterOrNumber(string text, int start, int end, int indent)
    {
        if (text[start] == 'o' && start + 2 < end && text[start + 1] is (' ' or '\t') && (indent > 0 || char.IsUpper(text[start + 2])))
            return start + 1;
        var i = start;
        while (i < end && i - start < 2 && char.IsAsciiDigit(text[i]))
            i++;
        // "a. opened the shop"; a capital would be an initial.
        if (i == start && char.IsAsciiLetterLower(text[i]))
            i++;
        return i > start && i + 1 < end && text[i] is ('.' or ')') && text[i + 1] == ' ' ? i + 1 : start;
    }
}

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Runs of words that a reader takes for one name or phrase.</summary>
internal static class TokenRuns
{
    /// <summary>Joins the folded words of up to four tokens with single spaces; empty when they do not stand side by side or do not fit.</summary>
    public static ReadOnlySpan<char> Join(ResumeText resume, int first, int count, Span<char> buffer)
    {
        var length = 0;
        for (var i = first; i < first + count; i++)
        {
            if (i >= resume.Tokens.Count)
                return [];
            if (i > first)
            {
                if (!IsNarrow(resume.Gap(i - 1)))
                    return [];
                if (length == buffer.Length) return [];
                buffer[length++] = ' ';
            }
            foreach (var c in resume.Word(resume.Tokens[i]))
            {
                if (c == '\'') continue;
                if (length == buffer.Length) return [];
                buffer[length++] = c;
            }
        }
        return buffer[..length];
    }

    /// <summary>Whether a token and the next one can be words of one name: a full stop only after an initial or a short form.</summary>
    public static bool InName(ResumeText resume, int token) => resume.Gap(token) switch
    {
        " " or "-" or "\u2010" or "\u2011" => true,
        ". " or "." => resume.Tokens[token].Length <= 2,
        _ => false,
    };

    // A text that was set in columns or in full lines may have several spaces inside a name.
    public static bool IsNarrow(ReadOnlySpan<char> gap) => gap is " " or "-" or ". " or "\n" or "\u2010" or "\u2011" || gap.Length is > 1 and <= 4 && !gap.ContainsAnyExcept(' ');
}

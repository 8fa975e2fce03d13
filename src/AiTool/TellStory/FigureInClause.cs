using ClearView.AiTool.Text;

namespace ClearView.AiTool.TellStory;

/// <summary>A figure with the few words that say what it is of: "wrong totes fell from ten a day to two".</summary>
internal static class FigureInClause
{
    private const int Longest = 80;

    /// <summary>The part of the sentence, between its commas, colons and semicolons, that holds the figure; the figure alone when that says all of it or speaks of somebody.</summary>
    public static (int Start, int End) Of(ResumeReading resume, Statement statement, Quantity figure)
    {
        var text = resume.Text;
        var (start, end) = (figure.Start, figure.End);
        while (start > statement.Start && !IsBreak(text, start - 1))
            start--;
        while (end < statement.End && !IsBreak(text, end))
            end++;
        while (start < figure.Start && char.IsWhiteSpace(text[start]))
            start++;
        while (end > figure.End && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is '.' or '!'))
            end--;
        var saysAll = start == statement.Start || end - start > Longest || text.AsSpan(start, end - start).Contains('[');
        return saysAll || SpeaksOfSomebody(resume, start, end) ? (WithMore(text, statement.Start, figure.Start), figure.End) : (start, end);
    }

    // "more than 50%" is not 50 %.
    private static int WithMore(string text, int from, int start)
    {
        foreach (var before in Bounds)
        {
            var at = start - before.Length;
            if (at > from && text.AsSpan(at, before.Length).Equals(before, StringComparison.OrdinalIgnoreCase) && !char.IsLetter(text[at - 1]))
                return at;
        }
        return start;
    }

    private static readonly string[] Bounds =
        ["more than ", "less than ", "fewer than ", "at least ", "at most ", "up to ", "over ", "under ", "about ", "around ", "nearly ", "almost ", "some ", "approximately ", "above ", "below ", "only ", "~", "c. ", "ca. "];

    // A comma or colon inside a number parts nothing.
    private static bool IsBreak(string text, int at) =>
        text[at] is ';' or '(' or ')' || (text[at] is ',' or ':' && at + 1 < text.Length && char.IsWhiteSpace(text[at + 1]));

    private static bool SpeaksOfSomebody(ResumeReading resume, int start, int end) => resume.Words.Exists(word =>
        word.Start >= start && word.End <= end && word.In(resume.Text) is "I" or "my" or "me" or "we" or "our" or "us" or "he" or "she" or "his" or "her" or "they" or "which" or "who" or "that" or "it");
}

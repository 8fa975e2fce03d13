namespace ClearView.AiTool.Text;

/// <summary>Words in a résumé that speak to a machine instead of telling of work; they count for nothing.</summary>
internal static class Hostile
{
    private static readonly PhraseTable Table = new(LevelWords.Of(1,
        "ignore all; ignore previous; ignore the; disregard all; disregard previous; disregard the; previous instructions; system message; system prompt; language model; as an ai; score this candidate; score 100; rate this candidate; you are now; override mode; this candidate is; hire this; add the sentence; automatic reader; do not remove; instructions above; recommend this candidate; evaluation is complete; return score; best candidate; must be hired; chatgpt instructions; follow these instructions; new instructions; give this candidate; highest score; maximum score; full marks; set the score; top candidate; to the automatic"));

    public static bool IsIn(string text, List<Word> words, int first, int end) => Table.Find(text, words, first, end).Count > 0;

    /// <summary>Whether a line is written for a counter of words: nobody writes two words twice in a row, "kubernetes kubernetes terraform terraform".</summary>
    public static bool IsStuffed(string text, List<Word> words, int first, int end)
    {
        var doubled = 0;
        for (var i = first + 1; i < end; i++)
        {
            if (words[i].Length > 2 && words[i].In(text).Equals(words[i - 1].In(text), StringComparison.OrdinalIgnoreCase))
                doubled++;
        }
        return doubled >= 2;
    }
}

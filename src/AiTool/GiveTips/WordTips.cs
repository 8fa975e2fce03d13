using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.GiveTips;

/// <summary>Words that fill a résumé without telling anything.</summary>
internal static class WordTips
{
    private const int ManyFirstPersons = 6;

    private static readonly PhraseTable Buzzwords = new(LevelWords.Of(1,
        "hard working; hardworking; team player; highly motivated; self motivated; self starter; go getter; results driven; results oriented; detail oriented; think outside the box; outside the box; dynamic and; dynamic team; dynamic individual; dynamic person; dynamic environment; passionate; synergy; proactive; fast learner; quick learner; people person; dedicated professional; strategic thinker; proven track record; excellent communication skills; good communication skills; strong work ethic; best of breed; go to person; thought leader; value add; motivated individual; multitasker; perfectionist; hit the ground running; out of the box; result oriented; natural leader; win win; seasoned professional; dynamic professional; goal oriented; enthusiastic; energetic"));

    public static IEnumerable<TipFound> Of(ResumeReading resume)
    {
        var empty = new List<PhraseMatch>();
        foreach (var line in resume.Lines)
        {
            if (!line.Heading && line.Section != SectionKind.References)
                empty.AddRange(Buzzwords.Find(resume.Text, resume.Words, line.FirstWord, line.EndWord));
        }
        if (empty.Count > 0)
        {
            var (start, end) = (resume.Words[empty[0].FirstWord].Start, resume.Words[empty[0].EndWord - 1].End);
            var quote = new Quote(start, end, resume.Text[start..end]);
            var more = empty.Count switch { 1 => "", 2 => " There is one more phrase of this kind.", _ => $" There are {empty.Count - 1} more phrases of this kind." };
            yield return TipFound.Of(48, "buzzword", $"\"{OneLine(quote.Text)}\" stands in many résumés and proves nothing. Replace it by one thing you did that shows it.{more}", quote);
        }

        var persons = 0;
        Statement? first = null;
        foreach (var statement in resume.Statements)
        {
            if (statement.Entry < 0)
                continue;
            for (var i = statement.FirstWord; i < statement.EndWord; i++)
            {
                if (resume.Words[i].In(resume.Text) is "I" or "my" or "My" or "me")
                {
                    persons++;
                    first ??= statement;
                }
            }
        }
        if (persons >= ManyFirstPersons && first is { } spoken)
            yield return TipFound.Of(30, "first-person", $"\"I\" and \"my\" stand {persons} times in the lines on your work. Begin with the verb instead: it reads faster and leaves room for the result.", spoken.In(resume.Text));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

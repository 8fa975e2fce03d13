namespace ClearView.AiTool.Text;

/// <summary>Words of titles and postings that tell a level: 1 entry, 2 junior, 3 experienced, 4 senior, 5 lead.</summary>
internal static class LevelWords
{
    private static readonly PhraseTable Table = new(
        Of(1, "trainee; apprentice; intern; entry level; entry; graduate trainee; graduate; newly qualified; volunteer; student; newcomers; internship; placement; helper; working student; beginner; no experience needed; no experience required; babysitter; saturday job; general worker")
            .Concat(Of(2, "junior; assistant; associate; improver; band 5; helper to; agent; clerk; operative; picker; junior level"))
            .Concat(Of(3, "medior; mid level; midlevel; experienced; intermediate; skilled trade; specialist; scientist; main scale; professional; project manager; product manager; account manager; case manager; key account manager; regular; journeyman; qualified; charge nurse; key holder; social media manager; community manager; marketing executive"))
            .Concat(Of(4, "senior; sr; deputy; assistant manager; assistant store manager; second in charge; principal analyst; expert; staff engineer; advanced; deputy manager; deputy head; ward sister; sous chef; junior sister; band 6; acting manager"))
            .Concat(Of(5, "lead; leader; head of; head; manager; director; principal; chief; team leader; team lead; shift lead; shift leader; supervisor; foreman; vice president; vp; cto; ceo; cfo; owner; founder; store manager; partner; captain; band 7; ward manager; managing director; executive chef; head chef")));

    // Said of something else than the level of a post.
    private static readonly PhraseTable Others = new(
        Of(0, "lead time; lead generation; head office; lead to; leads to; head teacher's; student nurse supervision; associate degree; help desk agent; team leader's; graduate school; reporting to; assistant to the; student loans; for students; report to the; reports to; deputy of the"));

    public static IEnumerable<(string, int)> Of(int level, string phrases) => phrases.Split("; ").Select(phrase => (phrase, level));

    /// <summary>The first level that a stretch names, and where; null when it names none.</summary>
    public static (int Level, int Start, int End)? First(string text, List<Word> words, int first, int end)
    {
        var others = Others.Find(text, words, first, end);
        (int Level, int Start, int End)? assistant = null;
        foreach (var match in Table.Find(text, words, first, end))
        {
            if (others.Exists(other => other.FirstWord <= match.FirstWord && match.FirstWord < other.EndWord))
                continue;
            var found = (match.Value, words[match.FirstWord].Start, words[match.EndWord - 1].End);
            // "Associate director", "junior specialist": the strongest word of the lower half gives way to a clear one.
            if (match.Value is 1 or 4 or 5)
                return found;
            assistant ??= found;
        }
        return assistant;
    }
}

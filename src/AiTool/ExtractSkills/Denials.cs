using System.Collections.Frozen;
using ClearView.AiTool.Text;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>
/// What a text says that somebody has not done, wishes to learn or need not know: "no experience with Kubernetes, Docker or Go", "never used
/// Python", "Excel is not required". A denial reaches over the list of skills that it governs and no further: not over another verb, not past
/// a "but", and "without downtime using Kubernetes" denies the downtime.
/// </summary>
internal static class Denials
{
    private const int Reach = 6;
    private const int LongestGap = 4;

    private static readonly FrozenSet<ulong> None = WordForm.Set("no without lack lacked lacking nor");

    private static readonly FrozenSet<ulong> Grades = WordForm.Set(
        "of any a an the prior previous professional commercial formal practical real hands on direct much relevant specific working great deep first hand extensive paid industry actual your");

    private static readonly FrozenSet<ulong> Knowing = WordForm.Set(
        "experience knowledge exposure background skill familiarity training practice expertise understanding qualification proficiency");

    private static readonly FrozenSet<ulong> Of = WordForm.Set("of with in using on at");

    private static readonly FrozenSet<ulong> Not = WordForm.Set(
        "not never cannot haven't hasn't hadn't don't doesn't didn't can't isn't aren't couldn't haven\u2019t hasn\u2019t hadn\u2019t don\u2019t doesn\u2019t didn\u2019t can\u2019t isn\u2019t aren\u2019t couldn\u2019t");

    private static readonly FrozenSet<ulong> BehindNot = WordForm.Set(
        "yet really actually currently much any a an have has had been be ever so far personally professionally very especially particularly overly myself formally strictly absolutely");

    private static readonly FrozenSet<ulong> Doing = WordForm.Set(
        "use used work worked know knew touch touched learn learned learnt study studied write wrote written program programmed code coded try tried do done did operate operated "
        + "speak spoke spoken familiar experienced proficient skilled versed fluent comfortable confident qualified certified trained taught need require");

    private static readonly FrozenSet<ulong> Wish = WordForm.Set(
        "want wanted hope hoped hoping plan planned planning wish wished wishing eager keen willing willingness ready aim aimed intend intended like love looking interested interest excited motivated desire opportunity chance need");

    private static readonly FrozenSet<ulong> Hope = WordForm.Set("want wanted hope hoped hoping wish wished like");

    private static readonly FrozenSet<ulong> ToLearn = WordForm.Set("to in on about for forward");

    private static readonly FrozenSet<ulong> Learn = WordForm.Set("learn learning study studying explore exploring start try");

    private static readonly FrozenSet<ulong> Work = WordForm.Set("work working");

    private static readonly FrozenSet<ulong> Needed = WordForm.Set("required needed necessary expected");

    private static readonly FrozenSet<ulong> BehindDenied = WordForm.Set(
        "and or nor experience knowledge skill background exposure training expertise qualification certificate certification licence license yet so at required needed necessary expected here whatsoever is are was either in for as");

    private static readonly FrozenSet<ulong> Stop = WordForm.Set(
        "but however although though while whereas instead only just except besides beside rather because since until till then still nevertheless i we he she they you who which that where when after before if must should will can are was were is");

    private static readonly FrozenSet<ulong> Link = WordForm.Set("is are be strictly absolutely");

    /// <summary>Takes the skills that the stretch denies out of those found.</summary>
    /// <param name="ofPost">Whether a posting speaks: who wants to work with something there is asked for it.</param>
    /// <param name="found">In order of the text; those from <paramref name="from"/> on stand in the stretch.</param>
    /// <param name="denied">Gets the words of each denial, as first word and end.</param>
    public static void Take(string text, List<Word> words, int first, int end, bool ofPost, List<SkillFound> found, int from, List<(int First, int End)> denied)
    {
        if (found.Count == from)
            return;
        var before = denied.Count;
        var (next, free) = (from, from);
        for (var i = first; i < end; i++)
        {
            while (next < found.Count && found[next].FirstWord < i)
                next++;
            if (Opening(words, i, end, ofPost) is { } open && List(text, words, open, end, found, next) is { } last)
                denied.Add((i, last));
            else if (Needed.Contains(words[i].Form) && Needless(text, words, i, first, found, free, next) is { } start)
                denied.Add((start, i + 1));
            else
                continue;
            i = denied[^1].End - 1;
            free = next;
        }
        RemoveDenied(found, from, denied, before);
    }

    private static void RemoveDenied(List<SkillFound> found, int from, List<(int First, int End)> denied, int before)
    {
        var kept = from;
        for (var i = from; i < found.Count; i++)
        {
            while (before < denied.Count && denied[before].End <= found[i].FirstWord)
                before++;
            if (before == denied.Count || found[i].FirstWord < denied[before].First)
                found[kept++] = found[i];
        }
        found.RemoveRange(kept, found.Count - kept);
    }

    /// <param name="First">The first word of what is denied.</param>
    /// <param name="Direct">Whether a skill must stand there, as in "no Python".</param>
    private readonly record struct Open(int First, bool Direct);

    private static Open? Opening(List<Word> words, int i, int end, bool ofPost)
    {
        var form = words[i].Form;
        if (None.Contains(form))
            return BehindKnowing(words, i + 1, end);
        if (Not.Contains(form))
        {
            var next = Skip(BehindNot, words, i + 1, end);
            return next < end && Doing.Contains(words[next].Form) ? new Open(next + 1, Direct: false) : BehindKnowing(words, next, end);
        }
        if (!Wish.Contains(form))
            return null;
        var wished = Skip(ToLearn, words, i + 1, end);
        if (wished > i + 1 && wished < end && (Learn.Contains(words[wished].Form) || (!ofPost && Hope.Contains(form) && Work.Contains(words[wished].Form) && IsOf(words, wished + 1, end))))
            return new Open(wished + 1, Direct: false);
        return null;
    }

    // "No prior experience with X" or "no X"; "no experience required" denies nothing that follows.
    private static Open? BehindKnowing(List<Word> words, int next, int end)
    {
        next = Skip(Grades, words, next, end);
        if (next >= end || !Knowing.Contains(words[next].Form))
            return new Open(next, Direct: true);
        return IsOf(words, next + 1, end) ? new Open(next + 2, Direct: false) : null;
    }

    private static bool IsOf(List<Word> words, int i, int end) => i < end && Of.Contains(words[i].Form);

    private static int Skip(FrozenSet<ulong> forms, List<Word> words, int i, int end)
    {
        var last = Math.Min(end, i + LongestGap);
        while (i < last && forms.Contains(words[i].Form))
            i++;
        return i;
    }

    // The end of the list of skills that begins soon behind a word; null for none.
    private static int? List(string text, List<Word> words, Open open, int end, List<SkillFound> found, int from)
    {
        var at = from;
        while (at < found.Count && found[at].FirstWord < open.First)
            at++;
        if (at == found.Count || found[at].FirstWord - open.First > (open.Direct ? 0 : Reach) || !RunsOn(text, words, open.First, found[at].FirstWord, open.First - 1))
            return null;
        while (at + 1 < found.Count && found[at + 1].FirstWord - found[at].EndWord <= LongestGap && RunsOn(text, words, found[at].EndWord, found[at + 1].FirstWord, found[at].EndWord - 1))
            at++;
        var last = found[at].EndWord;
        // "No medication errors", "not Java developers alone": something else than the skill is denied.
        var namesOther = open.Direct && last < end && text.AsSpan(words[last - 1].End, words[last].Start - words[last - 1].End) is " " && !BehindDenied.Contains(words[last].Form);
        return namesOther ? null : last;
    }

    // The first word of the skills that "is not required" speaks of. "Preferred but not required" and "preferred, not required" is a wish.
    private static int? Needless(string text, List<Word> words, int needed, int first, List<SkillFound> found, int from, int next)
    {
        var not = needed - 1;
        while (not > first && Link.Contains(words[not].Form))
            not--;
        if (not <= first || !Not.Contains(words[not].Form))
            return null;
        var subject = not;
        while (subject > first && Link.Contains(words[subject - 1].Form))
            subject--;
        var between = text.AsSpan(words[subject - 1].End, words[subject].Start - words[subject - 1].End);
        if (between.Contains(','))
            return null;
        var at = next - 1;
        while (at >= from && found[at].EndWord > subject)
            at--;
        if (at < from || subject - found[at].EndWord > LongestGap || !RunsOn(text, words, found[at].EndWord, subject, found[at].EndWord - 1))
            return null;
        // "Linux, Kubernetes (not required)"
        while (at > from && !between.Contains('(') && found[at].FirstWord - found[at - 1].EndWord <= LongestGap && RunsOn(text, words, found[at - 1].EndWord, found[at].FirstWord, found[at - 1].EndWord - 1))
            at--;
        return found[at].FirstWord;
    }

    // Whether nothing between two words ends what is said: no full stop, no "but", no verb of its own.
    private static bool RunsOn(string text, List<Word> words, int first, int end, int before)
    {
        for (var i = first; i < end; i++)
        {
            if (Stop.Contains(words[i].Form) || Verbs.Of(words[i].In(text)) is { Form: VerbForm.Past, Adjective: false } or { Form: VerbForm.Base or VerbForm.Third, Noun: false })
                return false;
        }
        for (var i = words[before].End; i < words[end].Start; i++)
        {
            if (text[i] is ';' or '!' or '?' or '\u2022' or '|' || (text[i] is '.' && char.IsWhiteSpace(text[i + 1])) || (text[i] is '\n' && text[i + 1] is '\n' or '-' or '*'))
                return false;
        }
        return true;
    }
}

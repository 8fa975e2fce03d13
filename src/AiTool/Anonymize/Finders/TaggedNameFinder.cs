using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Names that no list and no rule knows, by what stands around them: see <see cref="Tagger"/>.</summary>
internal sealed class TaggedNameFinder : IFind
{
    private const int MostWords = 6;

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Name))
            return;
        var tags = finds.Tags;
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            if (tags[i] != Tag.Person || finds.IsFound(resume.Tokens[i]))
                continue;
            var last = RunEnd(resume, finds, tags, i);
            if (IsName(resume, finds, tags, i, last))
                NameHit.Add(resume, finds, i, last, "tagger", Confidence(tags, i, last), isCandidate: !finds.HasCandidate && last > i && resume.Sections[resume.Tokens[i].Line] == Section.Top);
            i = last;
        }
    }

    private static int RunEnd(ResumeText resume, Finds finds, Tagged tags, int first)
    {
        var last = first;
        for (var i = first + 1; i < resume.Tokens.Count && i < first + MostWords; i++)
        {
            if (tags[i] != Tag.Person || finds.IsFound(resume.Tokens[i]) || resume.Tokens[i].Line != resume.Tokens[first].Line || !(TokenRuns.InName(resume, i - 1) || resume.Gap(i - 1) is ", " && i == first + 1))
                break;
            last = i;
        }
        return last;
    }

    // What the lists know to be something else takes more than the tagger's word.
    private static bool IsName(ResumeText resume, Finds finds, Tagged tags, int first, int last)
    {
        const int Sure = 600;
        int odd = 0, words = 0;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape == Shape.Initial || NameSpellings.IsParticle(resume.Word(token)))
                continue;
            words++;
            if (token.Is(WordKinds.Name) ? !token.Is(WordKinds.Skill) || token.Is(WordKinds.Frequent) : !token.Is(WordKinds.Dictionary | WordKinds.Skill)) odd++;
        }
        var isBeside = first > 0 && finds.At(resume.Tokens[first - 1].Start) is { Kind: HiddenKinds.Name } || last + 1 < resume.Tokens.Count && finds.At(resume.Tokens[last + 1].Start) is { Kind: HiddenKinds.Name };
        if (isBeside)
            return true;
        if (odd == 0 || IsDegree(resume, first, last))
            return false;
        if (words > 1 || last > first)
            return true;
        // One word alone: an abbreviation, a product or an English word is as likely.
        var single = resume.Tokens[first];
        if (single.Shape == Shape.Upper && !single.Is(WordKinds.Name) || single.Is(WordKinds.Common | WordKinds.Skill) || single.Shape == Shape.Mixed)
            return false;
        return single.Is(WordKinds.Name) && !single.Is(WordKinds.Dictionary) || tags.PersonLead(first) >= Sure && !single.Is(WordKinds.Dictionary);
    }

    // "M.S.Ed.", "Ph.D.", "Magna Cum Laude"
    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Degrees = WordSet.Of(
        "ph phd ed edd edm psy hons honours laude cum summa magna btec hnc hnd llb llm jd esq vol eds pp al cont bsc msc beng meng btech mtech bed med dr prof certificate diploma");

    private static bool IsDegree(ResumeText resume, int first, int last)
    {
        for (var i = first; i <= last; i++)
            if (Degrees.Contains(resume.Word(resume.Tokens[i]))) return true;
        return false;
    }

    private static int Confidence(Tagged tags, int first, int last)
    {
        var lead = int.MaxValue;
        for (var i = first; i <= last; i++)
            lead = Math.Min(lead, tags.PersonLead(i));
        return Math.Clamp(50 + lead / 40, 50, 90);
    }
}

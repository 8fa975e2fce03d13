using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;
using ClearView.AiTool.Text;

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
            if (!tags.MayBePerson(i) || finds.IsFound(resume.Tokens[i]))
                continue;
            if (IsTownBehindFirm(resume, finds, i))
            {
                finds.Add(HiddenKinds.Place, resume.Tokens[i].Start, resume.Tokens[i].End, "[a town]", "firm-town", 65);
                continue;
            }
            var last = RunEnd(resume, finds, tags, i);
            if (IsName(resume, finds, tags, i, last) && !Things.IsOne(resume, finds, i, last))
                NameHit.Add(resume, finds, i, last, "tagger", Confidence(tags, i, last), isCandidate: !finds.HasCandidate && last > i && resume.Sections[resume.Tokens[i].Line] == Section.Top || IsOfCandidate(resume, finds, i, last));
            i = last;
        }
    }

    // "Avis, Bracknell: fleet damage", "Magna, Ramos Arizpe": what stands alone before a comma and a town employs people.
    private static bool IsTownBehindFirm(ResumeText resume, Finds finds, int i) =>
        i > 0 && resume.Gap(i - 1) is ", " && IsPureTown(resume.Tokens[i]) && finds.Hides(HiddenKinds.Place) && resume.Sections[resume.Tokens[i].Line] is Section.Other or Section.Education
        && resume.Tokens[i - 1] is { IsProper: true } firm && firm.Line == resume.Tokens[i].Line && (i + 1 >= resume.Tokens.Count || resume.Gap(i) is not (" " or "-"));

    private static bool IsPureTown(Token token) => token.Shape == Shape.Capital && token.Is(WordKinds.Town | WordKinds.SmallTown) && !token.Is(WordKinds.Given | WordKinds.Common | WordKinds.Skill);

    // "Mercy Chepkoech" was found at the top, and "Too" stands behind it.
    private static bool IsOfCandidate(ResumeText resume, Finds finds, int first, int last) =>
        first > 0 && resume.Gap(first - 1) is " " or "-" or ". " && IsCandidate(resume, finds, first - 1) || resume.Gap(last) is " " or "-" && IsCandidate(resume, finds, last + 1);

    private static bool IsCandidate(ResumeText resume, Finds finds, int i) =>
        finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.Name } && finds.NameWords.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(resume.WordAt(i), out var isCandidate) && isCandidate;

    private static int RunEnd(ResumeText resume, Finds finds, Tagged tags, int first)
    {
        var last = first;
        for (var i = first + 1; i < resume.Tokens.Count && i < first + MostWords; i++)
        {
            if (!tags.MayBePerson(i) || finds.IsFound(resume.Tokens[i]) || resume.Tokens[i].Line != resume.Tokens[first].Line || !(TokenRuns.InName(resume, i - 1) || resume.Gap(i - 1) is ", " && i == first + 1 && (resume.Tokens[i].Shape == Shape.Initial || resume.Tokens[i].Is(WordKinds.Given))))
                break;
            // "PRUDENCE GOOD, Ph.D."
            if (IsDegreeOrTitle(resume, i))
                break;
            last = i;
        }
        return last;
    }

    // What the lists know to be something else takes more than the tagger's word.
    private static bool IsName(ResumeText resume, Finds finds, Tagged tags, int first, int last)
    {
        const int Sure = 600;
        int odd = 0, words = 0, technical = 0;
        if (!IsWrittenLikeName(resume, first, last) || IsFirm(resume, finds, first, last))
            return false;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape == Shape.Initial || NameSpellings.IsParticle(resume.Word(token)))
                continue;
            words++;
            if (IsTechnical(resume, token)) technical++;
            if (token.Is(WordKinds.Name) ? !token.Is(WordKinds.Skill) || token.Is(WordKinds.Frequent) : !token.Is(WordKinds.Dictionary | WordKinds.Skill) && !ForeignWords.HasOrdinaryEnding(resume.Word(token))) odd++;
        }
        if (technical == words)
            return false;
        var isBeside = first > 0 && finds.At(resume.Tokens[first - 1].Start) is { Kind: HiddenKinds.Name } || last + 1 < resume.Tokens.Count && finds.At(resume.Tokens[last + 1].Start) is { Kind: HiddenKinds.Name };
        if (IsDegree(resume, first, last))
            return false;
        if (isBeside)
            return true;
        if (odd == 0)
            return false;
        if (words > 1 || last > first)
            return true;
        // One word alone: an abbreviation, a product or an English word is as likely.
        var single = resume.Tokens[first];
        if (Verbs.Of(resume.Original(single)) is not null)
            return false;
        // "Worked with SEO", though it is a surname: alone among small letters it is an abbreviation.
        if (single.Shape == Shape.Upper && (!single.Is(WordKinds.Name) || single.Length <= 4 && !IsLineInCapitals(resume, single)) || single.Is(WordKinds.Common | WordKinds.Skill) || single.Shape == Shape.Mixed)
            return false;
        if (!single.Is(WordKinds.Name) && ForeignWords.HasOrdinaryEnding(resume.Word(single)))
            return false;
        return single.Is(WordKinds.Name) && !single.Is(WordKinds.Dictionary) || tags.PersonLead(first) >= Sure && !single.Is(WordKinds.Dictionary);
    }

    // In small letters only as a short line at the top of a text whose writer shuns capitals.
    private static bool IsWrittenLikeName(ResumeText resume, int first, int last)
    {
        const int Top = 3;
        for (var i = first; i <= last; i++)
        {
            if (resume.Tokens[i].Shape != Shape.Lower || i > first && i < last && NameSpellings.IsParticle(resume.Word(resume.Tokens[i])))
                continue;
            var line = resume.Stretches[resume.Tokens[first].Line];
            return resume.Tokens[first].Line < Top && line.First == first && line.Last == last + 1 && last > first;
        }
        return true;
    }

    // "Rivelin Glass Containers", "Developer, Spreehafen Hosting, Berlin", "Pinsent Masons, 2016": what goes on with a word of the language, or is followed by
    // a place or a year, employs people.
    private static bool IsFirm(ResumeText resume, Finds finds, int first, int last)
    {
        if (OrganisationWords.Follow(resume, last) || OrganisationWords.IsKnown(resume, first) || first > 0 && OrganisationWords.IsKnown(resume, first - 1))
            return true;
        if (last + 1 >= resume.Tokens.Count || resume.Sections[resume.Tokens[first].Line] is Section.Top or Section.References)
            return false;
        var next = resume.Tokens[last + 1];
        if (next.Line != resume.Tokens[last].Line)
            return false;
        if (resume.Gap(last) is " " or "-" && next.Shape == Shape.Capital && resume.Tokens[last].Shape == Shape.Capital && next.Is(WordKinds.Dictionary | WordKinds.Skill) && !next.Is(WordKinds.Name))
            return true;
        // The town is looked at next.
        if (resume.Gap(last) is ", " && IsPureTown(next) && (last + 2 >= resume.Tokens.Count || resume.Gap(last + 1) is not (" " or "-" or ", ")))
            return true;
        // What was a place before.
        if (resume.Gap(last) is ", [")
            return true;
        if (resume.Gap(last) is not (", " or " (" or " - " or " \u2013 "))
            return false;
        var isYear = next is { Shape: Shape.Number, Length: 4 } && resume.Text[next.Start] is '1' or '2';
        return isYear || finds.At(next.Start) is { Kind: HiddenKinds.Place };
    }

    // "AWS", "CloudBees", "OpenVMS": abbreviations and words with a capital inside, unless a list knows them for names.
    private static bool IsTechnical(ResumeText resume, Token token)
    {
        const int Short = 5;
        if (token.Is(WordKinds.Name))
            return false;
        if (token.Shape == Shape.Upper)
            return token.Length <= Short && token.Length > 1 && resume.Original(token).IndexOfAnyExceptInRange('A', 'Z') < 0 && !IsLineInCapitals(resume, token);
        var word = resume.Original(token);
        // "McDowell", "DeShawn", "O'Neil"
        var inner = word[1..].IndexOfAnyInRange('A', 'Z') + 1;
        return inner > 0 && !word.Contains('\'') && !word.Contains('\u2019') && !(inner is 2 or 3 && word.Length > inner + 2 && char.IsLower(word[^1]));
    }

    private static bool IsLineInCapitals(ResumeText resume, Token token)
    {
        const int Longest = 4;
        var line = resume.Stretches[token.Line];
        if (line.Last - line.First > Longest)
            return false;
        for (var i = line.First; i < line.Last; i++)
            if (resume.Tokens[i].Shape is not (Shape.Upper or Shape.Initial) || resume.Tokens[i].Is(WordKinds.Skill)) return false;
        return true;
    }

    // "M.S.Ed.", "Esq.", "FRCP"
    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Titles = WordSet.Of(
        "ed edm edd bed med bao jd esq vol eds pp al cont bsc msc phd beng meng btech mtech dr prof frcpi frcp mrcp frcs mrcs cae cpe fce ielts toefl");

    private static bool IsDegree(ResumeText resume, int first, int last)
    {
        for (var i = first; i <= last; i++)
            if (IsDegreeOrTitle(resume, i)) return true;
        return resume.Sections[resume.Tokens[first].Line] is Section.Education && DegreeWords.Opens(resume, first);
    }

    private static bool IsDegreeOrTitle(ResumeText resume, int i) => DegreeWords.IsDegree(resume, resume.Tokens[i]) || Titles.Contains(resume.Word(resume.Tokens[i]));

    private static int Confidence(Tagged tags, int first, int last)
    {
        var lead = int.MaxValue;
        for (var i = first; i <= last; i++)
            lead = Math.Min(lead, tags.PersonLead(i));
        return Math.Clamp(50 + lead / 40, 50, 90);
    }
}

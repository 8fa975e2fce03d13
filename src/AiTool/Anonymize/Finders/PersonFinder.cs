using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>People whom the words around them give away: "Mr ...", "reported to ...", referees, signatures.</summary>
internal sealed class PersonFinder : IFind
{
    private const int MostWords = 4;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Titles = WordSet.Of(
        "mr mrs ms miss mister messrs dr prof professor sir madam smt er herr frau monsieur mme mlle senor senora senorita pan pani rev reverend fr sister sheikh haji");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Relatives = WordSet.Of(
        "brother sister wife husband son daughter mother father uncle aunt cousin nephew niece grandfather grandmother grandson granddaughter fiance fiancee girlfriend boyfriend youngest eldest oldest friend colleague boss supervisor mentor manager s/o d/o w/o");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = WordSet.Of("to by under with");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Verbs = WordSet.Of("married reporting reported reports supervised guided mentored signed written managed advised");

    /// <summary>The words by which this finder begins to look.</summary>
    public static IEnumerable<string> Cues => Titles.Set.Concat(Relatives.Set).Concat(Before.Set).Concat(["aka", "nicknamed", "alias", "as", "me"]);

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Name))
            return;
        for (var i = 0; i + 1 < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (!token.Is(WordKinds.Cue))
                continue;
            var word = resume.Word(token);
            if (token.Shape != Shape.Lower && Titles.Contains(word) && resume.Gap(i) is " " or ". " or "." or ".  ")
                AfterTitle(resume, finds, i);
            else if (token.Shape != Shape.Upper && Relatives.Contains(word) && resume.Gap(i) is " " or ", " or ": ")
            {
                // "Son Huynh": in Vietnam a given name.
                if (IsOwn(resume, i) && IsCapitalAlone(resume, i + 1))
                    NameHit.Add(resume, finds, i + 1, i + 1, "relative", 80, isCandidate: false);
                else if (Take(resume, finds, i + 1, "relative", 85, needsName: true) is var last and > 0 && word is "son" && token.Shape == Shape.Capital && resume.Gap(i) is " ")
                    finds.Add(HiddenKinds.Name, token.Start, resume.Tokens[last].End, "[person]", "relative", 85);
            }
            else if (IsCalled(resume, i))
                Take(resume, finds, i + 1, "nickname", 85, needsName: false);
            else if (Before.Contains(word) && i > 0 && Verbs.Contains(resume.WordAt(i - 1)))
                Take(resume, finds, i + 1, "worked-with", 80, needsName: true);
        }
        References(resume, finds);
        Attributions(resume, finds);
        Signature(resume, finds);
    }

    // "... she makes it safe." Priyanka Desrosiers, Director: two or three capitals behind what was said, whatever they mean elsewhere.
    private static void Attributions(ResumeText resume, Finds finds)
    {
        for (var i = 1; i + 1 < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape != Shape.Capital || !IsBehindQuotation(resume.Gap(i - 1)) || finds.IsFound(token))
                continue;
            if (CapitalsEnd(resume, finds, i) is var last and > 0 && last - i is 1 or 2)
                NameHit.Add(resume, finds, i, last, "attribution", 75, isCandidate: false);
        }
    }

    // ".\" " or "\" - ": the sentence ended within the quotation, or a dash says that its speaker follows.
    private static bool IsBehindQuotation(ReadOnlySpan<char> gap)
    {
        var mark = gap.LastIndexOfAny('"', '\u201D', '\u00BB');
        return mark >= 0 && mark + 1 < gap.Length && gap[(mark + 1)..].IndexOfAnyExcept(" \n-\u2013\u2014~(".AsSpan()) < 0
            && (mark > 0 && gap[mark - 1] is '.' or '!' or '?' or '\u2026' || gap[(mark + 1)..].IndexOfAny('-', '\u2013', '\u2014') >= 0);
    }

    // The last of two capitals or more that stand side by side and end at a mark or the line; 0 where something makes another thing of them.
    private static int CapitalsEnd(ResumeText resume, Finds finds, int first)
    {
        var last = first;
        while (last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is var next && next.Line == resume.Tokens[first].Line && resume.Gap(last) is " " or "-" or ". " && next.Shape is Shape.Capital or Shape.Initial && !finds.IsFound(next)) last++;
        for (var i = first; i <= last; i++)
            if (resume.Tokens[i] is var word && (word.Is(WordKinds.Skill | WordKinds.Demonym) && !word.Is(WordKinds.Name) || OrganisationWords.IsFirm(resume.Word(word)) || HeadingWords.Contains(resume.Word(word)))) return 0;
        var ends = last + 1 >= resume.Tokens.Count || resume.Tokens[last + 1].Line != resume.Tokens[last].Line || resume.Gap(last) is var gap && gap.Length > 0 && gap[0] is ',' or ')' or '(' or ';' || resume.Gap(last) is " (" or " - " or " \u2013 " or " \u2014 " or " | ";
        return ends && !OrganisationWords.Follow(resume, last) && !OrganisationWords.Precede(resume, first) ? last : 0;
    }

    // "my sister Charity has", "his wife Cricket and": a relative of somebody, and one capital among small letters, whatever else the word means.
    private static bool IsOwn(ResumeText resume, int i) =>
        i > 0 && resume.WordAt(i - 1) is "my" or "his" or "her" or "our" or "whose" && resume.Gap(i - 1) is " " && resume.Gap(i) is " "
        && resume.Word(resume.Tokens[i]) is not ("manager" or "supervisor" or "boss" or "mentor" or "colleague" or "oldest" or "eldest" or "youngest");

    private static bool IsCapitalAlone(ResumeText resume, int i) =>
        resume.Tokens[i] is { Shape: Shape.Capital } token && !token.Is(WordKinds.Skill | WordKinds.Demonym) && i + 1 < resume.Tokens.Count && resume.Tokens[i + 1].Shape == Shape.Lower && resume.Gap(i) is " " or ", " or "'s ";

    // "known as Tunde", "aka Bobby", "please call me Ken"
    private static bool IsCalled(ResumeText resume, int i) => resume.Tokens[i + 1].IsProper && resume.Gap(i) is " " or ": " or " \"" && resume.Word(resume.Tokens[i]) switch
    {
        "aka" or "nicknamed" or "alias" => true,
        "as" => resume.WordAt(i - 1) is "known" && !IsThing(resume, i + 1),
        "by" => resume.WordAt(i - 1) is "goes" or "go",
        "me" => resume.WordAt(i - 1) is "call",
        _ => false,
    };

    // "also known as Kanban"
    private static bool IsThing(ResumeText resume, int i) => resume.Tokens[i].Is(WordKinds.Skill | WordKinds.Dictionary) || resume.Tokens[i].Shape == Shape.Upper;

    private static void AfterTitle(ResumeText resume, Finds finds, int title)
    {
        var word = resume.Word(resume.Tokens[title]);
        // "MS FrontPage" is a program.
        if (word is "ms" && resume.Tokens[title].Shape == Shape.Upper && resume.Tokens[title + 1].Shape == Shape.Capital)
            return;
        // "Er", "Pan", "Fr" and the like are words or abbreviations as often as titles.
        var isShort = word is "er" or "pan" or "fr" or "sister" or "madam";
        var start = resume.Tokens[title].Start;
        var before = finds.IsFound(resume.Tokens[title + 1]);
        if (before && finds.At(resume.Tokens[title + 1].Start) is { Kind: HiddenKinds.Name } found)
        {
            finds.Add(HiddenKinds.Name, start, found.End, "[person]", "title", 95);
            return;
        }
        // "Prof. Dr.-Ing. habil. Petra ...": more of the title.
        var first = title + 1;
        while (first < title + 4 && first + 1 < resume.Tokens.Count && resume.Word(resume.Tokens[first]) is "dr" or "ing" or "habil" or "rer" or "nat" or "phil" or "med" && resume.Tokens[first + 1].Line == resume.Tokens[title].Line && (resume.Tokens[first].Shape == Shape.Lower || resume.Gap(first) is ['.' or '-', ..])) first++;
        if (Take(resume, finds, first, "title", 92, needsName: isShort) is var last and > 0 && word is not ("dr" or "prof" or "professor"))
            finds.Add(HiddenKinds.Name, start, resume.Tokens[last].End, "[person]", "title", 92);
    }

    // Takes the capitalised words from a token on, if they can be a name; returns the last one, or 0.
    private static int Take(ResumeText resume, Finds finds, int first, string rule, int confidence, bool needsName)
    {
        var last = -1;
        var names = 0;
        var i = first;
        for (; i < resume.Tokens.Count && i < first + MostWords; i++)
        {
            var token = resume.Tokens[i];
            if (i > first && (token.Line != resume.Tokens[first].Line || !TokenRuns.InName(resume, i - 1)))
                break;
            if (finds.IsFound(token) || token.Is(WordKinds.Skill) && !token.Is(WordKinds.Frequent) || i == first && NamePairFinder.IsMonth(resume.Word(token)) && resume.Tokens[i + 1 < resume.Tokens.Count ? i + 1 : i].Shape == Shape.Number || HeadingWords.Contains(resume.Word(token)))
                break;
            if (token.Shape is Shape.Capital or Shape.Upper or Shape.Initial)
            {
                if (token.Is(WordKinds.Common) && !token.Is(WordKinds.Name)) break;
                if (token.Is(WordKinds.Name) && !token.Is(WordKinds.Common)) names++;
                last = i;
            }
            else if (!NameSpellings.IsParticle(resume.Word(token)) || i == first)
            {
                break;
            }
        }
        if (last < first || needsName && names == 0 || !needsName && last == first && resume.Tokens[first].Shape == Shape.Initial)
            return 0;
        if (OrganisationWords.Follow(resume, last))
            return 0;
        NameHit.Add(resume, finds, first, last, rule, confidence, isCandidate: false);
        return last;
    }

    // In a section of references each line that begins with a likely name does so.
    private static void References(ResumeText resume, Finds finds)
    {
        for (var s = 0; s < resume.Stretches.Count; s++)
        {
            if (resume.Sections[s] != Section.References || resume.Sections.IsHeading(s))
                continue;
            var stretch = resume.Stretches[s];
            for (var i = stretch.First; i < stretch.Last; i++)
            {
                if (i == stretch.First && resume.ShunsCapitals && SmallNames.End(resume, finds, i) is var small and > 0)
                    NameHit.Add(resume, finds, i, small, "reference", 75, isCandidate: false);
                if (!resume.Tokens[i].IsProper || finds.IsFound(resume.Tokens[i]))
                    continue;
                // "Mark Early, Coach  (309) 555-0155": a way to reach somebody stands beside two capitals, whatever they mean elsewhere.
                if (i == stretch.First && stretch.StartsLine && CapitalsEnd(resume, finds, i) is var pair and > 0 && pair - i is 1 or 2 && IsReachable(resume, finds, s))
                {
                    NameHit.Add(resume, finds, i, pair, "reference", 80, isCandidate: false);
                    i = pair;
                    continue;
                }
                var startsPart = i == stretch.First || resume.Gap(i - 1) is ", " or "; " or ". " or ": " or ") ";
                // "Anneke Bos, head of data, Damen": behind the name of the line stand a job and an employer.
                if (startsPart && (i == stretch.First || !IsSingle(resume, i) || !HasName(resume, finds, stretch.First, i)) && Take(resume, finds, i, "reference", 85, needsName: true) is var last and > 0) i = last;
            }
        }
    }

    // A phone or an e-mail on the same line of paper.
    private static bool IsReachable(ResumeText resume, Finds finds, int line)
    {
        for (var s = line; s < resume.Stretches.Count && (s == line || !resume.Stretches[s].StartsLine); s++)
            for (var i = resume.Stretches[s].First; i < resume.Stretches[s].Last; i++)
                if (finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.Phone or HiddenKinds.Email }) return true;
        return false;
    }

    private static bool IsSingle(ResumeText resume, int i) => i + 1 >= resume.Tokens.Count || !resume.Tokens[i + 1].IsProper || resume.Gap(i) is not (" " or "-");

    private static bool HasName(ResumeText resume, Finds finds, int first, int end)
    {
        for (var i = first; i < end; i++)
            if (finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.Name }) return true;
        return false;
    }

    // "Yours sincerely, Jane", and a place and date with a name below, at the very end.
    private static void Signature(ResumeText resume, Finds finds)
    {
        const int Lines = 6;
        for (var s = Math.Max(0, resume.Stretches.Count - Lines); s < resume.Stretches.Count; s++)
        {
            var stretch = resume.Stretches[s];
            var words = stretch.Last - stretch.First;
            var isSigned = s > 0 && resume.WordAt(resume.Stretches[s - 1].First) is "yours" or "sincerely" or "signature" or "regards" or "signed" or "faithfully" or "thanks"
                || s > 0 && resume.Stretches[s - 1] is var closing && closing.Last - closing.First <= 3 && resume.Of(closing).TrimEnd().EndsWith(",") && resume.WordAt(closing.First) is "kind" or "best" or "warm" or "warmly" or "respectfully" or "cordially" or "cheers";
            if (isSigned && words <= 4) Take(resume, finds, stretch.First, "signature", 88, needsName: false);
            else if (words is 2 or 3 && s >= resume.Stretches.Count - LastLines && s > LastLines && IsOddLine(resume, finds, stretch)) Take(resume, finds, stretch.First, "signature", 70, needsName: false);
            else if (words is 2 or 3 && resume.Stretches.Count > 12 && IsAllNames(resume, finds, stretch)) Take(resume, finds, stretch.First, "signature", 75, needsName: true);
        }
    }

    private const int LastLines = 2;

    // The last line of all, two or three words that no list knows as anything but names, and that the tagger takes for somebody's or something's name.
    private static bool IsOddLine(ResumeText resume, Finds finds, Stretch stretch)
    {
        for (var i = stretch.First; i < stretch.Last; i++)
        {
            var token = resume.Tokens[i];
            if (finds.IsFound(token) || !token.IsProper && token.Shape != Shape.Initial || token.Is(WordKinds.Skill | WordKinds.Demonym) || token.Is(WordKinds.Dictionary) && !token.Is(WordKinds.Surname) || OrganisationWords.IsFirm(resume.Word(token)) || finds.Tags[i] is not (Tag.Person or Tag.Firm))
                return false;
        }
        return resume.Sections[resume.Tokens[stretch.First].Line] is not (Section.Education or Section.Top);
    }

    private static bool IsAllNames(ResumeText resume, Finds finds, Stretch stretch)
    {
        for (var i = stretch.First; i < stretch.Last; i++)
            if (finds.IsFound(resume.Tokens[i]) || !resume.Tokens[i].Is(WordKinds.Name) || resume.Tokens[i].Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town)) return false;
        return true;
    }
}

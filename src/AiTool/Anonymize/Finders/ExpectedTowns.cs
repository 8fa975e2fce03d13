using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Towns that stand where only a town can: looked for when names and the other places are known, so that neither is taken for the other.</summary>
internal sealed class ExpectedTowns : IFind
{
    // What a list says beside these makes no other thing of a word than a place.
    private const WordKinds OfPlaces = WordKinds.Town | WordKinds.BigTown | WordKinds.SmallTown | WordKinds.TownStart | WordKinds.PlaceStart | WordKinds.Region;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = WordSet.Of("in at from near around outside to through across via between of below above past beyond toward towards by");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Living = WordSet.Of("born raised grew live lives lived living reside resides residing settled native brought commute commuting commutes hometown childhood people folks roots grandmother grandfather grandparents parents hail hails");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Moving = WordSet.Of("moved move moving relocated relocate relocating relocation came come back home");

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Place))
            return;
        Span<char> buffer = stackalloc char[64];
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape == Shape.Lower && IsContactLine(resume, finds, i))
            {
                finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[i + 1].End, "[a town]", "expected-town", 75);
                continue;
            }
            if (token.Shape != Shape.Capital || token.Length < 3 || token.Is(WordKinds.Skill | WordKinds.Demonym) || finds.IsFound(token) || Things.IsMethod(resume, i))
                continue;
            var (sort, count) = ListedPlaces.Longest(resume, i, buffer);
            var last = i + Math.Max(count, 1) - 1;
            // "Wollaston Lake"
            if (count <= 1 && !token.Is(WordKinds.Dictionary) && last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is { Shape: Shape.Capital } land && resume.Gap(last) is " " && !finds.IsFound(land) && (PlaceWords.IsLandform(resume.Word(land)) || PlaceWords.IsSuffix(resume.Word(land))))
                last++;
            if (sort is PlaceSort.Town or PlaceSort.Village && IsBeforeCode(resume, i, last))
            {
                finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[last + 1].End, "[a town]", "expected-town", 75);
                i = last + 1;
                continue;
            }
            if (sort is PlaceSort.Region or PlaceSort.Country || IsPartOfMore(resume, finds, i, last) || !IsExpected(resume, finds, i, last, sort))
                continue;
            finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[last].End, "[a town]", "expected-town", 66);
            i = last;
        }
    }

    private static bool IsExpected(ResumeText resume, Finds finds, int first, int last, PlaceSort sort)
    {
        var token = resume.Tokens[first];
        var isListed = sort != PlaceSort.None;
        // A given name that few bear is found in lists of towns more often than in résumés.
        var isPlain = last > first || (token.Kinds & ~(isListed ? OfPlaces | WordKinds.Given : OfPlaces)) == WordKinds.None;
        // A word that no list knows, or that lists know for a town first of all.
        // ... or that the tagger takes for a place.
        isPlain |= finds.Tags[first] == Tag.Place && !token.Is(WordKinds.Dictionary | WordKinds.Surname | WordKinds.Frequent);
        var isLikely = isPlain || isListed && !token.Is(WordKinds.Common) && (sort == PlaceSort.Town || !token.Is(WordKinds.Dictionary));
        if (IsJoined(resume, finds, first, last, isListed, isLikely) || IsLivedIn(resume, first, sort == PlaceSort.Town || isListed && !token.Is(WordKinds.Common), isPlain) || IsBehindSchool(resume, finds, first, last, isPlain))
            return true;
        if (finds.Tags[first] == Tag.Person && token.Is(WordKinds.Name))
            return false;
        if (token.Kinds == WordKinds.None && token.Length > 3 && IsNear(resume, first))
            return true;
        // "western Sydney"
        if (sort == PlaceSort.Town && !token.Is(WordKinds.Common) && first > 0 && resume.Gap(first - 1) is " " && resume.Tokens[first - 1].Shape == Shape.Lower && PlaceWords.IsPrefix(resume.WordAt(first - 1)))
            return true;
        return isListed && !token.Is(WordKinds.Common) && IsSite(resume, first, last)
            || isListed && isLikely && IsBehindFirm(resume, finds, first, last, isPlain && sort == PlaceSort.Town)
            || isListed && isPlain && IsSaid(resume, first, last, sort);
    }

    // "Big Bend Ogies": a word of a longer name tells nothing by itself.
    private static bool IsPartOfMore(ResumeText resume, Finds finds, int first, int last)
    {
        var token = resume.Tokens[first];
        if (first > 0 && resume.Tokens[first - 1] is var before && before.Line == token.Line && resume.Gap(first - 1) is " " or "-" or " & " or "'s " && (before.IsProper || before.Shape is Shape.Initial or Shape.Mixed) && finds.At(before.Start) is not { Kind: HiddenKinds.Place })
            return true;
        if (OrganisationWords.IsKnown(resume, first) || OrganisationWords.Precede(resume, first))
            return true;
        return last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is var next && next.Line == token.Line && resume.Gap(last) is " " or "-" or " & " or "'s " && (next.IsProper || next.Shape is Shape.Initial or Shape.Mixed or Shape.Number)
            && finds.At(next.Start) is not { Kind: HiddenKinds.Place } && !(resume.Gap(last) is " & " && IsListed(next));
    }

    private static bool IsListed(Token token) => token.Is(WordKinds.Town | WordKinds.SmallTown) && !token.Is(WordKinds.Skill | WordKinds.Common);

    // "Holman NM"
    private static bool IsBeforeCode(ResumeText resume, int first, int last) =>
        last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is { Shape: Shape.Upper, Length: 2 } code && code.Line == resume.Tokens[first].Line && resume.Gap(last) is " " && PlaceWords.IsStateCode(resume.Word(code)) && !PlaceWords.IsDoubtfulCode(resume.Word(code))
        && !resume.Tokens[first].Is(WordKinds.Common) && (last + 2 >= resume.Tokens.Count || resume.Gap(last + 1) is not " " || !resume.Tokens[last + 2].IsProper);

    // "willmar, mn - 320.555.0141": small letters at the top, the town first and the state behind it.
    private static bool IsContactLine(ResumeText resume, Finds finds, int i) =>
        resume.Sections[resume.Tokens[i].Line] is Section.Top && resume.Stretches[resume.Tokens[i].Line].First == i && i + 1 < resume.Tokens.Count && resume.Gap(i) is ", " && resume.Tokens[i].Is(WordKinds.Town | WordKinds.SmallTown) && !resume.Tokens[i].Is(WordKinds.Common | WordKinds.Skill)
        && resume.Tokens[i + 1] is { Shape: Shape.Lower, Length: 2 } code && PlaceWords.IsStateCode(resume.Word(code)) && resume.Gap(i + 1) is not " " && !finds.IsFound(resume.Tokens[i]) && !finds.IsFound(code);

    // "compressors near Wonowon", "in Carrickmore in 2018"
    private static bool IsNear(ResumeText resume, int i) =>
        i > 0 && resume.Gap(i - 1) is " " && (resume.WordAt(i - 1) is "near" or "outside" || resume.WordAt(i - 1) is "in" && resume.WordAt(i + 1) is "in" or "since" or "until" or "from" && resume.Gap(i) is " " && i + 2 < resume.Tokens.Count && resume.Tokens[i + 2] is { Shape: Shape.Number, Length: 4 });

    // "the Elkins shop"
    private static bool IsSite(ResumeText resume, int first, int last) =>
        first > 0 && resume.WordAt(first - 1) is "the" or "our" or "their" && resume.Gap(first - 1) is " " && resume.Gap(last) is " " && last + 1 < resume.Tokens.Count && resume.Tokens[last + 1].Shape == Shape.Lower
        && resume.WordAt(last + 1) is "shop" or "site" or "store" or "branch" or "office" or "plant" or "depot" or "campus" or "location" or "warehouse" or "yard" or "facility" or "area" or "clinic" or "stores" or "branches" or "offices" or "plants" or "sites" or "showroom" or "district" or "route";

    // "[a university], Njoro."
    private static bool IsBehindSchool(ResumeText resume, Finds finds, int first, int last, bool isPlain) =>
        first > 0 && resume.Gap(first - 1) is ", " && finds.At(resume.Tokens[first - 1].Start) is { Kind: HiddenKinds.School } && resume.Tokens[first].Length > 3 && isPlain && Ends(resume, last);

    // "in [a town] and Ogies", "Boston and [a town]", "[a town], Weed and Yreka"
    private static bool IsJoined(ResumeText resume, Finds finds, int first, int last, bool isListed, bool isLikely)
    {
        var before = first - 1;
        var isPair = before > 0 && resume.WordAt(before) is "and" or "or" or "then" or "to" && resume.Gap(before) is " " && resume.Gap(before - 1) is " " or ", ";
        if (isPair) before--;
        if (isListed && IsInListOfTowns(resume, first, last))
            return true;
        if (before >= 0 && IsTown(finds, resume.Tokens[before]) && (isPair || resume.Gap(before) is " & " or "/" or " / "))
            return isLikely;
        // A list that ends with one more.
        if (before >= 0 && !isPair && IsTown(finds, resume.Tokens[before]) && resume.Gap(before) is ", " && isListed && resume.WordAt(last + 1) is "and" or "&" && resume.Gap(last) is " " && last + 2 < resume.Tokens.Count)
            return resume.Tokens[last + 2] is { Shape: Shape.Capital } third && !third.Is(WordKinds.Skill) && (IsTown(finds, third) || third.Is(WordKinds.Town | WordKinds.SmallTown));
        var next = last + 1;
        var joins = resume.WordAt(next) is "and" or "or" or "to" && resume.Gap(last) is " " && resume.Gap(next) is " ";
        if (joins) next++;
        if (next >= resume.Tokens.Count)
            return false;
        // "[a town], Galena, [person] and [a town]": among places and commas.
        if (isListed && isLikely && before >= 0 && !isPair && resume.Gap(before) is ", " && resume.Gap(last) is ", " && IsTown(finds, resume.Tokens[before]) && finds.IsFound(resume.Tokens[next]))
            return true;
        // "Indiranagar," above the rest of an address.
        if (isLikely && resume.Sections[resume.Tokens[first].Line] is Section.Top && resume.Gap(last) is ",\n" or ", \n" && finds.At(resume.Tokens[next].Start) is { Kind: HiddenKinds.Address or HiddenKinds.Place })
            return true;
        var isExpected = first > 0 && (Before.Contains(resume.WordAt(first - 1)) || resume.WordAt(first - 1) is "with") && resume.Gap(first - 1) is " ";
        // "at Lockhart, Hay and Tumut", "Espanola & Taos": a town by the lists beside another.
        if (isListed && isLikely && (joins || resume.Gap(last) is " & ") && IsListed(resume.Tokens[next]) && (isExpected || before >= 0 && resume.Gap(before) is ", " && IsTown(finds, resume.Tokens[before])))
            return true;
        if (isListed && isLikely && !isPair && before >= 0 && resume.Gap(before) is " & " && IsListed(resume.Tokens[before]) && !OrganisationWords.Follow(resume, last))
            return before > 0 && (Before.Contains(resume.WordAt(before - 1)) || IsTown(finds, resume.Tokens[before - 1]));
        if (!IsTown(finds, resume.Tokens[next]))
            return false;
        // "open days in Orange, [a town]": whatever else the word means.
        if (resume.Gap(last) is ", " && isListed && resume.Tokens[first].Is(WordKinds.Town) && isExpected && first > 1 && resume.Tokens[first - 2].Shape == Shape.Lower)
            return true;
        if (resume.Gap(last) is ", ")
            return isLikely && (isExpected || isListed && first == resume.Stretches[resume.Tokens[first].Line].First) && (resume.Gap(next) is ", " or " " || isListed);
        return (joins || resume.Gap(last) is " & ") && isLikely && (isListed || isExpected || before >= 0 && resume.Gap(before) is ", " && (IsTown(finds, resume.Tokens[before]) || resume.Tokens[before].IsProper && !IsTool(resume, before)));
    }

    // "Lismore, Casino and Ballina": three words or more in a row that are all towns, most of them nothing else.
    private static bool IsInListOfTowns(ResumeText resume, int first, int last)
    {
        const int Most = 12;
        var (count, sure) = (1, last > first || !resume.Tokens[first].Is(WordKinds.Name | WordKinds.Dictionary) ? 1 : 0);
        for (var left = first - 1; left >= 0 && count < Most && Lists(resume, left, ref count, ref sure); left--)
            if (resume.WordAt(left) is "and") count--;
        for (var right = last + 1; right < resume.Tokens.Count && count < Most && Lists(resume, right, ref count, ref sure, isRight: true); right++)
            if (resume.WordAt(right) is "and") count--;
        return count >= 3 && sure >= 2;
    }

    private static bool Lists(ResumeText resume, int i, ref int count, ref int sure, bool isRight = false)
    {
        var gap = isRight ? resume.Gap(i - 1) : resume.Gap(i);
        if (gap is not (", " or " & " or " "))
            return false;
        var token = resume.Tokens[i];
        var isAnd = resume.Word(token) is "and";
        if (!isAnd && (token.Shape != Shape.Capital || !token.Is(WordKinds.Town | WordKinds.SmallTown) || token.Is(WordKinds.Skill) || gap is " " && resume.WordAt(isRight ? i - 1 : i + 1) is not "and"))
            return false;
        count++;
        if (!isAnd && !token.Is(WordKinds.Name | WordKinds.Dictionary)) sure++;
        return true;
    }

    private static bool IsTown(Finds finds, Token token) => finds.At(token.Start) is { Kind: HiddenKinds.Place };

    // "born in Cork", "grew up on a mixed farm at Ganmain", "moved from Clarens"
    private static bool IsLivedIn(ResumeText resume, int first, bool isListed, bool isPlain)
    {
        const int Near = 6;
        if (first < 2 || !Before.Contains(resume.WordAt(first - 1)) || resume.Gap(first - 1) is not " " || PlaceEvidence.IsMonth(resume.Word(resume.Tokens[first])) && resume.Tokens[first].Is(WordKinds.Common))
            return false;
        for (var i = first - 2; i >= Math.Max(0, first - 2 - Near) && resume.Tokens[i].Line == resume.Tokens[first].Line; i--)
        {
            if (resume.Gap(i).ContainsAny('.', ';', ':'))
                return false;
            if (Living.Contains(resume.Word(resume.Tokens[i])))
                return isListed || isPlain || !resume.Tokens[first].Is(WordKinds.Common);
            if (Moving.Contains(resume.Word(resume.Tokens[i])))
                return isListed && (isPlain || !resume.Tokens[first].Is(WordKinds.Common)) || isPlain && resume.WordAt(first - 1) is "from";
        }
        return false;
    }

    // "Mecanoo, Delft, project architect", "Aramex, Dubai: VP Engineering", "Love's Travel Stop : : Blackwell"
    private static bool IsBehindFirm(ResumeText resume, Finds finds, int first, int last, bool isSure)
    {
        if (first == 0 || resume.Tokens[first - 1] is var firm && (firm.Line != resume.Tokens[first].Line && !resume.Gap(first - 1).Contains('|') || !firm.IsProper && !finds.IsFound(firm) && !EndsBracket(resume, first)))
            return false;
        if (resume.Gap(first - 1) is not (", " or ",  " or " , " or "," or ": " or " : : " or " | " or " - " or " \u2013 " or " \u2014 " or "), " or " (" or " -- ") || !Ends(resume, last))
            return false;
        if (resume.Sections[firm.Line] is Section.Top && !IsDatedLine(resume, firm.Line) || resume.Sections.IsSkills(resume, firm.Line) || finds.At(firm.Start) is { Kind: HiddenKinds.Name } && resume.Gap(first - 1) is not "), " && resume.Sections[firm.Line] is not Section.References)
            return false;
        if (IsTool(resume, first - 1) && !finds.IsFound(firm) || last + 1 < resume.Tokens.Count && resume.Gap(last) is ", " or "/" && IsTool(resume, last + 1) && !IsJobAhead(resume, last + 1))
            return false;
        if (finds.At(firm.Start) is { Kind: HiddenKinds.School })
            return true;
        return !IsLongList(resume, first) && (isSure || finds.Tags[first - 1] == Tag.Firm || OrganisationWords.IsFirm(resume.Word(firm)) || IsDatedLine(resume, firm.Line) || IsJobAhead(resume, last + 1) || resume.Sections[firm.Line] is Section.References && !resume.Tokens[first].Is(WordKinds.Name));
    }

    private static bool EndsBracket(ResumeText resume, int first) => resume.Gap(first - 1) is "), ";

    private static bool Ends(ResumeText resume, int last)
    {
        if (last + 1 >= resume.Tokens.Count || resume.Tokens[last + 1].Line != resume.Tokens[last].Line)
            return true;
        return resume.Gap(last) is ", " or "," or ": " or " : : " or " :: " or " | " or " - " or " \u2013 " or " \u2014 " or "; " or ". " or " (" or ") " or "), " or " -- " or " / " || resume.Gap(last) is " " && resume.WordAt(last + 1) is "and" or "from" or "since" or "as" or "then";
    }

    private static bool IsTool(ResumeText resume, int i) =>
        resume.Tokens[i] is var token && (token.Is(WordKinds.Skill) && !SkillWords.IsJob(resume.Word(token)) && !OrganisationWords.IsFirm(resume.Word(token)) && !PlaceEvidence.IsMonth(resume.Word(token)) || token.Shape == Shape.Mixed);

    private static bool IsJobAhead(ResumeText resume, int from)
    {
        const int Most = 4;
        for (var i = from; i < Math.Min(resume.Tokens.Count, from + Most); i++)
            if (SkillWords.IsJob(resume.Word(resume.Tokens[i]))) return true;
        return false;
    }

    // "Flink, Druid, Argo, Pinot": four words and more with nothing but commas between them list things.
    private static bool IsLongList(ResumeText resume, int i)
    {
        const int Many = 4;
        var count = 1;
        for (var left = i; left > 0 && resume.Gap(left - 1) is ", " && resume.Tokens[left - 1].IsProper; left--) count += IsTool(resume, left - 1) ? Many : 1;
        for (var right = i; right + 1 < resume.Tokens.Count && resume.Gap(right) is ", " && resume.Tokens[right + 1].IsProper; right++) count++;
        return count >= Many;
    }

    // A year anywhere on the line of paper, whatever columns it is in.
    private static bool IsDatedLine(ResumeText resume, int line)
    {
        var first = line;
        while (first > 0 && !resume.Stretches[first].StartsLine) first--;
        for (var s = first; s < resume.Stretches.Count && (s == first || !resume.Stretches[s].StartsLine); s++)
            for (var i = resume.Stretches[s].First; i < resume.Stretches[s].Last; i++)
                if (resume.Tokens[i] is { Shape: Shape.Number, Length: 4 } year && resume.Text.AsSpan(year.Start, 2) is "19" or "20") return true;
        return false;
    }

    // "he will not consider Riyadh until", "once a month Greeley", "bar work at Howden": among small letters what can only be a town.
    private static bool IsSaid(ResumeText resume, int first, int last, PlaceSort sort)
    {
        const int Shortest = 5;
        if (first == 0 || resume.Tokens[first - 1] is not { Shape: Shape.Lower } || resume.Gap(first - 1) is not " ")
            return false;
        var isBig = sort == PlaceSort.Town;
        if (!isBig && (resume.Tokens[first].Length < Shortest || !Before.Contains(resume.WordAt(first - 1))))
            return false;
        return last + 1 >= resume.Tokens.Count || !resume.Tokens[last + 1].IsProper || resume.Gap(last) is not (" " or "-");
    }
}

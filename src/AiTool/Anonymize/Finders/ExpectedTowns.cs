using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Towns that stand where only a town can: looked for when names and the other places are known, so that neither is taken for the other.</summary>
internal sealed class ExpectedTowns : IFind
{
    // What a list says beside these makes no other thing of a word than a place.
    private const WordKinds OfPlaces = WordKinds.Town | WordKinds.BigTown | WordKinds.SmallTown | WordKinds.TownStart | WordKinds.PlaceStart | WordKinds.Region;

    /// <summary>Words that a place is expected behind.</summary>
    public static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = WordSet.Of("in at from near around outside to through across via between of below above past beyond toward towards by");

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
            if (token.Shape != Shape.Capital || token.Is(WordKinds.Skill | WordKinds.Demonym) || finds.IsFound(token) || Things.IsMethod(resume, i) || i > 0 && OrganisationWords.IsKnown(resume, i - 1))
                continue;
            var (sort, count) = ListedPlaces.Longest(resume, i, buffer);
            // "Monte Carlo simulation"
            if (count < 2 ? token.Length < 3 : Things.IsMethod(resume, i + count - 1))
                continue;
            var last = i + Math.Max(count, 1) - 1;
            // "Ago-Iwoye": two words that no list knows.
            if (count <= 1 && last + 1 < resume.Tokens.Count && resume.Gap(last) is "-" && resume.Tokens[last + 1] is { Shape: Shape.Capital } half && (token.Kinds | half.Kinds) == WordKinds.None && !finds.IsFound(half))
                last++;
            // "Wollaston Lake"
            if (count <= 1 && !token.Is(WordKinds.Dictionary) && last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is { Shape: Shape.Capital } land && resume.Gap(last) is " " && !finds.IsFound(land) && (PlaceWords.IsLandform(resume.Word(land)) || PlaceWords.IsSuffix(resume.Word(land))))
                last++;
            if (sort is PlaceSort.Town or PlaceSort.Village && IsBeforeCode(resume, i, last))
            {
                finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[last + 1].End, "[a town]", "expected-town", 75);
                i = last + 1;
                continue;
            }
            if (sort is PlaceSort.Region or PlaceSort.Country || !IsNothingElse(resume, finds, i, last, sort) && (IsPartOfMore(resume, finds, i, last) || !IsExpected(resume, finds, i, last, sort)))
                continue;
            finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[last].End, "[a town]", "expected-town", 66);
            i = last;
        }
    }

    // "Wagga Wagga", "Wytheville grill cook": two words and more that are a town, or one that lists know for nothing else; a large one may be a name too that few bear ("Dubai").
    private static bool IsNothingElse(ResumeText resume, Finds finds, int first, int last, PlaceSort sort)
    {
        const int Shortest = 5;
        var token = resume.Tokens[first];
        if (sort == PlaceSort.None || last == first && ((token.Kinds & ~(token.Is(WordKinds.BigTown) && finds.Tags[first] != Tag.Person ? OfPlaces | WordKinds.Given : OfPlaces)) != WordKinds.None || token.Length < Shortest))
            return false;
        // "St. Thomas Hospital", "Palo Alto Networks"
        if (OrganisationWords.IsKnown(resume, first) || last > first && OrganisationWords.Follow(resume, last))
            return false;
        return !resume.Sections.IsSkills(resume, token.Line) && !IsLongList(resume, first) && (last > first || !IsPartOfTool(resume, first));
    }

    // "Trimble GPS", "Navis N4", "Autodesk Fallon"
    private static bool IsPartOfTool(ResumeText resume, int i)
    {
        if (i > 0 && resume.Gap(i - 1) is " " or "-" or "\u2013" && resume.Tokens[i - 1].IsProper && IsTool(resume, i - 1))
            return true;
        if (i + 1 >= resume.Tokens.Count || resume.Tokens[i + 1] is var next && next.Line != resume.Tokens[i].Line)
            return false;
        return resume.Gap(i) is "-" or "\u2013" && next.IsProper || resume.Gap(i) is " " && (next.Shape is Shape.Mixed || next.IsProper && IsTool(resume, i + 1) || next.Shape == Shape.Upper && !PlaceWords.IsStateCode(resume.Word(next)));
    }

    private static bool IsExpected(ResumeText resume, Finds finds, int first, int last, PlaceSort sort)
    {
        var token = resume.Tokens[first];
        var isListed = sort != PlaceSort.None;
        // A given name that few bear is found in lists of towns more often than in résumés.
        var isPlain = last > first || (token.Kinds & ~(isListed ? OfPlaces | WordKinds.Given : OfPlaces)) == WordKinds.None;
        isPlain |= finds.Tags[first] == Tag.Place && !token.Is(WordKinds.Dictionary | WordKinds.Surname | WordKinds.Frequent);
        // A word that no list knows, or that lists know for a town first of all.
        var isLikely = isPlain || isListed && !token.Is(WordKinds.Common) && (sort == PlaceSort.Town || !token.Is(WordKinds.Dictionary));
        if (TownsBesideTowns.Has(resume, finds, first, last, isListed, isLikely) || IsLivedIn(resume, first, sort == PlaceSort.Town || isListed && !token.Is(WordKinds.Common), isPlain) || IsBehindSchool(resume, finds, first, last, isPlain))
            return true;
        if (IsInAddress(resume, finds, first, last) || (isListed && !token.Is(WordKinds.Common) || token.Kinds == WordKinds.None && token.Length > 4) && IsBehindBuilding(resume, first, last))
            return true;
        var isUnknown = token.Kinds == WordKinds.None && token.Length > 4;
        if (token.Is(WordKinds.BigTown) && !token.Is(WordKinds.Common) && IsIn(resume, first, last) || IsBehindDivision(resume, first) || isUnknown && IsBetweenFirmAndTown(resume, finds, first, last) || (isUnknown || sort == PlaceSort.Town && !token.Is(WordKinds.Common)) && IsAtFacility(resume, first, last, isUnknown))
            return true;
        if (finds.Tags[first] == Tag.Person && token.Is(WordKinds.Name))
            return false;
        if (token.Kinds == WordKinds.None && token.Length > 3 && IsNear(resume, first))
            return true;
        // "western Sydney"
        if (sort == PlaceSort.Town && !token.Is(WordKinds.Common) && first > 0 && resume.Gap(first - 1) is " " && resume.Tokens[first - 1].Shape == Shape.Lower && PlaceWords.IsPrefix(resume.WordAt(first - 1)))
            return true;
        // "Sugrue's Seafood, Dingle.", "BAE Systems, Barrow"
        isLikely |= isListed && !token.Is(WordKinds.Common) && first > 0 && OrganisationWords.IsFirm(resume.Word(resume.Tokens[first - 1]));
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
        return last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is var next && next.Line == token.Line && resume.Gap(last) is " " or "-" or " & " or "'s " && (next.IsProper || next.Shape is Shape.Initial or Shape.Mixed || next.Shape == Shape.Number && !IsYear(resume, last + 1))
            && finds.At(next.Start) is not { Kind: HiddenKinds.Place } && !(resume.Gap(last) is " & " && TownsBesideTowns.IsListed(next));
    }

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

    // "P.O. Box 114, Clarens, 9707": between the rest of an address and its postcode.
    private static bool IsInAddress(ResumeText resume, Finds finds, int first, int last) =>
        first > 0 && resume.Gap(first - 1) is ", " or " " or ",\n" && finds.At(resume.Tokens[first - 1].Start) is { Kind: HiddenKinds.Address } && last + 1 < resume.Tokens.Count && resume.Gap(last) is ", " or " "
        && !resume.Tokens[first].Is(WordKinds.Common) && (resume.Tokens[last + 1] is { Shape: Shape.Number, Length: >= 4 and <= 6 } && !IsYear(resume, last + 1) || finds.At(resume.Tokens[last + 1].Start) is { Kind: HiddenKinds.Address });

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Buildings = WordSet.Of("""
        building buildings tower towers camp hospital clinic school plant stadium mall villa villas road highway project site factory warehouse station substation bridge tunnel airport port terminal depot refinery dam farm mine
        hotel resort office branch store shop bakery restaurant pub church chapel parish council board committee chapter library museum town city village
        """);

    // "labour camp, Ruwais", "School board, Custer, 1996": small letters that say what stands there, and where a comma and an end stand around it.
    private static bool IsBehindBuilding(ResumeText resume, int first, int last) =>
        first > 1 && resume.Gap(first - 1) is ", " or " " && resume.Tokens[first - 1] is { Shape: Shape.Lower } noun && noun.Line == resume.Tokens[first].Line && Buildings.Contains(resume.Word(noun)) && Ends(resume, last)
        && (resume.Gap(first - 1) is ", " || resume.WordAt(first - 1) is "council" or "city" or "town" or "village");

    // "the Elkins shop"
    private static bool IsSite(ResumeText resume, int first, int last) =>
        first > 0 && resume.WordAt(first - 1) is "the" or "our" or "their" && resume.Gap(first - 1) is " " && resume.Gap(last) is " " && last + 1 < resume.Tokens.Count && resume.Tokens[last + 1].Shape == Shape.Lower
        && resume.WordAt(last + 1) is "shop" or "site" or "store" or "branch" or "office" or "plant" or "depot" or "campus" or "location" or "warehouse" or "yard" or "facility" or "area" or "clinic" or "stores" or "branches" or "offices" or "plants" or "sites" or "showroom" or "district" or "route";

    // "open to work in Dallas or Charlotte", "hybrid in Manila.": whoever bears the name, one is not in a person.
    private static bool IsIn(ResumeText resume, int first, int last) =>
        first > 1 && resume.WordAt(first - 1) is "in" && resume.Gap(first - 1) is " " && Ends(resume, last);

    // "Caritas Hospital, Thellakom, Kottayam": between an employer or a school and its town.
    private static bool IsBetweenFirmAndTown(ResumeText resume, Finds finds, int first, int last) =>
        first > 0 && resume.Gap(first - 1) is ", " && resume.Gap(last) is ", " && last + 1 < resume.Tokens.Count && finds.At(resume.Tokens[last + 1].Start) is { Kind: HiddenKinds.Place }
        && finds.Tags[first] != Tag.Firm && (finds.At(resume.Tokens[first - 1].Start) is { Kind: HiddenKinds.School } || resume.Tokens[first - 1] is { IsProper: true } house && Houses.Contains(resume.Word(house)));

    // What stands somewhere; a firm's department ("Professional Services, Klarna, Stockholm") is no such word.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Houses = WordSet.Of("hospital hospitals clinic clinics polyclinic hotel hotels resort restaurant school college academy university pharmacy museum library church mill mills factory brewery bakery ltd limited llc inc plc gmbh");

    // "Brgy. Talangan": the smallest parts of a country, by the word that says so.
    private static bool IsBehindDivision(ResumeText resume, int first) =>
        first > 0 && resume.Gap(first - 1) is ". " or "." && resume.Tokens[first - 1].IsProper && resume.WordAt(first - 1) is "brgy" or "bgy" or "brg" or "vill" or "distt" && !resume.Tokens[first].Is(WordKinds.Common);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Facilities = WordSet.Of("""
        unit units mill mills campus yard yards port ports camp camps mine mines quarry refinery farm farms garden gardens
        """);

    // What firms have too: "the team at Klarna".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> OfFirms = WordSet.Of("""
        plant plants site sites factory factories works warehouse warehouses depot depots branch branches terminal terminals station stations market markets outlet outlets showroom workshop workshops
        lab labs store stores hub hubs project projects team teams workers centre centres center centers clinic clinics facility facilities office offices location locations
        """);

    // "the grinding unit at Panagarh.", "containers from the port at Savannah."
    private static bool IsAtFacility(ResumeText resume, int first, int last, bool isUnknown) =>
        first > 1 && resume.WordAt(first - 1) is "at" && resume.Gap(first - 1) is " " && resume.Tokens[first - 2].Shape == Shape.Lower && Ends(resume, last)
        && (Facilities.Contains(resume.WordAt(first - 2)) || !isUnknown && OfFirms.Contains(resume.WordAt(first - 2)));

    // "[a university], Njoro."
    private static bool IsBehindSchool(ResumeText resume, Finds finds, int first, int last, bool isPlain) =>
        first > 0 && resume.Gap(first - 1) is ", " && finds.At(resume.Tokens[first - 1].Start) is { Kind: HiddenKinds.School } && resume.Tokens[first].Length > 3 && isPlain && (Ends(resume, last) || resume.Gap(last) is " " && resume.WordAt(last + 1) is "with" or "in" or "by");

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
        if (resume.Sections[firm.Line] is Section.Top && !IsDatedLine(resume, first - 1) || resume.Sections.IsSkills(resume, firm.Line) || finds.At(firm.Start) is { Kind: HiddenKinds.Name } && resume.Gap(first - 1) is not "), " && resume.Sections[firm.Line] is not Section.References)
            return false;
        if (IsTool(resume, first - 1) && !finds.IsFound(firm) || last + 1 < resume.Tokens.Count && resume.Gap(last) is ", " or "/" && IsTool(resume, last + 1) && !IsJobAhead(resume, last + 1))
            return false;
        if (finds.At(firm.Start) is { Kind: HiddenKinds.School })
            return true;
        return !IsLongList(resume, first) && (isSure || finds.Tags[first - 1] == Tag.Firm || OrganisationWords.IsFirm(resume.Word(firm)) || IsDatedLine(resume, first - 1) || IsJobAhead(resume, last + 1) || resume.Sections[firm.Line] is Section.References && !resume.Tokens[first].Is(WordKinds.Frequent | WordKinds.Surname));
    }

    private static bool EndsBracket(ResumeText resume, int first) => resume.Gap(first - 1) is "), ";

    private static bool Ends(ResumeText resume, int last)
    {
        if (last + 1 >= resume.Tokens.Count || resume.Tokens[last + 1].Line != resume.Tokens[last].Line)
            return true;
        return resume.Gap(last) is " " && IsYear(resume, last + 1) || resume.Gap(last) is ", " or "," or ": " or " : : " or " :: " or " | " or " - " or " \u2013 " or " \u2014 " or "; " or ". " or " (" or ") " or "), " or " -- " or " / " || resume.Gap(last) is " " && resume.WordAt(last + 1) is "and" or "from" or "since" or "as" or "then";
    }

    /// <summary>Whether a word is a tool or a method, and no job's title, firm or month.</summary>
    public static bool IsTool(ResumeText resume, int i) =>
        resume.Tokens[i] is var token && (token.Is(WordKinds.Skill) && !SkillWords.IsJob(resume.Word(token)) && !OrganisationWords.IsFirm(resume.Word(token)) && resume.Word(token) is not "service" && !PlaceEvidence.IsMonth(resume.Word(token)) || token.Shape == Shape.Mixed);

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
        for (var left = i; count < Many && left > 0 && resume.Gap(left - 1) is ", " && resume.Tokens[left - 1].IsProper; left--) count += IsTool(resume, left - 1) ? Many : 1;
        for (var right = i; count < Many && right + 1 < resume.Tokens.Count && resume.Gap(right) is ", " && resume.Tokens[right + 1].IsProper; right++) count++;
        return count >= Many;
    }

    // A year near by on the line of paper, whatever columns it is in.
    private static bool IsDatedLine(ResumeText resume, int token)
    {
        const int Near = 60;
        for (var i = token; i >= 0 && i > token - Near; i--)
        {
            if (IsYear(resume, i)) return true;
            if (StartsPaperLine(resume, i)) break;
        }
        for (var i = token + 1; i < resume.Tokens.Count && i < token + Near && !StartsPaperLine(resume, i); i++)
            if (IsYear(resume, i)) return true;
        return false;
    }

    private static bool StartsPaperLine(ResumeText resume, int i) => resume.Stretches[resume.Tokens[i].Line] is { StartsLine: true } stretch && stretch.First == i;

    private static bool IsYear(ResumeText resume, int i) => resume.Tokens[i] is { Shape: Shape.Number, Length: 4 } year && resume.Text.AsSpan(year.Start, 2) is "19" or "20";

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

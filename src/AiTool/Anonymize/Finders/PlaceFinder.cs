using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Towns, regions and countries. A town that is also a word or a name, and one that begins an employer's name, needs evidence around it.</summary>
internal sealed class PlaceFinder : IFind
{
    private const int LongestName = 4;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prepositions = WordSet.Of("in at from near to around outside based located within greater downtown central moved relocate relocating");

    private enum Sort { None, Town, Region, Country }

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Place))
            return;
        Span<char> buffer = stackalloc char[64];
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (token.Shape == Shape.Initial && resume.Text.AsSpan(token.Start) is var rest && (rest.StartsWith("U.S.") || rest.StartsWith("U.K.")))
                finds.Add(HiddenKinds.Place, token.Start, token.Start + (resume.Text.AsSpan(token.Start + 4).StartsWith("A.") ? 6 : 4), "[a country]", "place", 80);
            if (!token.IsProper && !(resume.ShunsCapitals && token.Shape == Shape.Lower && !token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Name)) || finds.IsFound(token))
                continue;
            if (token is { Shape: Shape.Upper, Length: 2 or 3 } && PlaceWords.IsStateCode(resume.Word(token)) && i > 0)
            {
                StateCode(resume, finds, i);
                // "NY" stands alone too.
                if (!finds.IsFound(token) && token.Length == 2 && finds.Tags[i] == Tag.Place && !PlaceWords.IsDoubtfulCode(resume.Word(token)))
                    finds.Add(HiddenKinds.Place, token.Start, token.End, "[a region]", "state", 65);
                if (finds.IsFound(token))
                {
                    i = Postcode(resume, finds, i);
                    continue;
                }
            }
            var (sort, count) = Longest(resume, i, buffer);
            if (sort == Sort.None)
            {
                if (IsTaggedTown(resume, finds, i)) finds.Add(HiddenKinds.Place, token.Start, token.End, "[a town]", "tagger", 60);
                continue;
            }
            var confidence = Judge(resume, finds, i, count, sort);
            if (confidence == 0)
                continue;
            var last = i + count - 1;
            if (IsAfterPostcode(resume, i) && !finds.IsFound(resume.Tokens[i - 1]) && (resume.Tokens[i - 1].Length == 5 || resume.Sections[token.Line] is Section.Top or Section.Personal))
                finds.Add(HiddenKinds.Address, resume.Tokens[i - 1].Start, resume.Tokens[i - 1].End, "[postcode]", "postcode", 85);
            finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[last].End, Name(sort), "place", confidence);
            if (sort != Sort.Town) UnknownTown(resume, finds, i);
            i = Postcode(resume, finds, last);
        }
    }

    // "Pallipalayam, Tamil Nadu", "Sebastopol, Ca": what stands before a region and a comma is a town, unless it names a firm or a person.
    private static void UnknownTown(ResumeText resume, Finds finds, int region)
    {
        const int MostWords = 3;
        if (region == 0 || resume.Gap(region - 1) is not (", " or "," or " , " or ",  "))
            return;
        var first = region;
        for (var i = region - 1; i >= 0 && region - i <= MostWords; i--)
        {
            var token = resume.Tokens[i];
            if (token.Line != resume.Tokens[region].Line || !token.IsProper || token.Length < 3 || finds.IsFound(token) || finds.Tags[i] is Tag.Person or Tag.Firm || i < region - 1 && resume.Gap(i) is not " ")
                break;
            if (i < region - 1 && AddressFinder.IsStreetWord(resume.Word(token)) && finds.Tags[i] != Tag.Place)
                break;
            // "Stone Mountain, Georgia": what the tagger takes for the end of a town may begin with any word.
            if (token.Is(WordKinds.Skill) || OrganisationWords.IsFirm(resume.Word(token)) || token.Is(WordKinds.Dictionary) && finds.Tags[i] != Tag.Place && (i == region - 1 || finds.Tags[i + 1] != Tag.Place))
                return;
            first = i;
        }
        if (first == region || first > 0 && resume.Tokens[first - 1] is { IsProper: true } before && before.Line == resume.Tokens[first].Line && resume.Gap(first - 1) is " " or "-" && !AddressFinder.IsStreetWord(resume.Word(before)))
            return;
        finds.Add(HiddenKinds.Place, resume.Tokens[first].Start, resume.Tokens[region - 1].End, "[a town]", "town-region", 70);
    }

    // "Nairobi, Kitui and Mwingi", "in Mwingi": a word that no list knows, that the tagger takes for a place, where a place is expected.
    private static bool IsTaggedTown(ResumeText resume, Finds finds, int i)
    {
        const WordKinds Other = WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym;
        var token = resume.Tokens[i];
        if (finds.Tags[i] != Tag.Place || token.Shape != Shape.Capital || token.Is(Other) || OrganisationWords.Follow(resume, i) || StartsOrganisation(resume, i))
            return false;
        var hasPreposition = i > 0 && Prepositions.Contains(resume.WordAt(i - 1)) && resume.WordAt(i - 1) is not "at" && resume.Gap(i - 1) is " ";
        return hasPreposition || IsAfterPlace(resume, finds, i) || EndsStretch(resume, i, token) && i > resume.Stretches[token.Line].First;
    }

    private static string Name(Sort sort) => sort switch { Sort.Country => "[a country]", Sort.Region => "[a region]", _ => "[a town]" };

    private static (Sort, int) Longest(ResumeText resume, int first, Span<char> buffer)
    {
        var token = resume.Tokens[first];
        if (!token.Is(WordKinds.Town | WordKinds.TownStart | WordKinds.PlaceStart))
            return (Sort.None, 0);
        if (!token.Is(WordKinds.TownStart | WordKinds.PlaceStart))
            return (Sort.Town, 1);
        for (var count = Math.Min(LongestName, resume.Tokens.Count - first); count > 0; count--)
        {
            var words = TokenRuns.Join(resume, first, count, buffer);
            if (words.IsEmpty)
                continue;
            if (PlaceWords.IsCountry(words)) return (Sort.Country, count);
            if (PlaceWords.IsRegion(words)) return (Sort.Region, count);
            if ((Lexicon.KindsOf(words) & WordKinds.Town) != 0) return (Sort.Town, count);
        }
        return (Sort.None, 0);
    }

    private static int Judge(ResumeText resume, Finds finds, int first, int count, Sort sort)
    {
        var token = resume.Tokens[first];
        var last = resume.Tokens[first + count - 1];
        if (OrganisationWords.IsKnown(resume, first) || first > 0 && OrganisationWords.IsKnown(resume, first - 1))
            return 0;
        // "us" in capitals only; "US GAAP" is a standard.
        if (sort == Sort.Country && token.Length <= 2)
            return token.Shape == Shape.Upper && !(first + 1 < resume.Tokens.Count && resume.Gap(first) is " " && resume.Tokens[first + 1].Shape == Shape.Upper) ? 80 : 0;

        var words = count > 1 ? WordKinds.Town | WordKinds.BigTown : token.Kinds;
        var isPlain = count > 1 || !token.Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill);
        var isFollowed = IsFollowedByPlace(resume, first + count - 1);
        var isChained = IsAfterPlace(resume, finds, first);
        var hasPreposition = first > 0 && Prepositions.Contains(resume.WordAt(first - 1)) && resume.Gap(first - 1) is " " or "\n";
        // "Co. Cork"
        if (first > 0 && resume.WordAt(first - 1) is "co" && resume.Gap(first - 1) is ". " or "." && sort == Sort.Town)
            return 85;
        var section = resume.Sections[token.Line];
        var isContact = section is Section.Top or Section.Personal or Section.References;
        var startsOrganisation = StartsOrganisation(resume, first + count - 1);

        // "Eunji Matsumoto": a town, but not here.
        if (!isFollowed && (IsPartOfName(finds.Tags, first, count) || count == 1 && IsBesidePureName(resume, first)))
            return 0;
        if (isFollowed && (!token.Is(WordKinds.Skill) || token.Is(WordKinds.BigTown))) return 95;
        if (first + count < resume.Tokens.Count && finds.At(resume.Tokens[first + count].Start) is { Kind: HiddenKinds.Address } && resume.Gap(first + count - 1) is " " or ", " && !token.Is(WordKinds.Common)) return 92;
        if (IsAfterPostcode(resume, first) && (isContact || !token.Is(WordKinds.Common | WordKinds.Skill))) return 90;
        if (isChained && (isPlain || !token.Is(WordKinds.Common))) return 92;
        if (startsOrganisation)
            return 0;
        if (sort == Sort.Country)
            return isPlain || hasPreposition || count > 1 || !token.Is(WordKinds.Common | WordKinds.Skill) && !IsBesideName(resume, first) ? 90 : 0;
        if (sort == Sort.Region && isPlain)
            return 85;
        var isBig = (words & WordKinds.BigTown) != 0;
        if (isPlain && (isBig || hasPreposition || isContact || EndsStretch(resume, first, last)))
            return isBig ? 88 : 75;
        if (hasPreposition && (isBig || sort == Sort.Region) && !token.Is(WordKinds.Common | WordKinds.Skill))
            return 75;
        if (EndsStretch(resume, first, last) && (isBig || first > 0 && resume.Gap(first - 1) is ", " && !token.Is(WordKinds.Dictionary)) && !token.Is(WordKinds.Common | WordKinds.Skill) && !isContact)
            return 70;
        return finds.Tags[first] == Tag.Place && !token.Is(WordKinds.Skill) && (isBig || !token.Is(WordKinds.Common)) ? 65 : 0;
    }

    // "Dongsheng Xu", "Yuna Matsumoto": beside a word that is nothing but a name.
    private static bool IsBesidePureName(ResumeText resume, int town)
    {
        const WordKinds Other = WordKinds.Dictionary | WordKinds.Skill | WordKinds.Town | WordKinds.Demonym;
        static bool IsPure(Token token, WordKinds kind) => token.Shape == Shape.Capital && token.Is(kind) && token.Is(WordKinds.Frequent) && !token.Is(Other);
        var token = resume.Tokens[town];
        if (token.Shape != Shape.Capital)
            return false;
        // "Carlos Garcia", "Guadalupe Lopez": both may be towns too.
        if (ChineseNames.End(resume, town) > 0 || ChineseNames.End(resume, town - 1) >= town || NamePairFinder.IsPairOfNames(resume, town - 1) || NamePairFinder.IsPairOfNames(resume, town))
            return true;
        return town > 0 && resume.Tokens[town - 1].Line == token.Line && resume.Gap(town - 1) is " " && IsPure(resume.Tokens[town - 1], WordKinds.Given)
            || town + 1 < resume.Tokens.Count && resume.Tokens[town + 1].Line == token.Line && resume.Gap(town) is " " && IsPure(resume.Tokens[town + 1], WordKinds.Surname) && !OrganisationWords.Follow(resume, town + 1);
    }

    private static bool IsPartOfName(Tagged tags, int first, int count)
    {
        for (var i = first; i < first + count; i++)
            if (tags[i] != Tag.Person) return false;
        return first > 0 && tags[first - 1] == Tag.Person || tags[first + count] == Tag.Person;
    }

    // "69002 Lyon"
    private static bool IsAfterPostcode(ResumeText resume, int first) =>
        first > 0 && resume.Tokens[first - 1] is { Shape: Shape.Number, Length: 4 or 5 } number && resume.Gap(first - 1) is " "
        && !(number.Length == 4 && resume.Text[number.Start] is '1' or '2' && resume.Text[number.Start + 1] is '9' or '0');

    private static bool IsBesideName(ResumeText resume, int first) =>
        first > 0 && resume.Gap(first - 1) is " " && resume.Tokens[first - 1] is { IsProper: true } before && before.Is(WordKinds.Name)
        || first + 1 < resume.Tokens.Count && resume.Gap(first) is " " && resume.Tokens[first + 1] is { IsProper: true } after && (after.Is(WordKinds.Name) || !after.Is(WordKinds.Dictionary));

    private static bool IsAfterPlace(ResumeText resume, Finds finds, int first)
    {
        if (first == 0 || finds.At(resume.Tokens[first - 1].Start) is not { } before || before.Kind is not (HiddenKinds.Place or HiddenKinds.Address or HiddenKinds.School))
            return false;
        return resume.Text.AsSpan(before.End, resume.Tokens[first].Start - before.End) is " and " or " & " or " or " or ", and " or ", " or " - " or "," or "/" or " / " or " \u2013 " or " " or "-" or ",\n" or "\n" or " (";
    }

    // "..., Ohio", "..., OH", "..., India": what follows says that this is a place.
    private static bool IsFollowedByPlace(ResumeText resume, int last)
    {
        if (last + 1 >= resume.Tokens.Count || resume.Gap(last) is not (", " or "," or " - " or "/" or " (" or ",  " or "  " or ". "))
            return false;
        var next = resume.Tokens[last + 1];
        if (!next.IsProper)
            return false;
        if (next.Shape == Shape.Upper && next.Length is 2 or 3 && (PlaceWords.IsStateCode(resume.Word(next)) || PlaceWords.IsCountry(resume.Word(next)))) return true;
        Span<char> buffer = stackalloc char[64];
        return Longest(resume, last + 1, buffer) is (Sort.Country or Sort.Region, _);
    }

    // "Boston Consulting Group" is an employer: a capitalised word follows that is no place itself.
    private static bool StartsOrganisation(ResumeText resume, int last)
    {
        if (last + 1 >= resume.Tokens.Count || resume.Tokens[last + 1] is not { IsProper: true } next)
            return false;
        if (resume.Gap(last) is not (" " or " & " or "-") || next.Line != resume.Tokens[last].Line)
            return false;
        return !next.Is(WordKinds.Town) && !PlaceWords.IsCountry(resume.Word(next)) && !PlaceWords.IsRegion(resume.Word(next))
            && resume.Word(next) is not ("county" or "area" or "region" or "district" or "city" or "metro" or "state" or "province" or "office" or "branch")
            && (next.Is(WordKinds.Skill | WordKinds.Common) && next.Shape == resume.Tokens[last].Shape) && !IsMonth(resume.Word(next)) && !HeadingWords.Contains(resume.Word(next));
    }

    private static bool IsMonth(ReadOnlySpan<char> word) =>
        word.Length >= 3 && word[..3] is "jan" or "feb" or "mar" or "apr" or "may" or "jun" or "jul" or "aug" or "sep" or "oct" or "nov" or "dec";

    // "Pennine Exchange, Manchester    2012": a line that ends with a town after a comma, or is nothing but the town.
    private static bool EndsStretch(ResumeText resume, int first, Token last)
    {
        var stretch = resume.Stretches[last.Line];
        var isEnd = Gaps.AtEnd(resume.Text.AsSpan(last.End, Math.Min(40, stretch.End - last.End))) || OnlyDatesFollow(resume, first, last, stretch);
        if (!isEnd)
            return false;
        var isWhole = first == stretch.First;
        return isWhole || resume.Gap(first - 1) is ", " or " - " or " \u2013 " or " \u2014 " or " (" or "," or ": ";
    }

    // "Acme, Denver, 05/2022 - present"
    private static bool OnlyDatesFollow(ResumeText resume, int first, Token last, Stretch stretch)
    {
        const int Most = 8;
        var i = first;
        while (resume.Tokens[i].Start < last.Start) i++;
        if (stretch.Last - i > Most || resume.Gap(i) is not (", " or " (" or " "))
            return false;
        for (i++; i < stretch.Last; i++)
            if (resume.Tokens[i].Shape != Shape.Number && !IsMonth(resume.Word(resume.Tokens[i])) && resume.Word(resume.Tokens[i]) is not ("present" or "now" or "to" or "date" or "current" or "today" or "till" or "since" or "until")) return false;
        return true;
    }

    // "Sometown, GA": the two letters name the town before them, known or not.
    private static void StateCode(ResumeText resume, Finds finds, int code)
    {
        var before = resume.Tokens[code - 1];
        if (before.Line != resume.Tokens[code].Line && resume.Gap(code - 1).Length > 3 || resume.Gap(code - 1) is not (", " or "," or " " or ",  " or ", \n" or ",\n" or " , "))
            return;
        // "RTOS, MS-DOS" goes on: no state.
        if (PlaceWords.IsDoubtfulCode(resume.Word(resume.Tokens[code])) && resume.Gap(code) is " " or "-" && resume.Tokens[code + 1] is { Shape: not Shape.Number, Line: var nextLine } && nextLine == resume.Tokens[code].Line)
            return;
        var hasComma = resume.Gap(code - 1).Contains(',');
        var isFound = finds.At(before.Start) is { Kind: HiddenKinds.Place or HiddenKinds.Address };
        if (!isFound)
        {
            if (finds.IsFound(before) || !before.IsProper || !hasComma && !before.Is(WordKinds.Town) && resume.Tokens[code].Length < 3)
                return;
            var isTown = before.Is(WordKinds.Town);
            if (!isTown && finds.Tags[code - 1] != Tag.Place && (before.Is(WordKinds.Skill | WordKinds.Common | WordKinds.Name) || PlaceWords.IsDoubtfulCode(resume.Word(resume.Tokens[code])))
                && !HasZip(resume, code) && (resume.Sections[before.Line] == Section.Top || before.Is(WordKinds.Common | WordKinds.Skill)))
                return;
            if (isTown && before.Is(WordKinds.Skill) && PlaceWords.IsDoubtfulCode(resume.Word(resume.Tokens[code])) && !HasZip(resume, code))
                return;
            var first = code - 1;
            while (first > 0 && first > code - 3 && resume.Gap(first - 1) is " " && resume.Tokens[first - 1] is { IsProper: true } more && more.Line == before.Line
                && (more.Is(WordKinds.TownStart) || !more.Is(WordKinds.Common | WordKinds.Name | WordKinds.Skill)) && !finds.IsFound(more))
                first--;
            finds.Add(HiddenKinds.Place, resume.Tokens[first].Start, resume.Tokens[code].End, "[a town]", "town-state", 92);
            return;
        }
        finds.Add(HiddenKinds.Place, resume.Tokens[code].Start, resume.Tokens[code].End, "[a region]", "state", 92);
    }

    private static bool HasZip(ResumeText resume, int code) =>
        code + 1 < resume.Tokens.Count && resume.Tokens[code + 1] is { Shape: Shape.Number, Length: 5 } && resume.Gap(code).Length <= 3;

    // Digits that belong to the place: "Sometown, GA 30082", "Pune - 411007". Returns the last token used.
    private static int Postcode(ResumeText resume, Finds finds, int last)
    {
        var start = resume.Tokens[last].End;
        var next = last + 1;
        var end = start;
        while (next < resume.Tokens.Count && next <= last + 2 && resume.Tokens[next] is { Shape: Shape.Number } number
            && (number.Length is 5 or 6 || number.Length == 4 && end > start || number.Length == 3 && next == last + 1 && next + 1 < resume.Tokens.Count && resume.Tokens[next + 1] is { Shape: Shape.Number, Length: 3 } || number.Length == 3 && end > start)
            && resume.Gap(next - 1) is " " or ", " or " - " or "- " or "-" or " \u2013 " or ",")
        {
            end = number.End;
            next++;
        }
        if (end == start || !finds.Hides(HiddenKinds.Address))
            return last;
        finds.Add(HiddenKinds.Address, resume.Tokens[last + 1].Start, end, "[postcode]", "postcode", 88);
        return next - 1;
    }
}

using System.Collections.Frozen;
using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Towns, regions and countries. A town that is also a word or a name, and one that begins an employer's name, needs evidence around it.</summary>
internal sealed class PlaceFinder : IFind
{
    private const int LongestName = 4;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prepositions = WordSet.Of("in at from near to around outside based located within greater downtown central moved relocate relocating");

    private enum Sort { None, Village, Town, Region, Country }

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
            if (!token.IsProper && token.Shape != Shape.Initial && !(resume.ShunsCapitals && token.Shape == Shape.Lower && (!token.Is(WordKinds.Dictionary | WordKinds.Skill | WordKinds.Name) || token.Is(WordKinds.BigTown) && !token.Is(WordKinds.Common | WordKinds.Skill))) || finds.IsFound(token))
                continue;
            if (RegionCodes.End(resume, i) is var codeEnd and > 0 && i > 0)
            {
                RegionCodes.Find(resume, finds, i, codeEnd);
                if (finds.IsFound(token))
                {
                    // "-  Pallipalayam, Namakkal, IN"
                    if (finds.At(token.Start) is { Kind: HiddenKinds.Place } place && IsAfterDash(resume, token.Line)) UnknownTown(resume, finds, resume.TokenFrom(place.Start), Sort.Region);
                    i = Postcode(resume, finds, codeEnd);
                    continue;
                }
            }
            var (sort, count) = Longest(resume, i, buffer);
            if (sort == Sort.None)
            {
                if (IsTaggedTown(resume, finds, i) || IsTownAfterFirm(resume, finds, i)) finds.Add(HiddenKinds.Place, token.Start, token.End, "[a town]", "tagger", 60);
                continue;
            }
            var confidence = Judge(resume, finds, i, count, sort);
            if (confidence == 0)
                continue;
            var last = i + count - 1;
            if (IsAfterPostcode(resume, i) && !finds.IsFound(resume.Tokens[i - 1]) && (resume.Tokens[i - 1].Length == 5 || resume.Sections[token.Line] is Section.Top or Section.Personal))
                finds.Add(HiddenKinds.Address, resume.Tokens[i - 1].Start, resume.Tokens[i - 1].End, "[postcode]", "postcode", 85);
            var (from, to) = Widened(resume, finds, i, last);
            finds.Add(HiddenKinds.Place, resume.Tokens[from].Start, resume.Tokens[to].End, Name(sort), "place", confidence);
            UnknownTown(resume, finds, from, sort);
            i = Postcode(resume, finds, to);
        }
    }

    // "Southern California", "Santa Clara Region", "Bangalore Urban": the words around a place that make it another one.
    private static (int First, int Last) Widened(ResumeText resume, Finds finds, int first, int last)
    {
        var shape = resume.Tokens[first].Shape;
        if (first > 0 && resume.Tokens[first - 1] is var before && before.Shape == shape && PlaceWords.IsPrefix(resume.Word(before)) && resume.Gap(first - 1) is " " or "  " && !finds.IsFound(before))
            first--;
        if (last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is var after && after.Shape == shape && PlaceWords.IsSuffix(resume.Word(after)) && resume.Gap(last) is " " or "  " && !finds.IsFound(after))
            last++;
        return (first, last);
    }

    // "Pallipalayam, Tamil Nadu", "Sebastopol, Ca": what stands before a region and a comma is a town, unless it names a firm or a person.
    private static void UnknownTown(ResumeText resume, Finds finds, int region, Sort sort)
    {
        const int MostWords = 3;
        // "Acme, Leeds": what stands before a town is one only where an address is expected.
        if (sort is Sort.Town or Sort.Village && (region == 0 || resume.Sections[resume.Tokens[region].Line] is not (Section.Top or Section.Personal) || finds.IsFound(resume.Tokens[region - 1])))
            return;
        if (region == 0 || resume.Gap(region - 1) is not (", " or "," or " , " or ",  "))
            return;
        // "Zalando, Germany": among work what stands before a country is an employer, unless something says that it is a town.
        if (sort == Sort.Country && resume.Sections[resume.Tokens[region].Line] == Section.Other && finds.Tags[region - 1] != Tag.Place && !IsBetweenCommas(resume, region, sort) && !IsAfterDash(resume, resume.Tokens[region].Line))
            return;
        var first = region;
        for (var i = region - 1; i >= 0 && region - i <= MostWords; i--)
        {
            var token = resume.Tokens[i];
            if (token.Line != resume.Tokens[region].Line && resume.Gap(i) is not ",  " || !token.IsProper || token.Length < 3 || finds.IsFound(token) || finds.Tags[i] is Tag.Person or Tag.Firm && !IsAfterDash(resume, token.Line) || i < region - 1 && resume.Gap(i) is not " ")
                break;
            if (i < region - 1 && AddressFinder.IsStreetWord(resume.Word(token)) && finds.Tags[i] != Tag.Place)
                break;
            // "Southern Province, Rwanda"
            if (resume.Word(token) is "province" or "county" or "region" or "district" or "oblast" or "prefecture" or "governorate" or "department" or "voivodeship" && i == region - 1)
            {
                first = i;
                continue;
            }
            // "Stone Mountain, Georgia": what the tagger takes for the end of a town, or what stands between commas, may begin with any word.
            if (token.Is(WordKinds.Skill) || OrganisationWords.IsFirm(resume.Word(token)) || token.Is(WordKinds.Dictionary) && finds.Tags[i] != Tag.Place && (i == region - 1 || finds.Tags[i + 1] != Tag.Place) && !IsBetweenCommas(resume, region, sort))
                return;
            first = i;
        }
        if (first == region || first > 0 && resume.Tokens[first - 1] is { IsProper: true } before && before.Line == resume.Tokens[first].Line && resume.Gap(first - 1) is " " or "-" && !AddressFinder.IsStreetWord(resume.Word(before)))
            return;
        finds.Add(HiddenKinds.Place, resume.Tokens[first].Start, resume.Tokens[region - 1].End, "[a town]", "town-region", 70);
        // "Huye, Southern Province, Rwanda"
        if (first > 0 && sort is Sort.Region or Sort.Country && resume.Sections[resume.Tokens[first].Line] is Section.Top or Section.Personal && resume.Gap(first - 1) is ", ") UnknownTown(resume, finds, first, sort);
    }

    // "Pelican Tools -  Marmagao, Goa": what stands alone behind a dash is where it is.
    private static bool IsAfterDash(ResumeText resume, int line) =>
        line > 0 && !resume.Stretches[line].StartsLine && resume.Of(resume.Stretches[line - 1]).TrimEnd().EndsWith("-");

    // "Ursuline College, Pepper Pike, Ohio": one or two words, a comma before them, a region after them.
    private static bool IsBetweenCommas(ResumeText resume, int region, Sort sort)
    {
        for (var i = region - 1; sort is Sort.Region or Sort.Country && i > 0 && i >= region - 2 && resume.Tokens[i].IsProper && resume.Tokens[i].Line == resume.Tokens[region].Line; i--)
            if (resume.Gap(i - 1) is ", " or ",  ") return resume.Sections[resume.Tokens[i].Line] != Section.Top;
        return false;
    }

    // "Aberdeenshire Council, Stonehaven": a word that no list knows, at the end of a line, behind an employer or a school and a comma.
    private static bool IsTownAfterFirm(ResumeText resume, Finds finds, int i)
    {
        const WordKinds Other = WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym;
        var token = resume.Tokens[i];
        if (token.Shape != Shape.Capital || token.Length < 4 || token.Is(Other) || i == 0 || finds.Tags[i] == Tag.Person)
            return false;
        var firm = resume.Tokens[i - 1];
        // "Punjab Technical University Jalandhar"
        // "Punjab Technical University (PTU) Jalandhar"
        if (i > 1 && firm.Shape == Shape.Upper && resume.Gap(i - 1) is ") " && resume.Gap(i - 2) is " (" && finds.At(resume.Tokens[i - 2].Start) is { Kind: HiddenKinds.School } && Gaps.AtEnd(resume.Text.AsSpan(token.End, resume.Stretches[token.Line].End - token.End)))
            return true;
        if (finds.At(firm.Start) is { Kind: HiddenKinds.School } && firm.Line == token.Line && resume.Gap(i - 1) is " " or ") " && Gaps.AtEnd(resume.Text.AsSpan(token.End, resume.Stretches[token.Line].End - token.End)))
            return true;
        if (resume.Gap(i - 1) is not (", " or " , "))
            return false;
        // "Gallo Manor, Sandton, 2191": a postcode follows, an address stands before.
        if (resume.Gap(i) is ", " && i + 1 < resume.Tokens.Count && resume.Tokens[i + 1] is { Shape: Shape.Number, Length: >= 4 and <= 6 } && resume.Sections[token.Line] is Section.Top or Section.Personal && HasAddress(resume, finds, token.Line))
            return true;
        var isFirm = firm.IsProper && !firm.Is(WordKinds.Skill) && (OrganisationWords.IsFirm(resume.Word(firm)) || finds.Tags[i - 1] == Tag.Firm) || finds.At(firm.Start) is { Kind: HiddenKinds.School };
        return (isFirm || IsJobAndFirm(resume, i)) && firm.Line == token.Line && EndsStretch(resume, i, token);
    }

    // "Waiter, part-time, Luca's pizza, Nydalen": a line of a job's title and an employer, with no tool in it.
    private static bool IsJobAndFirm(ResumeText resume, int i)
    {
        var stretch = resume.Stretches[resume.Tokens[i].Line];
        if (resume.Sections[resume.Tokens[i].Line] is not Section.Other || i - stretch.First is < 3 or > 8 || !resume.Tokens[stretch.First].IsProper)
            return false;
        var isJob = false;
        for (var at = stretch.First; at < i; at++)
        {
            var isTitle = SkillWords.IsJob(resume.Word(resume.Tokens[at]));
            if (resume.Tokens[at].Is(WordKinds.Skill) && !isTitle) return false;
            isJob |= isTitle;
        }
        return isJob;
    }

    private static bool HasAddress(ResumeText resume, Finds finds, int line)
    {
        var stretch = resume.Stretches[line];
        for (var i = stretch.First; i < stretch.Last; i++)
            if (finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.Address }) return true;
        return false;
    }

    // "Kenya, Alaska and Nicarauga": at the end of a list of places.
    private static bool EndsListOfPlaces(ResumeText resume, Finds finds, int i) =>
        i > 2 && resume.WordAt(i - 1) is "and" && IsAfterPlace(resume, finds, i) && finds.Tags[i] != Tag.Person && resume.Gap(i) is var after && (after.IsEmpty || after[0] is '.' or '\n' or ')' || after.StartsWith("  "));

    // "Nairobi, Kitui and Mwingi", "in Mwingi": a word that no list knows, that the tagger takes for a place, where a place is expected.
    private static bool IsTaggedTown(ResumeText resume, Finds finds, int i)
    {
        const WordKinds Other = WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym;
        var token = resume.Tokens[i];
        if (token.Shape == Shape.Capital && !token.Is(Other) && EndsListOfPlaces(resume, finds, i))
            return true;
        if (finds.Tags[i] != Tag.Place || token.Shape != Shape.Capital || token.Is(Other) || OrganisationWords.Follow(resume, i) || StartsOrganisation(resume, i))
            return false;
        var hasPreposition = i > 0 && Prepositions.Contains(resume.WordAt(i - 1)) && resume.WordAt(i - 1) is not "at" && resume.Gap(i - 1) is " ";
        return hasPreposition || IsAfterPlace(resume, finds, i) || EndsStretch(resume, i, token) && i > resume.Stretches[token.Line].First && !IsInListOfSkills(resume, i);
    }

    // "CNC, Heidenhain", "Orthopaedics, CT": behind a tool and a comma stands another, unless a job's title comes first.
    private static bool IsInListOfSkills(ResumeText resume, int i) =>
        i > 0 && resume.Gap(i - 1) is ", " && resume.Tokens[i - 1] is var before && before.Is(WordKinds.Skill) && !SkillWords.IsJob(resume.Word(before)) && !OrganisationWords.IsFirm(resume.Word(before));

    private static string Name(Sort sort) => sort switch { Sort.Country => "[a country]", Sort.Region => "[a region]", _ => "[a town]" };

    private static (Sort, int) Longest(ResumeText resume, int first, Span<char> buffer)
    {
        var token = resume.Tokens[first];
        if (!token.Is(WordKinds.Town | WordKinds.SmallTown | WordKinds.TownStart | WordKinds.PlaceStart))
            return (Sort.None, 0);
        var (sort, longest) = (SortOf(token.Kinds, resume.Word(token)), 1);
        if (token.Is(WordKinds.TownStart | WordKinds.PlaceStart))
        {
            for (var count = 2; count <= LongestName && TokenRuns.Join(resume, first, count, buffer) is { IsEmpty: false } words; count++)
                if (SortOf(Lexicon.KindsOf(words), words) is var longer and not Sort.None) (sort, longest) = (longer, count);
        }
        return (sort, longest);
    }

    private static Sort SortOf(WordKinds kinds, ReadOnlySpan<char> words) =>
        (kinds & WordKinds.Region) != 0 ? PlaceWords.IsCountry(words) ? Sort.Country : Sort.Region
        : (kinds & WordKinds.Town) != 0 ? Sort.Town : (kinds & WordKinds.SmallTown) != 0 ? Sort.Village : Sort.None;

    private static int Judge(ResumeText resume, Finds finds, int first, int count, Sort sort)
    {
        var token = resume.Tokens[first];
        var last = resume.Tokens[first + count - 1];
        if (OrganisationWords.IsKnown(resume, first) || first > 0 && OrganisationWords.IsKnown(resume, first - 1))
            return 0;
        // "us" in capitals only; "US GAAP" is a standard.
        if (sort == Sort.Country && token.Length <= 2)
            return token.Shape == Shape.Upper && !(first + 1 < resume.Tokens.Count && resume.Gap(first) is " " && resume.Tokens[first + 1].Shape == Shape.Upper) ? 80 : 0;

        var isTown = sort is Sort.Town or Sort.Village;
        // "Toyota City", "Letterkenny, Co. Donegal"
        if (isTown && last.Shape == Shape.Capital && (resume.WordAt(first + count) is "city" && resume.Gap(first + count - 1) is " " && resume.Tokens[first + count].Shape == Shape.Capital
            || resume.WordAt(first + count) is "co" or "county" && resume.Gap(first + count - 1) is ", " && resume.Gap(first + count) is ". " or " " && resume.Tokens[first + count].Shape == Shape.Capital && first + count + 1 < resume.Tokens.Count && resume.Tokens[first + count + 1].Shape == Shape.Capital))
            return 85;
        var isBig = sort == Sort.Town && (count > 1 || token.Is(WordKinds.BigTown));
        var isPlain = count > 1 || !token.Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill);
        var isFollowed = IsFollowedByPlace(resume, first + count - 1);
        var isChained = IsAfterPlace(resume, finds, first);
        var hasPreposition = first > 0 && Prepositions.Contains(resume.WordAt(first - 1)) && resume.Gap(first - 1) is " " or "\n";
        hasPreposition |= first > 0 && resume.Tokens[first - 1].Shape == token.Shape && PlaceWords.IsPrefix(resume.WordAt(first - 1)) && resume.Gap(first - 1) is " " or "  ";
        // "Co. Cork"
        if (first > 0 && resume.WordAt(first - 1) is "co" && resume.Gap(first - 1) is ". " or "." && isTown)
            return 85;
        var section = resume.Sections[token.Line];
        var isContact = section is Section.Top or Section.Personal or Section.References;
        var startsOrganisation = StartsOrganisation(resume, first + count - 1);

        // "IEP, ABA": three letters in capitals among other words are short for something.
        if (isTown && count == 1 && !isFollowed && token is { Shape: Shape.Upper, Length: <= 3 } && !IsInCapitals(resume, token.Line))
            return 0;

        // "Eunji Matsumoto": a town, but not here.
        if (!isFollowed && (IsPartOfName(resume, finds.Tags, first, count) || count == 1 && IsBesidePureName(resume, first)))
            return 0;
        if (isFollowed && (!token.Is(WordKinds.Skill) || token.Is(WordKinds.BigTown) || IsWholeLine(resume, first, count))) return 95;
        if (first + count < resume.Tokens.Count && finds.At(resume.Tokens[first + count].Start) is { Kind: HiddenKinds.Address } && resume.Gap(first + count - 1) is " " or ", " && !token.Is(WordKinds.Common)) return 92;
        if (IsAfterPostcode(resume, first) && (isContact || !token.Is(WordKinds.Common | WordKinds.Skill))) return 90;
        // "Japan & China", "Atlanta and Savannah": among places a word that means something else is one too.
        if (isChained && (isPlain || !token.Is(WordKinds.Common) || sort == Sort.Town && token.Shape == Shape.Capital && !token.Is(WordKinds.Skill) && IsJoined(resume, first) || sort == Sort.Country && (resume.Gap(first - 1) is not " " || IsJoined(resume, first))) && sort != Sort.Village) return 92;
        if (sort == Sort.Village)
            return isPlain && !token.Is(WordKinds.Cue) && (token.Shape == Shape.Capital || count > 1) && !startsOrganisation && finds.Tags[first] != Tag.Person && (isChained && (resume.Gap(first - 1) is not " " || IsJoined(resume, first)) || hasPreposition && resume.WordAt(first - 1) is not "at" || IsOfVillage(resume, first) || isContact && IsAlone(resume, first, last) || EndsStretch(resume, first, last) && first > resume.Stretches[token.Line].First) ? 65 : 0;
        if (startsOrganisation)
            return 0;
        if (sort == Sort.Country)
            return isPlain || hasPreposition || count > 1 || !token.Is(WordKinds.Common | WordKinds.Skill) && !IsBesideName(resume, first) ? 90 : 0;
        if (sort == Sort.Region && (isPlain || !token.Is(WordKinds.Common | WordKinds.Skill) && !IsBesideName(resume, first)))
            return 85;
        // "Paris 17e", "Dublin 4"
        if (isBig && !token.Is(WordKinds.Common | WordKinds.Skill) && first + count < resume.Tokens.Count && resume.Gap(first + count - 1) is " " && resume.Tokens[first + count] is { Shape: Shape.Number, Length: <= 2 } or { Shape: Shape.Mixed } && char.IsAsciiDigit(resume.Text[resume.Tokens[first + count].Start]))
            return 70;
        if (sort == Sort.Town && (finds.Tags[first] != Tag.Person || first > 0 && resume.Gap(first - 1) is ", " && finds.Tags[first - 1] != Tag.Person) && !token.Is(WordKinds.Skill) && IsApart(resume, first, first + count - 1, isBig))
            return 72;
        // "Partner, Otter Solicitors, Nairobi": also where it is a name too.
        if (isBig && first > 0 && resume.Gap(first - 1) is ", " && OrganisationWords.IsFirm(resume.Word(resume.Tokens[first - 1])))
            return 72;
        if (isPlain && (isBig || hasPreposition || isContact || EndsStretch(resume, first, last)))
            return isBig ? 88 : 75;
        if (hasPreposition && (isBig || sort == Sort.Region) && !token.Is(WordKinds.Common | WordKinds.Skill))
            return 75;
        if (EndsStretch(resume, first, last) && (isBig || first > 0 && resume.Gap(first - 1) is ", " && !token.Is(WordKinds.Dictionary)) && !token.Is(WordKinds.Common | WordKinds.Skill) && (!isContact || isBig && IsAfterJob(resume, first)))
            return 70;
        return finds.Tags[first] == Tag.Place && !token.Is(WordKinds.Skill) && (isBig || !token.Is(WordKinds.Common)) ? 65 : 0;
    }

    private static bool IsInCapitals(ResumeText resume, int line)
    {
        for (var i = resume.Stretches[line].First; i < resume.Stretches[line].Last; i++)
            if (resume.Tokens[i].Shape is Shape.Capital or Shape.Lower && resume.Tokens[i].Length > 2) return false;
        return true;
    }

    // "Fargo, North Dakota": nothing else on the line.
    private static bool IsWholeLine(ResumeText resume, int first, int count) =>
        resume.Stretches[resume.Tokens[first].Line] is var line && line.First == first && line.Last - first <= count + 3 && resume.Gap(first + count - 1) is ", " or ",";

    // "graphic designer, bristol"
    private static bool IsAfterJob(ResumeText resume, int first) =>
        first > 1 && resume.Tokens[first - 1] is var before && before.Line == resume.Tokens[first].Line && resume.Gap(first - 1) is ", " && (before.Is(WordKinds.Common) && !before.Is(WordKinds.Name) || SkillWords.IsJob(resume.Word(before)));

    // "Advocates, Nairobi, a firm of", "Restaurant (Cork)", "Microsoft -  Redmond -": marks on both sides.
    private static bool IsApart(ResumeText resume, int first, int last, bool isBig)
    {
        var token = resume.Tokens[first];
        var before = first == 0 ? [] : resume.Gap(first - 1);
        var after = resume.Gap(last);
        if (before.EndsWith(" (") && after.StartsWith(")"))
            return true;
        if (token.Is(WordKinds.Common))
            return false;
        // "Bosch, Bursa (Summer 2020)"
        if (isBig && before is ", " && after.StartsWith(" (") && last + 1 < resume.Tokens.Count && resume.Tokens[last + 1] is var dated && (dated.Shape == Shape.Number || IsMonth(resume.Word(dated)) || resume.Word(dated) is "summer" or "winter" or "spring" or "autumn" or "fall"))
            return true;
        if (before.StartsWith(" -  ") && first == resume.Stretches[token.Line].First)
            return true;
        if (!isBig || before is not ", " || !after.StartsWith(","))
            return false;
        // In a list of tools "Derby" is one.
        for (var i = first - 1; i <= Math.Min(last + 1, resume.Tokens.Count - 1); i++)
            if (resume.Tokens[i].Is(WordKinds.Skill) && !IsMonth(resume.Word(resume.Tokens[i])) && !SkillWords.IsJob(resume.Word(resume.Tokens[i])) || resume.Tokens[i].Shape == Shape.Mixed) return false;
        return resume.Tokens[first - 1].IsProper;
    }

    // "the library of Machynlleth": a long word that is nothing but a village.
    private static bool IsOfVillage(ResumeText resume, int first) =>
        first > 1 && resume.Tokens[first].Length >= 7 && resume.WordAt(first - 1) is "of" && resume.Gap(first - 1) is " " && resume.Tokens[first - 2].Shape == Shape.Lower;

    // A village is believed at the top where nothing stands beside it.
    private static bool IsAlone(ResumeText resume, int first, Token last)
    {
        var stretch = resume.Stretches[last.Line];
        return (resume.Tokens[first].Start == resume.Tokens[stretch.First].Start || resume.Gap(first - 1) is ", " or " - " or ": ") && (last.End >= stretch.End || resume.Text[last.End] is ',' or '.' or ' ' && resume.Tokens[stretch.Last - 1].End == last.End);
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

    private static bool IsPartOfName(ResumeText resume, Tagged tags, int first, int count)
    {
        for (var i = first; i < first + count; i++)
            if (tags[i] != Tag.Person) return false;
        // "Kmart Ballarat": nothing but a town, and a large one.
        if (count == 1 && resume.Tokens[first] is { Shape: Shape.Capital } town && town.Is(WordKinds.BigTown) && !town.Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill))
            return false;
        // "SANTA CLARA REGION"
        if (PlaceWords.IsSuffix(resume.WordAt(first + count)) && resume.Gap(first + count - 1) is " ")
            return false;
        // "Mueller, Kyle" is a name where nothing else stands; "Nairobi, Kitui" are places.
        var isShort = resume.Stretches[resume.Tokens[first].Line] is var line && line.Last - line.First <= 4;
        bool Joins(ReadOnlySpan<char> gap) => gap is " " or "-" or ". " || isShort && gap is ", " && resume.Tokens[first - 1 >= 0 ? first - 1 : first].Shape == resume.Tokens[first].Shape;
        return first > 0 && tags[first - 1] == Tag.Person && Joins(resume.Gap(first - 1)) || tags[first + count] == Tag.Person && Joins(resume.Gap(first + count - 1));
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
        var before = first - 1;
        var isJoined = resume.WordAt(before) is "and" or "or" && resume.Gap(before) is " ";
        if (isJoined) before--;
        if (before < 0 || finds.At(resume.Tokens[before].Start) is not { } place || place.Kind is not (HiddenKinds.Place or HiddenKinds.Address or HiddenKinds.School))
            return false;
        var between = resume.Text.AsSpan(place.End, resume.Tokens[isJoined ? before + 1 : first].Start - place.End);
        return isJoined ? between is " " or ", " : between is " & " or ", " or " , " or ",  " or " - " or "," or "/" or " / " or " \u2013 " or " " or "-" or ",\n" or "\n" or " (";
    }

    // "Atlanta and Savannah", "Japan & China"
    private static bool IsJoined(ResumeText resume, int first) => resume.WordAt(first - 1) is "and" or "or" && resume.Gap(first - 1) is " " || first > 0 && resume.Gap(first - 1) is " & ";

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
            && !PlaceWords.IsSuffix(resume.Word(next)) && resume.Word(next) is not ("office" or "branch")
            && next.Is(WordKinds.Skill | WordKinds.Common) && next.Shape == resume.Tokens[last].Shape && !IsMonth(resume.Word(next)) && resume.Word(next) is not ("summer" or "spring" or "fall" or "autumn" or "winter") && !resume.Gap(last + 1).StartsWith(":") && !HeadingWords.Contains(resume.Word(next));
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
        return isWhole || resume.Gap(first - 1) is ", " or " , " or ",  " or " - " or " \u2013 " or " \u2014 " or " (" or "," or ": ";
    }

    // "Acme, Denver, 05/2022 - present"
    private static bool OnlyDatesFollow(ResumeText resume, int first, Token last, Stretch stretch)
    {
        const int Most = 8;
        var i = first;
        while (resume.Tokens[i].Start < last.Start) i++;
        if (stretch.Last - i > Most || resume.Gap(i) is not (", " or " (" or " " or " - "))
            return false;
        for (i++; i < stretch.Last; i++)
            if (resume.Tokens[i].Shape != Shape.Number && !IsMonth(resume.Word(resume.Tokens[i])) && resume.Word(resume.Tokens[i]) is not ("present" or "now" or "to" or "date" or "current" or "today" or "till" or "since" or "until")) return false;
        return true;
    }

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

using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;
using static ClearView.AiTool.Anonymize.Finders.PlaceEvidence;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Towns, regions and countries. A town that is also a word or a name, and one that begins an employer's name, needs evidence around it.</summary>
internal sealed class PlaceFinder : IFind
{
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
            var isSmall = token.Shape == Shape.Lower && resume.ShunsCapitals;
            if (!token.IsProper && token.Shape != Shape.Initial && !isSmall || finds.IsFound(token))
                continue;
            if (RegionCodes.End(resume, i) is var codeEnd and > 0 && i > 0)
            {
                RegionCodes.Find(resume, finds, i, codeEnd);
                if (finds.IsFound(token))
                {
                    // "-  Pallipalayam, Namakkal, IN"
                    if (finds.At(token.Start) is { Kind: HiddenKinds.Place } place && UnlistedTowns.IsAfterDash(resume, token.Line)) UnlistedTowns.HideBefore(resume, finds, resume.TokenFrom(place.Start), PlaceSort.Region);
                    i = Postcode(resume, finds, codeEnd);
                    continue;
                }
            }
            var (sort, count) = ListedPlaces.Longest(resume, i, buffer);
            // In small letters one word must be hardly anything else.
            if (isSmall && count < 2 && (token.Is(WordKinds.Common | WordKinds.Skill) || token.Is(WordKinds.Dictionary | WordKinds.Name) && !token.Is(WordKinds.BigTown | WordKinds.Region)) && !(sort == PlaceSort.Town && IsFollowedByPlace(resume, i)))
                continue;
            if (sort == PlaceSort.None)
            {
                if (UnlistedTowns.End(resume, finds, i) is var town and >= 0)
                {
                    finds.Add(HiddenKinds.Place, token.Start, resume.Tokens[town].End, "[a town]", "tagger", 60);
                    i = town;
                }
                continue;
            }
            var confidence = Judge(resume, finds, i, count, sort);
            if (confidence == 0)
                continue;
            var last = i + count - 1;
            if (IsAfterPostcode(resume, i) && !finds.IsFound(resume.Tokens[i - 1]) && (resume.Tokens[i - 1].Length == 5 || resume.Sections[token.Line] is Section.Top or Section.Personal))
                finds.Add(HiddenKinds.Address, resume.Tokens[i - 1].Start, resume.Tokens[i - 1].End, "[postcode]", "postcode", 85);
            var (from, to) = Widened(resume, finds, i, last);
            finds.Add(HiddenKinds.Place, resume.Tokens[from].Start, resume.Tokens[to].End, ListedPlaces.Replacement(sort), "place", confidence);
            UnlistedTowns.HideBefore(resume, finds, from, sort);
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

    private static int Judge(ResumeText resume, Finds finds, int first, int count, PlaceSort sort)
    {
        var token = resume.Tokens[first];
        var last = resume.Tokens[first + count - 1];
        if (OrganisationWords.IsKnown(resume, first) || first > 0 && OrganisationWords.IsKnown(resume, first - 1))
            return 0;
        // "us" in capitals only; "US GAAP" is a standard.
        if (sort == PlaceSort.Country && token.Length <= 2)
            return (token.Shape == Shape.Upper || resume.ShunsCapitals && resume.Word(token) is "uk") && !(first + 1 < resume.Tokens.Count && resume.Gap(first) is " " && resume.Tokens[first + 1].Shape == Shape.Upper) ? 80 : 0;

        var isTown = sort is PlaceSort.Town or PlaceSort.Village;
        // "Toyota City", "Letterkenny, Co. Donegal"
        if (isTown && last.Shape == Shape.Capital && (resume.WordAt(first + count) is "city" && resume.Gap(first + count - 1) is " " && resume.Tokens[first + count].Shape == Shape.Capital
            || resume.WordAt(first + count) is "co" or "county" && resume.Gap(first + count - 1) is ", " && resume.Gap(first + count) is ". " or " " && resume.Tokens[first + count].Shape == Shape.Capital && first + count + 1 < resume.Tokens.Count && resume.Tokens[first + count + 1].Shape == Shape.Capital))
            return 85;
        // "City of Phoenix"
        if (isTown && (sort == PlaceSort.Town || !token.Is(WordKinds.Common)) && first > 1 && resume.WordAt(first - 1) is "of" && resume.Gap(first - 1) is " " && resume.Gap(first - 2) is " " && resume.Tokens[first - 2].Shape == Shape.Capital && resume.WordAt(first - 2) is "city" or "town" or "village" or "township" or "borough" or "municipality")
            return 85;
        // "Dhahran South"
        if (sort == PlaceSort.Town && !token.Is(WordKinds.Frequent | WordKinds.Common | WordKinds.Skill) && finds.Tags[first] != Tag.Person && resume.WordAt(first + count) is "south" or "north" or "east" or "west" or "central" && resume.Gap(first + count - 1) is " " && resume.Tokens[first + count].Shape == Shape.Capital && EndsStretch(resume, first, resume.Tokens[first + count]))
            return 70;
        var isBig = sort == PlaceSort.Town && (count > 1 || token.Is(WordKinds.BigTown));
        var isPlain = count > 1 || !token.Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill);
        // "Dental Hygiene, North Dakota State College": what follows may be a school.
        var isFollowed = IsFollowedByPlace(resume, first + count - 1) && finds.At(resume.Tokens[first + count].Start) is not { Kind: HiddenKinds.School };
        // "Newcastle protocols", "Palo Alto firewalls"
        if (count == 1 && !isFollowed && Things.IsMethod(resume, first) || count > 1 && resume.WordAt(first + count) is "firewall" or "firewalls")
            return 0;
        var isChained = IsAfterPlace(resume, finds, first);
        var hasPreposition = first > 0 && Prepositions.Contains(resume.WordAt(first - 1)) && resume.Gap(first - 1) is " " or "\n";
        hasPreposition |= first > 0 && resume.Tokens[first - 1].Shape == token.Shape && PlaceWords.IsPrefix(resume.WordAt(first - 1)) && resume.Gap(first - 1) is " " or "  ";
        // "Co. Cork"
        if (first > 0 && resume.WordAt(first - 1) is "co" && resume.Gap(first - 1) is ". " or "." && isTown)
            return 85;
        var section = resume.Sections[token.Line];
        var isContact = section is Section.Top or Section.Personal or Section.References;
        if (isTown && !token.Is(WordKinds.Skill) && IsBased(resume, first + count - 1))
            return 88;
        // "Dubai/Columbia"
        if (isBig && !token.Is(WordKinds.Common | WordKinds.Skill) && resume.Gap(first + count - 1) is "/" or " / " && resume.Tokens[first + count] is { Shape: Shape.Capital } other && other.Is(WordKinds.Town) && !other.Is(WordKinds.Common | WordKinds.Skill))
            return 80;
        // "United States - SC - Beaufort"
        if (isTown && isChained && token.Shape == Shape.Capital && !token.Is(WordKinds.Common | WordKinds.Skill) && resume.Gap(first - 1) is " - " && finds.At(resume.Tokens[first - 1].Start) is { Replacement: "[a region]" or "[a country]" })
            return 80;
        // "designer, Studio Owl, Hackney", "Next, Hove: Sales Assistant": where a town is expected it may be a name too.
        if (isTown && token.Shape == Shape.Capital && (count > 1 || !token.Is(WordKinds.Skill) && (sort == PlaceSort.Town || !token.Is(WordKinds.Common))) && finds.Tags[first] != Tag.Person
            && (IsBetweenFirmAndJob(resume, first, first + count - 1) || first > 0 && !token.Is(WordKinds.Common) && EndsStretch(resume, first, last) && resume.Gap(first - 1) is ", " && IsJobAndFirm(resume, first)))
            return 70;
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
        if (isChained && (isPlain || !token.Is(WordKinds.Common) || sort == PlaceSort.Town && token.Shape == Shape.Capital && !token.Is(WordKinds.Skill) && IsJoined(resume, first) || sort == PlaceSort.Country && (resume.Gap(first - 1) is not " " || IsJoined(resume, first))) && sort != PlaceSort.Village) return 92;
        if (isTown && token.Shape == Shape.Capital && (count > 1 || !token.Is(WordKinds.Common | WordKinds.Skill)) && !startsOrganisation && finds.Tags[first] != Tag.Person
            && (IsAtDistance(resume, first) || IsIn(resume, first, first + count - 1) || isChained && IsJoined(resume, first) || IsAfterPlaces(resume, finds, first) && !IsBesideName(resume, first) || (isPlain || hasPreposition || isChained || sort == PlaceSort.Town) && IsJoinedToTown(resume, first, first + count - 1) || (isPlain || sort == PlaceSort.Town) && IsBehindComma(resume, finds.Tags, first, first + count - 1)))
            return 72;
        if (sort == PlaceSort.Village)
            return isPlain && !token.Is(WordKinds.Cue) && (token.Shape == Shape.Capital || count > 1) && !startsOrganisation && finds.Tags[first] != Tag.Person && (isChained && (resume.Gap(first - 1) is not " " || IsJoined(resume, first)) || hasPreposition && (count > 1 || resume.WordAt(first - 1) is not "at") || IsOfVillage(resume, first) || isContact && IsAlone(resume, first, last) || EndsStretch(resume, first, last) && first > resume.Stretches[token.Line].First) ? 65 : 0;
        if (startsOrganisation)
            return 0;
        if (sort == PlaceSort.Country)
            return isPlain || hasPreposition || count > 1 || !token.Is(WordKinds.Common | WordKinds.Skill) && !IsBesideName(resume, first) ? 90 : 0;
        if (sort == PlaceSort.Region && (isPlain || !token.Is(WordKinds.Common | WordKinds.Skill) && !IsBesideName(resume, first)))
            return 85;
        // "Paris 17e", "Dublin 4"
        if (isBig && !token.Is(WordKinds.Common | WordKinds.Skill) && first + count < resume.Tokens.Count && resume.Gap(first + count - 1) is " " && resume.Tokens[first + count] is { Shape: Shape.Number, Length: <= 2 } or { Shape: Shape.Mixed } && char.IsAsciiDigit(resume.Text[resume.Tokens[first + count].Start]))
            return 70;
        if (sort == PlaceSort.Town && (finds.Tags[first] != Tag.Person || first > 0 && resume.Gap(first - 1) is ", " && finds.Tags[first - 1] != Tag.Person) && !token.Is(WordKinds.Skill) && IsApart(resume, first, first + count - 1, isBig))
            return 72;
        // "Partner, Otter Solicitors, Nairobi": also where it is a name too.
        if (isBig && first > 0 && resume.Gap(first - 1) is ", " && OrganisationWords.IsFirm(resume.Word(resume.Tokens[first - 1])))
            return 72;
        if (isPlain && (isBig || hasPreposition || isContact || EndsStretch(resume, first, last)))
            return isBig ? 88 : 75;
        if (hasPreposition && (isBig || sort == PlaceSort.Region) && !token.Is(WordKinds.Common | WordKinds.Skill))
            return 75;
        if (EndsStretch(resume, first, last) && (isBig || first > 0 && resume.Gap(first - 1) is ", " && !token.Is(WordKinds.Dictionary)) && !token.Is(WordKinds.Common | WordKinds.Skill) && (!isContact || isBig && IsAfterJob(resume, first)))
            return 70;
        return finds.Tags[first] == Tag.Place && !token.Is(WordKinds.Skill) && (isBig || !token.Is(WordKinds.Common)) ? 65 : 0;
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

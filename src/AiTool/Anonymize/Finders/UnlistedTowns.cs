using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;
using static ClearView.AiTool.Anonymize.Finders.PlaceEvidence;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Towns that no list knows: told by a region behind them, by an employer or a school before them, or by the tagger where a place is expected.</summary>
internal static class UnlistedTowns
{
    /// <summary>The last token of the town that begins at a token which no list takes for a place; -1 when none does.</summary>
    public static int End(ResumeText resume, Finds finds, int i) =>
        Things.IsJoined(resume.Original(resume.Tokens[i])) ? -1
        : IsTaggedTown(resume, finds, i) || IsTownAfterFirm(resume, finds, i) || IsTownBeforeJob(resume, finds, i) ? i
        : IsLandform(resume, i + 1) && IsBetweenFirmAndJob(resume, i, i + 1) ? i + 1 : -1;

    // "SRK, Illovo - Senior Scientist"
    private static bool IsTownBeforeJob(ResumeText resume, Finds finds, int i) =>
        resume.Tokens[i] is { Shape: Shape.Capital, Length: >= 4 } token && !token.Is(Other) && finds.Tags[i] != Tag.Person && IsBetweenFirmAndJob(resume, i, i);

    // "Fox Valley"
    private static bool IsLandform(ResumeText resume, int i) =>
        i < resume.Tokens.Count && resume.Tokens[i].Shape == Shape.Capital && resume.Gap(i - 1) is " " && PlaceWords.IsLandform(resume.Word(resume.Tokens[i]));

    private const WordKinds Other = WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill | WordKinds.Demonym;

    // "Nairobi, Kitui and Mwingi", "in Mwingi": a word that no list knows, that the tagger takes for a place, where a place is expected.
    private static bool IsTaggedTown(ResumeText resume, Finds finds, int i)
    {
        var token = resume.Tokens[i];
        if (token.Shape == Shape.Capital && !token.Is(Other) && (EndsListOfPlaces(resume, finds, i) || IsBeforeTown(resume, i)))
            return true;
        // "Fort Hood TX / Bagram"
        if (token.Shape == Shape.Capital && token.Length > 3 && !token.Is(Other) && i > 0 && resume.Gap(i - 1) is " / " && IsAfterPlace(resume, finds, i) && i + 1 == resume.Stretches[token.Line].Last)
            return true;
        if (finds.Tags[i] != Tag.Place || token.Shape != Shape.Capital || token.Is(Other) || OrganisationWords.Follow(resume, i) || StartsOrganisation(resume, i))
            return false;
        var hasPreposition = i > 0 && Prepositions.Contains(resume.WordAt(i - 1)) && resume.WordAt(i - 1) is not "at" && resume.Gap(i - 1) is " ";
        return hasPreposition || IsBased(resume, i) || IsAfterPlace(resume, finds, i) || EndsStretch(resume, i, token) && i > resume.Stretches[token.Line].First && !IsInListOfSkills(resume, i);
    }

    // "trunking to Avonmouth, Wakefield": behind a preposition, and a town that is nothing else follows behind a comma.
    private static bool IsBeforeTown(ResumeText resume, int i) =>
        i > 0 && resume.WordAt(i - 1) is "to" or "in" or "from" or "near" && resume.Gap(i - 1) is " " && resume.Gap(i) is ", " && resume.Tokens[i + 1] is { Shape: Shape.Capital } next && next.Line == resume.Tokens[i].Line && next.Is(WordKinds.Town) && !next.Is(Other);

    // "Aberdeenshire Council, Stonehaven": a word that no list knows, at the end of a line, behind an employer or a school and a comma.
    private static bool IsTownAfterFirm(ResumeText resume, Finds finds, int i)
    {
        var token = resume.Tokens[i];
        if (token.Shape != Shape.Capital || token.Length < 4 || token.Is(Other) || i == 0 || finds.Tags[i] == Tag.Person)
            return false;
        var firm = resume.Tokens[i - 1];
        // "Punjab Technical University (PTU) Jalandhar"
        if (i > 1 && firm.Shape == Shape.Upper && resume.Gap(i - 1) is ") " && resume.Gap(i - 2) is " (" && finds.At(resume.Tokens[i - 2].Start) is { Kind: HiddenKinds.School } && Gaps.AtEnd(resume.Text.AsSpan(token.End, resume.Stretches[token.Line].End - token.End)))
            return true;
        // "Punjab Technical University Jalandhar"
        if (finds.At(firm.Start) is { Kind: HiddenKinds.School } && firm.Line == token.Line && resume.Gap(i - 1) is " " or ") " && Gaps.AtEnd(resume.Text.AsSpan(token.End, resume.Stretches[token.Line].End - token.End)))
            return true;
        if (resume.Gap(i - 1) is not (", " or " , "))
            return false;
        // "Gallo Manor, Sandton, 2191": a postcode follows, an address stands before.
        if (resume.Gap(i) is ", " && i + 1 < resume.Tokens.Count && resume.Tokens[i + 1] is { Shape: Shape.Number, Length: >= 4 and <= 6 } && resume.Sections[token.Line] is Section.Top or Section.Personal && HasAddress(resume, finds, token.Line))
            return true;
        // "HR Partner, Wincanton, Northfleet. March 2021", "Egerton University, Njoro, 2015"
        if (firm.IsProper && (!firm.Is(WordKinds.Skill) || OrganisationWords.IsFirm(resume.Word(firm)) || finds.At(firm.Start) is { Kind: HiddenKinds.School }) && finds.Tags[i - 1] != Tag.Person && firm.Line == token.Line && resume.Sections[token.Line] is not Section.Top && IsDated(resume, i))
            return true;
        var isFirm = firm.IsProper && OrganisationWords.IsLegalForm(resume.Word(firm)) || firm.IsProper && !firm.Is(WordKinds.Skill) && (OrganisationWords.IsFirm(resume.Word(firm)) || finds.Tags[i - 1] == Tag.Firm) || finds.At(firm.Start) is { Kind: HiddenKinds.School };
        if (!isFirm && !IsJobAndFirm(resume, i) && !(firm.IsProper && !firm.Is(WordKinds.Skill) && (BeginsWithYear(resume, firm.Line) || EndsWithYear(resume, firm.Line))) || firm.Line != token.Line)
            return false;
        // "Roots India Limited, Thoppampatti, Coimbatore"
        return EndsStretch(resume, i, token) || resume.Gap(i) is ", " && resume.Tokens[i + 1] is { IsProper: true } town && town.Is(WordKinds.Town) && EndsStretch(resume, i + 1, town);
    }

    /// <summary>Hides the town, if there is one, before a place that was found: "Pallipalayam, Tamil Nadu", "Sebastopol, Ca", unless it names a firm or a person.</summary>
    /// <param name="region">The first token of that place.</param>
    public static void HideBefore(ResumeText resume, Finds finds, int region, PlaceSort sort)
    {
        const int MostWords = 3;
        // "Acme, Leeds": what stands before a town is one only where an address is expected.
        if (sort is PlaceSort.Town or PlaceSort.Village && (region == 0 || resume.Sections[resume.Tokens[region].Line] is not (Section.Top or Section.Personal) && !IsAfterDash(resume, resume.Tokens[region].Line) && !IsLineBelowDates(resume, region) || finds.IsFound(resume.Tokens[region - 1])))
            return;
        if (region == 0 || resume.Gap(region - 1) is not (", " or "," or " , " or ",  "))
            return;
        // "Zalando, Germany": among work what stands before a country is an employer, unless something says that it is a town.
        if (sort == PlaceSort.Country && resume.Sections[resume.Tokens[region].Line] == Section.Other && finds.Tags[region - 1] != Tag.Place && !IsBetweenCommas(resume, region, sort) && !IsAfterDash(resume, resume.Tokens[region].Line) && resume.Tokens[region - 1].Shape != Shape.Initial && !IsLineBelowDates(resume, region))
            return;
        // "Obafemi Awolowo University, Ile-Ife, Nigeria"
        var isSchools = IsBehindSchool(resume, finds, region);
        var first = region;
        for (var i = region - 1; i >= 0 && region - i <= MostWords; i--)
        {
            var token = resume.Tokens[i];
            // "Viby J, Denmark"
            if (i == region - 1 && token.Shape == Shape.Initial && i > 0 && resume.Tokens[i - 1].Shape == Shape.Capital && resume.Gap(i - 1) is " ")
            {
                first = i;
                continue;
            }
            if (token.Line != resume.Tokens[region].Line && resume.Gap(i) is not ",  " || !token.IsProper || token.Length < 3 || finds.IsFound(token) || finds.Tags[i] is Tag.Person or Tag.Firm && !isSchools && !IsAfterDash(resume, token.Line) || i < region - 1 && resume.Gap(i) is not (" " or "-"))
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
        if (first == region || resume.Tokens[first].Shape == Shape.Initial || first > 0 && resume.Tokens[first - 1] is { IsProper: true } before && before.Line == resume.Tokens[first].Line && resume.Gap(first - 1) is " " or "-" && !AddressFinder.IsStreetWord(resume.Word(before)))
            return;
        finds.Add(HiddenKinds.Place, resume.Tokens[first].Start, resume.Tokens[region - 1].End, "[a town]", "town-region", 70);
        // "Huye, Southern Province, Rwanda"
        if (first > 0 && sort is PlaceSort.Region or PlaceSort.Country && resume.Sections[resume.Tokens[first].Line] is Section.Top or Section.Personal && resume.Gap(first - 1) is ", ") HideBefore(resume, finds, first, sort);
    }

    // "March 2019 - Present (6 years)" and below it nothing but "Viby, Denmark": as a network of professionals prints it.
    private static bool IsLineBelowDates(ResumeText resume, int region)
    {
        const int MostWords = 3;
        var line = resume.Tokens[region].Line;
        if (line == 0 || resume.Stretches[line] is not { StartsLine: true } stretch || region - stretch.First is < 1 or > MostWords || stretch.Last - region > MostWords || !resume.Stretches[line - 1].StartsLine)
            return false;
        var above = resume.Stretches[line - 1];
        var isDated = false;
        for (var i = above.First; i < above.Last; i++)
        {
            var token = resume.Tokens[i];
            isDated |= token is { Shape: Shape.Number, Length: 4 };
            if (token.Shape != Shape.Number && !IsMonth(resume.Word(token)) && resume.Word(token) is not ("present" or "now" or "to" or "year" or "years" or "yr" or "yrs" or "month" or "months" or "mos" or "mo")) return false;
        }
        return isDated;
    }

    // "Pelican Tools -  Marmagao, Goa": what stands alone behind a dash is where it is.
    public static bool IsAfterDash(ResumeText resume, int line) =>
        line > 0 && !resume.Stretches[line].StartsLine && resume.Of(resume.Stretches[line - 1]).TrimEnd().EndsWith("-");

    // One or two words, a comma before them and a school before that.
    private static bool IsBehindSchool(ResumeText resume, Finds finds, int region)
    {
        for (var i = region - 1; i > 0 && i >= region - 2 && resume.Tokens[i].IsProper; i--)
            if (resume.Gap(i - 1) is ", " or ",  ") return finds.At(resume.Tokens[i - 1].Start) is { Kind: HiddenKinds.School };
        return false;
    }

    // "Ursuline College, Pepper Pike, Ohio": one or two words, a comma before them, a region after them.
    private static bool IsBetweenCommas(ResumeText resume, int region, PlaceSort sort)
    {
        for (var i = region - 1; sort is PlaceSort.Region or PlaceSort.Country && i > 0 && i >= region - 2 && resume.Tokens[i].IsProper && resume.Tokens[i].Line == resume.Tokens[region].Line; i--)
            if (resume.Gap(i - 1) is ", " or ",  ") return resume.Sections[resume.Tokens[i].Line] != Section.Top;
        return false;
    }

    // "2024 - now  The Lobster Pot, Portmagee.": the years stand before it on the same line.
    private static bool BeginsWithYear(ResumeText resume, int line) =>
        line > 0 && !resume.Stretches[line].StartsLine && resume.Stretches[line - 1].StartsLine && resume.Tokens[resume.Stretches[line - 1].First] is { Shape: Shape.Number, Length: 4 } && resume.Sections[line] == Section.Other;

    // "Tesco Extra, Llansamlet    Oct 2023 - Sep 2024": they stand behind it.
    private static bool EndsWithYear(ResumeText resume, int line) =>
        line + 1 < resume.Stretches.Count && resume.Stretches[line].StartsLine && resume.Stretches[line + 1] is { StartsLine: false } dates && resume.Sections[line] == Section.Other
        && resume.Tokens[dates.First] is var first && (first is { Shape: Shape.Number, Length: 4 } || IsMonth(resume.Word(first)) && dates.First + 1 < dates.Last && resume.Tokens[dates.First + 1] is { Shape: Shape.Number, Length: 4 });

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

    // "CNC, Heidenhain", "Orthopaedics, CT": behind a tool and a comma stands another, unless a job's title comes first.
    private static bool IsInListOfSkills(ResumeText resume, int i) =>
        i > 0 && resume.Gap(i - 1) is ", " && resume.Tokens[i - 1] is var before && before.Is(WordKinds.Skill) && !SkillWords.IsJob(resume.Word(before)) && !OrganisationWords.IsFirm(resume.Word(before));
}

using ClearView.AiTool.Anonymize.Tagging;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>"Sometown, GA": two letters that name a state or a province, and the town before them, known or not.</summary>
internal static class RegionCodes
{
    /// <summary>The last token of the code that begins at a token, or -1: "GA", "Ga" behind a comma, "N.Y.".</summary>
    public static int End(ResumeText resume, int i)
    {
        var token = resume.Tokens[i];
        if (token is { Shape: Shape.Upper, Length: 2 or 3 } && PlaceWords.IsStateCode(resume.Word(token)))
            return i;
        if (token is { Shape: Shape.Capital, Length: 2 } && i > 0 && resume.Gap(i - 1) is ", " && PlaceWords.IsStateCode(resume.Word(token)) && !PlaceWords.IsDoubtfulCode(resume.Word(token)) && IsLast(resume, i))
            return i;
        // "yonkers, ny"
        if (token is { Shape: Shape.Lower, Length: 2 } && resume.ShunsCapitals && i > 0 && resume.Gap(i - 1) is ", " && PlaceWords.IsStateCode(resume.Word(token)) && (!PlaceWords.IsDoubtfulCode(resume.Word(token)) || resume.Tokens[i - 1].Is(WordKinds.Town)) && (IsLast(resume, i) || HasZip(resume, i)))
            return i;
        // "Kumasi, GH"
        if (token is { Shape: Shape.Upper, Length: 2 } && i > 0 && resume.Gap(i - 1) is ", " && PlaceWords.IsCountryCode(resume.Word(token)) && resume.Tokens[i - 1] is { Shape: Shape.Capital } town && town.Is(WordKinds.Town | WordKinds.SmallTown) && !town.Is(WordKinds.Dictionary | WordKinds.Skill) && IsLast(resume, i))
            return i;
        if (token.Shape == Shape.Initial && i > 0 && resume.Gap(i - 1) is ", " && i + 1 < resume.Tokens.Count && resume.Tokens[i + 1].Shape == Shape.Initial && resume.Gap(i) is ".")
            return PlaceWords.IsStateCode([resume.Word(token)[0], resume.Word(resume.Tokens[i + 1])[0]]) && !IsDottedDegree(resume, i) ? i + 1 : -1;
        return -1;
    }

    // "Winona State University, M.S. Data Science", "University of Michigan, M.S.E."
    private static bool IsDottedDegree(ResumeText resume, int i) =>
        (resume.Word(resume.Tokens[i])[0], resume.Word(resume.Tokens[i + 1])[0]) is ('m', 's' or 'a' or 'd' or 'e') && !HasZip(resume, i + 1) && i + 2 < resume.Tokens.Count && resume.Tokens[i + 2].Line == resume.Tokens[i].Line && resume.Gap(i + 1) is "." or ". " or " in "
        && resume.Tokens[i + 2].Shape is not Shape.Number;

    /// <summary>Hides the code, if it is one, and the town that stands before it.</summary>
    public static void Find(ResumeText resume, Finds finds, int code, int end)
    {
        if (IsCode(resume, finds, code, end) is var first and >= 0)
        {
            var isTown = first < code;
            finds.Add(HiddenKinds.Place, resume.Tokens[first].Start, resume.Tokens[end].End, isTown ? "[a town]" : "[a region]", isTown ? "town-state" : "state", 92);
            return;
        }
        // "NY" stands alone too.
        if (end == code && resume.Tokens[code].Length == 2 && resume.Tokens[code].Shape == Shape.Upper && finds.Tags[code] == Tag.Place && !PlaceWords.IsDoubtfulCode(resume.Word(resume.Tokens[code])))
            finds.Add(HiddenKinds.Place, resume.Tokens[code].Start, resume.Tokens[code].End, "[a region]", "state", 65);
    }

    // Where the place begins whose end is the code; -1 where the letters are no code.
    private static int IsCode(ResumeText resume, Finds finds, int code, int end)
    {
        var before = resume.Tokens[code - 1];
        var gap = resume.Gap(code - 1);
        if (before.Line != resume.Tokens[code].Line && gap.Length > 3 || gap is not (", " or "," or " " or ",  " or ", \n" or ",\n" or " , " or "., ") && !(gap is " - " && finds.At(before.Start) is { Kind: HiddenKinds.Place }))
            return -1;
        var isDoubtful = end == code && PlaceWords.IsDoubtfulCode(resume.Word(resume.Tokens[code]));
        // "RTOS, MS-DOS" goes on: no state.
        if (isDoubtful && resume.Gap(code) is " " or "-" && resume.Tokens[code + 1] is { Shape: not Shape.Number, Line: var nextLine } && nextLine == resume.Tokens[code].Line)
            return -1;
        if (finds.At(before.Start) is { Kind: HiddenKinds.Place or HiddenKinds.Address } || gap.Contains(',') && finds.At(before.Start) is { Kind: HiddenKinds.School })
            return code;
        if (finds.IsFound(before) || !before.IsProper && !(resume.ShunsCapitals && before.Shape == Shape.Lower))
            return -1;
        // "Westchester Co., NY", "Acme Inc., NY": the firm or county stays, the state goes.
        if (gap is "., " && end == code && !isDoubtful && resume.Word(before) is "co" or "inc" or "corp" or "ltd")
            return code;
        var isTown = before.Is(WordKinds.Town) || before.Is(WordKinds.SmallTown) && !before.Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill);
        // "New Roads, LA": of several words that together are a town none need be a town itself.
        if (gap.Contains(',') && ListedPlaces.WordsBefore(resume, code - 1) is > 0 and var words && (code - words == resume.Stretches[before.Line].First || resume.Gap(code - words - 1) is ", " or ": " or " (" or " - " or " \u2013 " || !resume.Tokens[code - words - 1].IsProper) && (!isDoubtful || IsLast(resume, end)))
            return code - words;
        // "CPA, CA", "CNA, SD Board of Nursing": letters that are no town, unless all of the line is in capitals.
        if (!isTown && before is { Shape: Shape.Upper, Length: <= 5 } && !PlaceEvidence.IsInCapitals(resume, before.Line) && !HasZip(resume, end))
            return -1;
        if (!isTown && before is { Shape: Shape.Upper, Length: <= 4 } && code - 1 == resume.Stretches[before.Line].First && !HasZip(resume, end))
            return -1;
        // "CSS, JS, AR, VR" is a list of letters.
        if (!isTown && before is { Shape: Shape.Upper, Length: <= 5 } && code + 1 < resume.Tokens.Count && resume.Tokens[code + 1].Shape == Shape.Upper && resume.Tokens[code + 1].Length <= 5 && resume.Gap(code) is ", ")
            return -1;
        // "Supreme Rice LLC, Crowley LA"
        isTown |= gap is " " && code > 1 && resume.Gap(code - 2) is ", " && before.Is(WordKinds.SmallTown) && !before.Is(WordKinds.Common | WordKinds.Skill) && OrganisationWords.IsFirm(resume.Word(resume.Tokens[code - 2])) && IsLast(resume, end);
        var hasZip = HasZip(resume, end);
        if (!gap.Contains(',') && !isTown && resume.Tokens[code].Length < 3 && !hasZip && !IsUnknownBefore(resume, code))
            return -1;
        if (!isTown && !hasZip && before.Is(WordKinds.Dictionary | WordKinds.Skill) && IsInList(resume, finds, code, end))
            return -1;
        if (!isTown && !hasZip && IsJoinedToThing(resume, finds, end))
            return -1;
        if (IsBetweenCommas(resume, code, end, isDoubtful))
            return Start(resume, finds, code, isSure: true);
        if (!isTown && finds.Tags[code - 1] != Tag.Place && (before.Is(WordKinds.Skill | WordKinds.Common | WordKinds.Name) || isDoubtful)
            && !hasZip && (resume.Sections[before.Line] == Section.Top || before.Is(WordKinds.Common | WordKinds.Skill)))
            return -1;
        if (isTown && before.Is(WordKinds.Skill) && isDoubtful && !hasZip)
            return -1;
        return Start(resume, finds, code, isSure: false);
    }

    // "Orthopaedics, CT and MRI": what an "and" joins to the letters is no place, so neither are they.
    private static bool IsJoinedToThing(ResumeText resume, Finds finds, int end)
    {
        const WordKinds Places = WordKinds.Town | WordKinds.SmallTown | WordKinds.TownStart | WordKinds.PlaceStart | WordKinds.Region;
        var joined = end + 2;
        if (joined >= resume.Tokens.Count || resume.Gap(end) is not " " || resume.WordAt(end + 1) is not ("and" or "or") || resume.Tokens[joined] is not { IsProper: true } next || next.Line != resume.Tokens[end].Line)
            return false;
        var hasCode = joined + 1 < resume.Tokens.Count && resume.Gap(joined) is ", " && PlaceWords.IsStateCode(resume.WordAt(joined + 1));
        return !next.Is(Places) && !PlaceWords.IsStateCode(resume.Word(next)) && !hasCode && finds.Tags[joined] != Tag.Place;
    }

    private static int Start(ResumeText resume, Finds finds, int code, bool isSure)
    {
        var first = code - 1;
        while (first > 0 && first > code - 3 && resume.Gap(first - 1) is " " && resume.Tokens[first - 1] is { IsProper: true } more && more.Line == resume.Tokens[code - 1].Line
            && (isSure || more.Is(WordKinds.TownStart) || !more.Is(WordKinds.Common | WordKinds.Name | WordKinds.Skill)) && !finds.IsFound(more))
            first--;
        // "City of Industry, CA"
        if (isSure && first >= 2 && resume.WordAt(first - 1) is "of" && resume.WordAt(first - 2) is "city" or "town" or "village")
            first -= 2;
        return first;
    }

    // "Wards, orthopaedics, CT, first aid": what commas part into four without a digit, or what goes on behind the code, is a list whatever its order.
    private static bool IsInList(ResumeText resume, Finds finds, int code, int end)
    {
        const int Items = 4;
        var stretch = resume.Stretches[resume.Tokens[code].Line];
        var commas = 0;
        for (var i = stretch.First; i < stretch.Last; i++)
        {
            // "Clerk, Expensive Foods, Pleasant, NE": of an employer or a school more than its place may be said.
            if (resume.Tokens[i].Shape is Shape.Number || i < code && (finds.At(resume.Tokens[i].Start) is { Kind: HiddenKinds.School } || resume.Tokens[i].Shape == Shape.Capital && i > stretch.First && OrganisationWords.IsFirm(resume.Word(resume.Tokens[i])) && resume.Gap(i) is ", ")) return false;
            if (i + 1 < stretch.Last && resume.Gap(i).Contains(',')) commas++;
        }
        return commas >= Items - 1 || commas >= 2 && end + 1 < stretch.Last && resume.Gap(end) is ", ";
    }

    // "Acme Tools, Pleasant Valley, TX 2005": whatever the words mean, a town stands between an employer and a state, unless the letters go on as a list does.
    private static bool IsBetweenCommas(ResumeText resume, int code, int end, bool isDoubtful)
    {
        const int Longest = 3;
        if (!resume.Gap(code - 1).Contains(',') || !IsLast(resume, end) || resume.Sections[resume.Tokens[code].Line] is Section.Top or Section.References)
            return false;
        for (var i = code - 1; i >= resume.Stretches[resume.Tokens[code].Line].First && i >= code - Longest; i--)
        {
            var token = resume.Tokens[i];
            if (token.Shape != Shape.Capital && resume.WordAt(i) is not "of" || token.Is(WordKinds.Skill))
                return false;
            if (i == resume.Stretches[token.Line].First || resume.Gap(i - 1) is ", " or " - " or "- " or " (" or ": " or "; " or ".; ")
                return !isDoubtful || i > resume.Stretches[token.Line].First && resume.Gap(i - 1) is ", " && !resume.Tokens[i - 1].Is(WordKinds.Skill | WordKinds.Name);
        }
        return false;
    }

    // "Franklin Services, Stockler CA 2004"
    private static bool IsUnknownBefore(ResumeText resume, int code) =>
        code > 1 && resume.Gap(code - 2) is ", " && resume.Gap(code - 1) is " " && !resume.Tokens[code - 1].Is(WordKinds.Name | WordKinds.Dictionary | WordKinds.Skill) && !PlaceWords.IsDoubtfulCode(resume.Word(resume.Tokens[code])) && IsLast(resume, code);

    // The code ends the line, or a date, a bracket or a dash follows.
    private static bool IsLast(ResumeText resume, int code)
    {
        if (code + 1 >= resume.Tokens.Count || resume.Tokens[code + 1].Line != resume.Tokens[code].Line)
            return true;
        var gap = resume.Gap(code);
        var next = resume.Tokens[code + 1];
        return next.Shape == Shape.Number || gap is " (" or " - " or "  -  " or " \u2013 " or ") " or ". " || gap is " " or ", " && (PlaceEvidence.IsMonth(resume.Word(next)) || resume.Word(next) is "summer" or "summers" or "spring" or "fall" or "autumn" or "winter" or "present");
    }

    private static bool HasZip(ResumeText resume, int code) =>
        code + 1 < resume.Tokens.Count && resume.Tokens[code + 1] is { Shape: Shape.Number, Length: 5 } && resume.Gap(code).Length <= 3;
}

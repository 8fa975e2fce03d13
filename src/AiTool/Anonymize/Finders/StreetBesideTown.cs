using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>
/// Streets without a word for a street, among the ways to reach a person: a number and some words before a town or a postcode ("33 Sincil Bank, Lincoln"),
/// and houses that bear a name ("Rose Cottage, ...").
/// </summary>
internal sealed class StreetBesideTown : IFind
{
    private const int MostWords = 6;

    private static readonly System.Collections.Frozen.FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Houses = WordSet.Of(
        "house cottage farmhouse lodge villa bhavan bhawan nivas niwas nilayam nilaya illam manzil manor mansion grange barn bungalow sadan kunj kutir quarters purok sitio sdn po ps via taluk tehsil mandal dist");

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Address))
            return;
        for (var s = 0; s < resume.Stretches.Count; s++)
        {
            if (resume.Sections[s] is not (Section.Top or Section.Personal or Section.References) || resume.Sections.IsHeading(s))
                continue;
            var stretch = resume.Stretches[s];
            if (IsBetweenStreetAndTown(resume, finds, s))
                finds.Add(HiddenKinds.Place, resume.Tokens[stretch.First].Start, resume.Tokens[stretch.Last - 1].End, "[a town]", "street-town", 70);
            for (var i = stretch.First; i < stretch.Last; i++)
            {
                if (finds.IsFound(resume.Tokens[i]) || i > stretch.First && !EndsPart(resume.Gap(i - 1)))
                    continue;
                var last = LastWord(resume, finds, i, stretch);
                if (last > 0)
                    finds.Add(HiddenKinds.Address, resume.Tokens[i].Start, resume.Tokens[last].End, "[a street]", "street-town", 75);
            }
        }
    }

    // Of the street that begins here; 0 when none does.
    private static int LastWord(ResumeText resume, Finds finds, int i, Stretch stretch)
    {
        if (IsNumber(resume, i))
        {
            var last = PartEnd(resume, finds, i, stretch, out var words);
            return words > 0 && (BeforePlace(resume, finds, last, stretch) || last + 1 == stretch.Last && IsOdd(resume, i + 1, last) && AbovePlace(resume, finds, resume.Tokens[i].Line)) ? last : 0;
        }

        // "lieu-dit Kerguestenen"
        if (resume.WordAt(i) is "lieudit" || resume.WordAt(i) is "lieu" && resume.WordAt(i + 1) is "dit")
            return PartEnd(resume, finds, resume.WordAt(i) is "lieu" ? i + 1 : i, stretch, out _);
        if (UnitBeforePlace(resume, finds, i, stretch) is var unit and > 0)
            return unit;
        if (RoadAbovePlace(resume, finds, i, stretch))
            return stretch.Last - 1;
        var house = NamedHouse(resume, finds, i, stretch);
        return house > 0 ? house : NameThenNumber(resume, finds, i, stretch);
    }

    private static bool EndsPart(ReadOnlySpan<char> gap) => gap is ", " or "," or " , " or ": " or " - " or ". ";

    // "33", "7 bis", "12A", "4/2"; no year.
    private static bool IsNumber(ResumeText resume, int i)
    {
        var token = resume.Tokens[i];
        return token.Shape == Shape.Number && token.Length <= 4 && !(token.Length == 4 && resume.Text[token.Start] is '1' or '2' && resume.Text[token.Start + 1] is '9' or '0')
            || token.Shape == Shape.Mixed && token.Length <= 4 && char.IsAsciiDigit(resume.Text[token.Start]);
    }

    // "Blk 4 Lot 17 Camella Homes, Brgy. Tibag, ...", "Apt 12, The Maltings, ...": a part of a house and its number, and only names and numbers up to the town.
    private static int UnitBeforePlace(ResumeText resume, Finds finds, int first, Stretch stretch)
    {
        const int Most = 12;
        if (!StreetWords.Units.Contains(resume.Word(resume.Tokens[first])) && resume.Word(resume.Tokens[first]) is not ("fm" or "cr" or "hwy" or "highway") || first + 2 >= stretch.Last || !IsNumber(resume, first + 1) || resume.Gap(first) is not (" " or ". " or " #" or "#"))
            return 0;
        var last = first + 1;
        while (last + 1 < stretch.Last && last - first < Most && !finds.IsFound(resume.Tokens[last + 1]) && Gaps.InAddress(resume.Gap(last)) && resume.Tokens[last + 1] is { Shape: not Shape.Lower } word && (!word.Is(WordKinds.Skill) || resume.Word(word) is "the")) last++;
        // What is taken for a person or a place already may stand between.
        if (last + 1 == stretch.Last)
            return last > first + 1 && AbovePlace(resume, finds, resume.Tokens[first].Line) ? last : 0;
        return Gaps.InAddress(resume.Gap(last)) && finds.At(resume.Tokens[last + 1].Start) is { Kind: HiddenKinds.Place or HiddenKinds.Address } ? last : 0;
    }

    // The words behind the number, up to the next mark: names, particles, "bis".
    private static int PartEnd(ResumeText resume, Finds finds, int number, Stretch stretch, out int words)
    {
        words = 0;
        var last = number;
        for (var i = number + 1; i < stretch.Last && i <= number + MostWords; i++)
        {
            var token = resume.Tokens[i];
            var gap = resume.Gap(i - 1);
            if (finds.IsFound(token) || gap is not (" " or "-" or "/" or "' " or "'" or "\u2019" or ". ") && !(i == number + 1 && gap is ", ") && !(words == 0 && gap is ", "))
                break;
            // "5 years of experience"
            if (token.Shape == Shape.Lower && (token.Is(WordKinds.Common | WordKinds.Skill) || !resume.WordAt(i - 1).IsEmpty && words == 0 && token.Is(WordKinds.Dictionary)) && !NameSpellings.IsParticle(resume.Word(token)))
                break;
            if (token.IsProper && (!token.Is(WordKinds.Skill) || token.Is(WordKinds.Name))) words++;
            last = i;
        }
        return last;
    }

    // "Curraghbeg, Ballyhar Road" and below it the town: a road without a number is all of a line.
    private static bool RoadAbovePlace(ResumeText resume, Finds finds, int first, Stretch stretch)
    {
        if (first != stretch.First || stretch.Last - first is < 2 or > MostWords || !AddressFinder.IsStreetWord(resume.Word(resume.Tokens[stretch.Last - 1])) || !AbovePlace(resume, finds, resume.Tokens[first].Line))
            return false;
        for (var i = first; i < stretch.Last; i++)
            if (resume.Tokens[i].Shape != Shape.Capital || finds.IsFound(resume.Tokens[i]) || i + 1 < stretch.Last && (resume.Tokens[i].Is(WordKinds.Skill) || resume.Gap(i) is not (" " or ", "))) return false;
        return true;
    }

    // A town or a postcode follows, on the same line or at the beginning of the next.
    private static bool BeforePlace(ResumeText resume, Finds finds, int last, Stretch stretch)
    {
        if (last + 1 >= resume.Tokens.Count || finds.At(resume.Tokens[last + 1].Start) is not { Kind: HiddenKinds.Place or HiddenKinds.Address })
            return false;
        return last + 1 < stretch.Last ? resume.Gap(last) is ", " or "," or " , " or " " or " - " : resume.Gap(last) is var gap && gap.Length <= 3 && gap.Contains('\n');
    }

    // In columns the next line of an address stands below, not behind; a suburb may stand between.
    private static bool AbovePlace(ResumeText resume, Finds finds, int line)
    {
        var below = LineBelow(resume, line);
        return below >= 0 && resume.Stretches[line].StartsLine
            && (StartsWithPlace(resume, finds, below) || IsSuburb(resume, finds, below) && LineBelow(resume, below) is >= 0 and var next && StartsWithPlace(resume, finds, next));
    }

    // "12 Heol y Deri", "Rhiwbina", "Cardiff CF14 6HG", one below the other.
    private static bool IsBetweenStreetAndTown(ResumeText resume, Finds finds, int line)
    {
        if (!resume.Stretches[line].StartsLine || !IsSuburb(resume, finds, line) || LineBelow(resume, line) is not (>= 0 and var below) || !StartsWithPlace(resume, finds, below))
            return false;
        var above = line - 1;
        while (above > 0 && !resume.Stretches[above].StartsLine) above--;
        return above >= 0 && finds.At(resume.Tokens[resume.Stretches[above].First].Start) is { Kind: HiddenKinds.Address };
    }

    private static int LineBelow(ResumeText resume, int line)
    {
        for (var below = line + 1; below < resume.Stretches.Count; below++)
            if (resume.Stretches[below].StartsLine) return below;
        return -1;
    }

    private static bool StartsWithPlace(ResumeText resume, Finds finds, int line) =>
        finds.At(resume.Tokens[resume.Stretches[line].First].Start) is { Kind: HiddenKinds.Place or HiddenKinds.Address };

    private static bool IsSuburb(ResumeText resume, Finds finds, int line)
    {
        const int MostWords = 2;
        var stretch = resume.Stretches[line];
        return stretch.Last - stretch.First <= MostWords && IsOdd(resume, stretch.First, stretch.Last - 1) && !finds.Any(stretch.Start, stretch.End) && !resume.Sections.IsHeading(line);
    }

    // Capitals or what joins them, none of them a tool and one of them no common word.
    private static bool IsOdd(ResumeText resume, int first, int last)
    {
        var isOdd = false;
        for (var i = first; i <= last; i++)
        {
            var token = resume.Tokens[i];
            if (token.Is(WordKinds.Skill) && !NameSpellings.IsParticle(resume.Word(token)) || i == first && !token.IsProper) return false;
            isOdd |= token.IsProper && !token.Is(WordKinds.Common);
        }
        return isOdd;
    }

    // "Riia 24-17, Tartu", "Thorunnarstraeti 99, 600 Akureyri": one to three words that no list knows for tools, then a number, then the town or its code.
    private static int NameThenNumber(ResumeText resume, Finds finds, int first, Stretch stretch)
    {
        const int Most = 3;
        var i = first;
        for (; i < stretch.Last && i < first + Most && resume.Tokens[i] is { IsProper: true } token && (i == first || resume.Gap(i - 1) is " " or "-" or ". "); i++)
            if (finds.IsFound(token) || token.Is(WordKinds.Skill) || token.Length < 2) return 0;
        if (i == first || i >= stretch.Last || resume.Gap(i - 1) is not (" " or ". " or ", ") || !IsNumber(resume, i))
            return 0;
        while (i + 1 < stretch.Last && IsNumber(resume, i + 1) && resume.Gap(i) is "-" or "/" or " " or " / " or "." or ". ") i++;
        if (BeforePlace(resume, finds, i, stretch))
            return i;
        // A code of three to six digits stands before the town.
        return i + 2 < resume.Tokens.Count && resume.Tokens[i + 1] is { Shape: Shape.Number, Length: >= 3 and <= 6 } && resume.Gap(i).Length <= 2 && BeforePlace(resume, finds, i + 1, resume.Stretches[resume.Tokens[i + 1].Line]) ? i + 1 : 0;
    }

    // "Puthenpurackal House, Near ...", "Rose Cottage, ...": two or three words that end with what a home is called, at the beginning of a line, and a comma.
    private static int NamedHouse(ResumeText resume, Finds finds, int first, Stretch stretch)
    {
        const int Most = 3;
        if (first != stretch.First || !resume.Tokens[first].IsProper)
            return 0;
        for (var i = first + 1; i < stretch.Last && i <= first + Most; i++)
        {
            var token = resume.Tokens[i];
            if (finds.IsFound(token) || !token.IsProper || resume.Gap(i - 1) is not (" " or "-" or "'s "))
                return 0;
            if (Houses.Contains(resume.Word(token)))
                return i + 1 < stretch.Last && resume.Gap(i) is ", " or "," or " , " || i + 1 == stretch.Last && i + 1 < resume.Tokens.Count && finds.At(resume.Tokens[i + 1].Start) is { Kind: HiddenKinds.Place or HiddenKinds.Address } ? i : 0;
        }
        return 0;
    }
}

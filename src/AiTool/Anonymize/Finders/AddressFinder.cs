using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Streets with their numbers, flats, post boxes and postcodes. Towns are left to <see cref="PlaceFinder"/>; neighbours become one "[address]".</summary>
internal sealed partial class AddressFinder : IFind
{
    private const int Reach = 5;
    private const int Longest = 12;

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Address))
            return;
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            if (!token.Is(WordKinds.Cue))
            {
                if (token.Length >= 6 && NumberAfter(resume, i) is var number and > 0 && StreetWords.HasEnding(resume.Word(token)))
                    Add(resume, finds, LeftOfHyphens(resume, i), number, 90);
                continue;
            }
            var word = resume.Word(token);
            // "1-17-9 Kanda-cho"
            if (token.IsProper && StreetWords.After.Contains(word) || word is "cho" or "machi" or "dong" or "ro" or "gil" && i > 0 && resume.Gap(i - 1) is "-" && resume.Tokens[i - 1].IsProper) NumberThenStreet(resume, finds, i);
            if (word is "chome") BlockThenNumber(resume, finds, i);
            else if (StreetWords.Between.Contains(word)) NameThenNumber(resume, finds, i);
            if (StreetWords.Before.Contains(word)) StreetThenNumber(resume, finds, i);
            if (token.IsProper && StreetWords.Places.Contains(word)) PlaceThenNumber(resume, finds, i);
        }
        if (resume.Folded.Contains("box", StringComparison.Ordinal))
            foreach (var match in PostBox().EnumerateMatches(resume.Folded))
                finds.Add(HiddenKinds.Address, match.Index, match.Index + match.Length, "[address]", "post-box", 90);
        HouseNumbers(resume, finds);
        for (var i = 0; i < resume.Tokens.Count; i++)
            if (CanBePostcode(resume, i)) Postcodes(resume, finds, resume.Tokens[i]);
    }

    // "H. No. 221, Vaddo, Near Our Lady": a line that begins so is an address to its end.
    private static void HouseNumbers(ResumeText resume, Finds finds)
    {
        foreach (var stretch in resume.Stretches)
        {
            if (!IsExpected(resume, resume.Tokens[stretch.First]) || finds.IsFound(resume.Tokens[stretch.First]))
                continue;
            foreach (var match in HouseNumber().EnumerateMatches(resume.Folded[stretch.Start..stretch.End]))
            {
                var last = resume.TokenFrom(stretch.Start + match.Index + match.Length - 1);
                while (last + 1 < stretch.Last && !finds.IsFound(resume.Tokens[last + 1]) && resume.Gap(last) is " " or ", " or ". " or "-" or "/" or "'s " && (resume.Tokens[last + 1].IsProper || resume.Tokens[last + 1].Shape is Shape.Number or Shape.Initial or Shape.Mixed || resume.WordAt(last + 1) is "of" or "the" or "near")) last++;
                if (last < stretch.Last)
                    finds.Add(HiddenKinds.Address, stretch.Start + match.Index, resume.Tokens[last].End, "[address]", "house-number", 85);
            }
        }
    }

    /// <summary>The words by which this finder begins to look.</summary>
    public static IEnumerable<string> Cues => StreetWords.After.Set.Concat(StreetWords.Before.Set).Concat(StreetWords.Between.Set).Concat(StreetWords.Places.Set);

    /// <summary>Whether a folded word makes a street's name of what stands before it.</summary>
    public static bool IsStreetWord(ReadOnlySpan<char> word) => StreetWords.After.Contains(word);

    // The whole of it: what stands around the street and belongs to it goes along ("Flat 3, ...", "..., 2nd Cross, Block C").
    private static void Add(ResumeText resume, Finds finds, int first, int last, int confidence)
    {
        first = GrowLeft(resume, finds, first);
        last = GrowRight(resume, finds, last);
        finds.Add(HiddenKinds.Address, resume.Tokens[first].Start, resume.Tokens[last].End, "[a street]", "street", confidence);
    }

    private static int GrowLeft(ResumeText resume, Finds finds, int first)
    {
        for (var steps = 0; first > 0 && steps < Longest; steps++)
        {
            var token = resume.Tokens[first - 1];
            if (token.Line != resume.Tokens[first].Line || finds.IsFound(token) || !IsGap(resume.Gap(first - 1)))
                break;
            var isLetter = token.Shape == Shape.Initial && resume.Gap(first - 1) is "-" or "/" or ". " or ".";
            if (!isLetter && !StreetWords.Units.Contains(resume.Word(token)) && !(IsHouseNumber(token) && !IsYear(resume, token)))
                break;
            first--;
        }
        return first;
    }

    private static int GrowRight(ResumeText resume, Finds finds, int last)
    {
        for (var steps = 0; last + 1 < resume.Tokens.Count && steps < Longest; steps++)
        {
            var token = resume.Tokens[last + 1];
            if (token.Line != resume.Tokens[last].Line || finds.IsFound(token) || !IsGap(resume.Gap(last)))
                break;
            var word = resume.Word(token);
            if (IsHouseNumber(token) && !IsYear(resume, token) || token.Length == 1 && resume.Gap(last) is " " or "-" or "/" or ", " or ". " || StreetWords.Units.Contains(word) || token.IsProper && StreetWords.After.Contains(word)
                || word is "main" or "stage" && IsOrdinal(resume, resume.Tokens[last]) || StreetWords.Quarters.Contains(resume.WordAt(last)) && token.IsProper || token.Shape == Shape.Capital && StreetWords.Quarters.Contains(word))
                last++;
            else if (StreetWithin(resume, finds, last + 1) is var street and > 0)
                last = street;
            else
                break;
        }
        return last;
    }

    // "..., off Nelson Road", "..., Hill Colony": a street word within three words, and only names before it.
    private static int StreetWithin(ResumeText resume, Finds finds, int first)
    {
        const int Near = 3;
        if (resume.WordAt(first) is "off" or "near" or "opp" or "opposite" or "behind") first++;
        for (var i = first; i < resume.Tokens.Count && i < first + Near && resume.Tokens[i].Line == resume.Tokens[first].Line && !finds.IsFound(resume.Tokens[i]); i++)
        {
            if (i > first && resume.Gap(i - 1) is not (" " or ". " or "-"))
                return -1;
            if (i > first && resume.Tokens[i].IsProper && StreetWords.After.Contains(resume.Word(resume.Tokens[i])))
                return i;
            if (!resume.Tokens[i].IsProper && resume.Tokens[i].Shape != Shape.Mixed)
                return -1;
        }
        return -1;
    }

    private static void NumberThenStreet(ResumeText resume, Finds finds, int street)
    {
        // "Java 8/11/17, SQL, PL/SQL"
        if (resume.Gap(street) is "/" && resume.WordAt(street + 1) is "sql")
            return;
        var first = -1;
        for (var i = street - 1; i >= 0 && i >= street - Reach; i--)
        {
            var token = resume.Tokens[i];
            if (token.Line != resume.Tokens[street].Line || !IsGap(resume.Gap(i)))
                break;
            // "Plot 14, Sector 22", "980 Highway 61": beside the street's word a number is that of a house only if another one follows.
            if (IsHouseNumber(token) && (i < street - 1 || StreetWords.Units.Contains(resume.WordAt(i - 1)) && resume.Gap(i) is ", " || resume.WordAt(street + 1) is "of" && resume.WordAt(street + 2) is "the" && IsExpected(resume, token) || NumberAfter(resume, street) > 0 && token.Length >= 3 && resume.Gap(i) is " "))
            {
                first = i;
                break;
            }
            // "42, 3rd Cross"
            if (i == street - 1 && i > 0 && IsOrdinal(resume, token) && IsExpected(resume, token) && IsHouseNumber(resume.Tokens[i - 1]) && resume.Gap(i - 1) is ", ")
            {
                first = i - 1;
                break;
            }
            if (!token.IsProper && token.Shape is not (Shape.Initial or Shape.Mixed or Shape.Number) && !NameSpellings.IsParticle(resume.Word(token)))
                break;
        }
        if (first < 0)
            return;
        // A year and an employer ("2014 Park Lane Hotel") are no address.
        if (IsYear(resume, resume.Tokens[first]))
            return;
        // "10 Azure Landing Zones", "12 HubSpot Landing Pages"
        if (resume.WordAt(street) is "landing" && street + 1 < resume.Tokens.Count && resume.Gap(street) is " " && resume.Tokens[street + 1].Shape == Shape.Capital)
            return;
        var last = street;
        // "1600 Avenue of the Americas"
        if (street + 3 < resume.Tokens.Count && resume.WordAt(street + 1) is "of" && resume.WordAt(street + 2) is "the" && resume.Tokens[street + 3].IsProper)
            last = street + 3;
        Add(resume, finds, first, last, 90);
    }

    // "Nakano 2-chome 3-5"
    private static void BlockThenNumber(ResumeText resume, Finds finds, int block)
    {
        if (block > 1 && resume.Gap(block - 1) is "-" && IsHouseNumber(resume.Tokens[block - 1]) && resume.Tokens[block - 2].IsProper && resume.Tokens[block - 2].Line == resume.Tokens[block].Line && resume.Gap(block - 2) is " ")
            Add(resume, finds, block - 2, block, 88);
    }

    // "Kaiser-Wilhelm-Ring 5", "Gazi Mah. Lale Sok. No: 3": in small letters ("Storgata gate 3") only where an address is expected.
    private static void NameThenNumber(ResumeText resume, Finds finds, int street)
    {
        var token = resume.Tokens[street];
        if (street == 0 || !resume.Tokens[street - 1].IsProper || resume.Gap(street - 1) is not (" " or "-") || resume.Tokens[street - 1].Line != token.Line || NumberAfter(resume, street) is not (> 0 and var last))
            return;
        if (!IsExpected(resume, token) && (!token.IsProper || resume.Word(token) is "street" or "st" or "ring" or "gate" or "ter"))
            return;
        var first = street - 1;
        while (first > 0 && street - first < Reach && resume.Tokens[first - 1] is { IsProper: true } before && before.Line == token.Line && !finds.IsFound(before)
            && (resume.Gap(first - 1) is "-" || resume.Gap(first - 1) is " " or ". " && (StreetWords.Between.Contains(resume.Word(before)) || StreetWords.Between.Contains(resume.Word(resume.Tokens[first])))))
            first--;
        Add(resume, finds, first, last, 88);
    }

    // "Am Muehlenberg 4", "An der alten Post 7"
    private static void PlaceThenNumber(ResumeText resume, Finds finds, int first)
    {
        const int MostWords = 4;
        if (!IsExpected(resume, resume.Tokens[first]))
            return;
        for (var i = first + 1; i < resume.Tokens.Count && i <= first + MostWords && resume.Tokens[i].Line == resume.Tokens[first].Line && resume.Gap(i - 1) is " "; i++)
        {
            if (resume.Tokens[i].IsProper && NumberAfter(resume, i) is var last and > 0 && resume.Gap(i) is " " && resume.Tokens[last] is not { Shape: Shape.Number, Length: 4 })
            {
                Add(resume, finds, first, last, 80);
                return;
            }
            if (resume.Tokens[i].Shape == Shape.Capital && i > first + 2)
                return;
        }
    }

    private static void StreetThenNumber(ResumeText resume, Finds finds, int street)
    {
        var token = resume.Tokens[street];
        var word = resume.Word(token);
        var isTop = IsExpected(resume, token);
        // "C/ Mayor, 12"
        if (word is "c" && !(token.Shape == Shape.Initial && (resume.Gap(street) is "/ " or "/" && isTop || IsCalle(resume, street))))
            return;
        // "via", "al" and "place" are words of other languages too.
        var hasNumberBefore = street > 0 && resume.Tokens[street - 1].Line == token.Line && (IsHouseNumber(resume.Tokens[street - 1]) && resume.Gap(street - 1) is " " or ", " or "," || resume.WordAt(street - 1) is "bis" or "ter" && street > 1 && IsHouseNumber(resume.Tokens[street - 2]));
        if (token.Shape == Shape.Lower && word is "via" or "al" or "os" or "plac" or "bd" or "avenue" or "place" or "pl" or "route" or "av" or "str" or "pho" or "ngo" or "plaza" or "largo" or "diagonal" or "privada" or "cerrada" && resume.Gap(street) is not ". " && !(hasNumberBefore && isTop))
            return;
        if (word is "place" or "route" or "pl" or "str" or "cours" && !isTop)
            return;
        var last = -1;
        for (var i = street + 1; i < resume.Tokens.Count && i <= street + Reach && resume.Tokens[i].Line == token.Line; i++)
        {
            if (!IsGap(resume.Gap(i - 1)) && resume.Gap(i - 1) is not "/ ")
                break;
            if (IsHouseNumber(resume.Tokens[i]))
            {
                last = i;
                break;
            }
            if (!resume.Tokens[i].IsProper && !NameSpellings.IsParticle(resume.Word(resume.Tokens[i])) && !StreetWords.Units.Contains(resume.Word(resume.Tokens[i])))
                break;
        }
        var first = hasNumberBefore ? street - 1 : street;
        if (hasNumberBefore && street + 1 < resume.Tokens.Count && resume.Tokens[street + 1].Line == token.Line)
        {
            var end = street + 1;
            while (end + 1 < resume.Tokens.Count && end < street + Reach && resume.Tokens[end + 1].Line == token.Line && resume.Gap(end) is " " or "-" or "'" or "\u2019" && (resume.Tokens[end + 1].IsProper || NameSpellings.IsParticle(resume.Word(resume.Tokens[end + 1])))) end++;
            last = Math.Max(last, end);
        }
        // "Quartier Agdal": without a number only where an address is expected.
        if (last < 0 && isTop && token.Length > 3 && street + 1 < resume.Tokens.Count && resume.Tokens[street + 1].IsProper && resume.Gap(street) is " " or ". " && word is not ("place" or "cours" or "route" or "largo" or "plaza" or "diagonal"))
            last = street + 1;
        if (last < 0 || !isTop && !resume.Tokens[last].IsProper && token.Length < 3 && word is not ("ul" or "c"))
            return;
        Add(resume, finds, first, last, 85);
    }

    // "C/ Bizcocheros, 31": the mark, one name, a comma and a number are no list of languages.
    private static bool IsCalle(ResumeText resume, int c) =>
        resume.Gap(c) is "/ " && c + 2 < resume.Tokens.Count && resume.Tokens[c + 1] is { Shape: Shape.Capital, Length: > 3 } name && !name.Is(WordKinds.Skill) && resume.Gap(c + 1) is ", " && resume.Tokens[c + 2] is { Shape: Shape.Number, Length: <= 3 };

    // The number of the house behind a street's name: "5", "No: 5", "nr. 5".
    private static int NumberAfter(ResumeText resume, int street)
    {
        if (street + 1 >= resume.Tokens.Count || resume.Tokens[street + 1].Line != resume.Tokens[street].Line)
            return -1;
        var gap = resume.Gap(street);
        if (IsHouseNumber(resume.Tokens[street + 1]))
            return gap is " " or ". " or ", " or "., " or "-" or " #" or " # " ? street + 1 : -1;
        return street + 2 < resume.Tokens.Count && resume.WordAt(street + 1) is "no" or "nr" or "n\u00BA" or "num" or "d" && gap is " " or ", " or ". " or "., " && IsHouseNumber(resume.Tokens[street + 2]) && resume.Gap(street + 1) is ": " or ". " or " " or "." or ":" ? street + 2 : -1;
    }

    // "Max-Planck-Strasse": what hangs on the street's word.
    private static int LeftOfHyphens(ResumeText resume, int i)
    {
        while (i > 0 && resume.Gap(i - 1) is "-" && resume.Tokens[i - 1] is { IsProper: true } before && before.Line == resume.Tokens[i].Line) i--;
        return i;
    }

    private static bool IsGap(ReadOnlySpan<char> gap) => Gaps.InAddress(gap) || gap is "'s " or "'S " or "\u2019s " or "\u2019S " or " - ";

    private static bool IsExpected(ResumeText resume, Token token) => resume.Sections[token.Line] is Section.Top or Section.Personal or Section.References;

    // Among dates of work four digits are a year.
    private static bool IsYear(ResumeText resume, Token token) =>
        token is { Shape: Shape.Number, Length: 4 } && resume.Text[token.Start] is '1' or '2' && resume.Text[token.Start + 1] is '9' or '0' && !IsExpected(resume, token);

    // "3rd"
    private static bool IsOrdinal(ResumeText resume, Token token) =>
        token is { Shape: Shape.Mixed, Length: <= 4 } && char.IsAsciiDigit(resume.Text[token.Start]) && resume.Word(token)[^2..] is "st" or "nd" or "rd" or "th";

    private static bool IsHouseNumber(Token token) => token.Shape == Shape.Number && token.Length <= 5 || token.Shape == Shape.Mixed && token.Length <= 6;

    // The pattern is asked only where letters and digits stand together, or groups of digits that have the length of one.
    private static bool CanBePostcode(ResumeText resume, int i) => resume.Tokens[i] switch
    {
        { Shape: Shape.Mixed, Length: <= 7 } => true,
        { Shape: Shape.Number, Length: 4 } => i + 1 < resume.Tokens.Count && resume.Tokens[i + 1] is { Shape: Shape.Upper, Length: 2 },
        { Shape: Shape.Number, Length: 2 } => i + 1 < resume.Tokens.Count && resume.Tokens[i + 1] is { Shape: Shape.Number, Length: 3 } && resume.Gap(i) is "-",
        _ => false,
    };

    private static void Postcodes(ResumeText resume, Finds finds, Token token)
    {
        const int Near = 30;
        var near = resume.Text.AsSpan(0, Math.Min(resume.Text.Length, token.End + Near));
        foreach (var match in Postcode().EnumerateMatches(near, token.Start))
        {
            // "2018 SD Negeri": among work and studies four digits are a year.
            if (match.Index == token.Start && !IsYear(resume, token)) finds.Add(HiddenKinds.Address, match.Index, match.Index + match.Length, "[postcode]", "postcode", 88);
            return;
        }
    }

    [GeneratedRegex(@"^ ?#?(?:h(?:ouse)?|d(?:oor)?|flat|plot|shop)(?:\. ?| )no\b[.:]{0,2} ?#?\d", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"\b(?:p\.? ?o\.? ?box:? ?(?:[a-z]{1,3} ?)?\d{1,6}(?:-\d{3,5})?|(?:rr|hc|rt|route) ?\d{1,3},? box \d{1,5}(?:-?[a-z])?|postbox \d{1,5}|(?:unit|psc) \d{1,5},? box \d{1,5})\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PostBox();

    // United Kingdom, Canada, Ireland, the Netherlands, Poland.
    [GeneratedRegex(@"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[AC-FHKNPRTV-Y][0-9]{2} [0-9A-Z]{4}|[1-9][0-9]{3} ?[A-Z]{2}(?= +[A-Z][a-z]{2})|[0-9]{2}-[0-9]{3}(?= +[\p{Lu}][\p{Ll}]{2}))\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Postcode();
}

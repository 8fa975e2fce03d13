using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Streets with their numbers, flats, post boxes and postcodes. Towns are left to <see cref="PlaceFinder"/>; neighbours become one "[address]".</summary>
internal sealed partial class AddressFinder : IFind
{
    private const int Reach = 5;

    // After the name: "22 Cheetham Rise".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> After = WordSet.Of("""
        street st road rd avenue ave av lane ln drive dr court ct boulevard blvd way close crescent cres place pl terrace square sq parkway pkwy highway hwy rise gardens
        grove circle cir trail walk row mews hill heights view park plaza alley loop pike run nagar colony marg layout chowk cross sector block phase society apartment apartments
        enclave vihar bagh residency towers estate extension galli peth puram caddesi cad sokak sok
        """);

    // Before the name: "rue Oued Ziz 5".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Before = WordSet.Of(
        "rue avenue boulevard calle carrera via viale corso piazza ulica ul rua avenida praca travessa quartier plac aleja al os jalan jl strada bd allee chemin impasse paseo");

    // After the name and before the number: "Lichtenberger Ufer 5".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Between = WordSet.Of("ufer damm platz ring chaussee promenade strasse str weg gasse allee straat plein gracht kade gade vej gata gatan tie katu utca ut mah mahallesi sok cad sokak");

    // Before a number: "Flat 3".
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Units = WordSet.Of("flat apt apartment unit suite room house plot door block no h d hno dno building bldg floor villa ste bungalow");

    private static readonly string[] Suffixes =
        ["strasse", "straat", "gasse", "allee", "platz", "gaten", "gatan", "vagen", "veien", "gade", "utca", "laan", "vej", "gata", "str", "weg", "tie", "katu"];

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.Address))
            return;
        for (var i = 0; i < resume.Tokens.Count; i++)
        {
            var token = resume.Tokens[i];
            var word = resume.Word(token);
            if (token.IsProper && After.Contains(word)) NumberThenStreet(resume, finds, i);
            if (token.IsProper && Between.Contains(word) && i > 0 && i + 1 < resume.Tokens.Count && IsHouseNumber(resume.Tokens[i + 1]) && resume.Gap(i) is " " or ". " && resume.Gap(i - 1) is " " or "-" && resume.Tokens[i - 1].IsProper)
                finds.Add(HiddenKinds.Address, resume.Tokens[i - 1].Start, resume.Tokens[i + 1].End, "[a street]", "street", 88);
            if (token.Length is >= 2 and <= 9 && Before.Contains(word)) StreetThenNumber(resume, finds, i);
            if (token.Length >= 6 && i + 1 < resume.Tokens.Count && IsHouseNumber(resume.Tokens[i + 1]) && resume.Gap(i) is " " or ". " or ", " && HasStreetEnding(word))
                finds.Add(HiddenKinds.Address, token.Start, resume.Tokens[i + 1].End, "[a street]", "street", 90);
        }
        if (resume.Folded.Contains("box", StringComparison.Ordinal))
            foreach (var match in PostBox().EnumerateMatches(resume.Folded))
                finds.Add(HiddenKinds.Address, match.Index, match.Index + match.Length, "[address]", "post-box", 90);
        foreach (var match in Postcode().EnumerateMatches(resume.Text))
            finds.Add(HiddenKinds.Address, match.Index, match.Index + match.Length, "[postcode]", "postcode", 88);
    }

    private static void NumberThenStreet(ResumeText resume, Finds finds, int street)
    {
        var first = -1;
        for (var i = street - 1; i >= 0 && i >= street - Reach; i--)
        {
            var token = resume.Tokens[i];
            if (token.Line != resume.Tokens[street].Line || !Gaps.InAddress(resume.Gap(i)))
                break;
            if (IsHouseNumber(token) && i < street - 1)
            {
                first = i;
                break;
            }
            if (!token.IsProper && token.Shape is not (Shape.Initial or Shape.Mixed or Shape.Number) && !NameSpellings.IsParticle(resume.Word(token)))
                break;
        }
        if (first < 0)
            return;
        // A year and an employer ("2014 Park Lane Hotel") are no address.
        if (resume.Tokens[first] is { Shape: Shape.Number, Length: 4 } year && resume.Text[year.Start] is '1' or '2' && resume.Sections[year.Line] is not (Section.Top or Section.Personal))
            return;
        while (first > 0 && first > street - 12 && resume.Tokens[first - 1].Line == resume.Tokens[street].Line
            && (Units.Contains(resume.Word(resume.Tokens[first - 1])) || IsHouseNumber(resume.Tokens[first - 1])) && Gaps.InAddress(resume.Gap(first - 1)))
            first--;
        var last = street;
        while (last + 1 < resume.Tokens.Count && last < street + 4 && resume.Tokens[last + 1].Line == resume.Tokens[street].Line && Gaps.InAddress(resume.Gap(last))
            && (Units.Contains(resume.Word(resume.Tokens[last + 1])) || IsHouseNumber(resume.Tokens[last + 1]) || After.Contains(resume.Word(resume.Tokens[last + 1])) && resume.Tokens[last + 1].IsProper))
            last++;
        finds.Add(HiddenKinds.Address, resume.Tokens[first].Start, resume.Tokens[last].End, "[a street]", "street", 90);
    }

    private static void StreetThenNumber(ResumeText resume, Finds finds, int street)
    {
        var isTop = resume.Sections[resume.Tokens[street].Line] is Section.Top or Section.Personal;
        var last = -1;
        for (var i = street + 1; i < resume.Tokens.Count && i <= street + Reach && resume.Tokens[i].Line == resume.Tokens[street].Line; i++)
        {
            if (!Gaps.InAddress(resume.Gap(i - 1)))
                break;
            if (IsHouseNumber(resume.Tokens[i]))
            {
                last = i;
                break;
            }
            if (!resume.Tokens[i].IsProper && !NameSpellings.IsParticle(resume.Word(resume.Tokens[i])))
                break;
        }
        var first = street > 0 && IsHouseNumber(resume.Tokens[street - 1]) && resume.Gap(street - 1) is " " or ", " or " bis " or "," ? street - 1 : street;
        if (last < 0 && first < street && street + 1 < resume.Tokens.Count && resume.Tokens[street + 1].Line == resume.Tokens[street].Line)
        {
            last = street + 1;
            while (last + 1 < resume.Tokens.Count && last < street + Reach && resume.Gap(last) is " " or "-" or "'" && (resume.Tokens[last + 1].IsProper || NameSpellings.IsParticle(resume.Word(resume.Tokens[last + 1])))) last++;
        }
        // "Quartier Agdal": without a number only where an address is expected.
        if (last < 0 && isTop && resume.Tokens[street].Length > 3 && street + 1 < resume.Tokens.Count && resume.Tokens[street + 1].IsProper && resume.Gap(street) is " " or ". ")
            last = street + 1;
        // "via" and "al" are words of other languages too.
        if (resume.Tokens[street].Shape == Shape.Lower && resume.Word(resume.Tokens[street]) is "via" or "al" or "os" or "plac" or "bd" or "avenue")
            return;
        if (last < 0 || !isTop && !resume.Tokens[last].IsProper && resume.Tokens[street].Length < 3)
            return;
        finds.Add(HiddenKinds.Address, resume.Tokens[first].Start, resume.Tokens[last].End, "[a street]", "street", 85);
    }

    private static bool HasStreetEnding(ReadOnlySpan<char> word)
    {
        foreach (var suffix in Suffixes)
            if (word.Length > suffix.Length + 2 && word.EndsWith(suffix)) return true;
        return word.EndsWith("stra\u00DFe");
    }

    /// <summary>Whether a folded word makes a street's name of what stands before it.</summary>
    public static bool IsStreetWord(ReadOnlySpan<char> word) => After.Contains(word);

    private static bool IsHouseNumber(Token token) => token.Shape == Shape.Number && token.Length <= 5 || token.Shape == Shape.Mixed && token.Length <= 6;

    [GeneratedRegex(@"\bp\.? ?o\.? ?box:? ?\d{1,6}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex PostBox();

    // United Kingdom, Canada, Ireland, the Netherlands, Poland.
    [GeneratedRegex(@"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[AC-FHKNPRTV-Y][0-9]{2} [0-9A-Z]{4}|[1-9][0-9]{3} ?[A-Z]{2}(?= +[A-Z][a-z]{2})|[0-9]{2}-[0-9]{3}(?= +[\p{Lu}][\p{Ll}]{2}))\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Postcode();
}

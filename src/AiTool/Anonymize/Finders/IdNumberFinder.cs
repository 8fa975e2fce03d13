using System.Text.RegularExpressions;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>
/// Numbers by which states and banks know a person, without a label that ends in a colon. The check that most of them carry is calculated, so that an order
/// or a part number stays; the others are told by their form alone.
/// </summary>
internal sealed partial class IdNumberFinder : IFind
{
    private delegate bool Check(ReadOnlySpan<char> number);

    /// <summary>A number's form and its check.</summary>
    /// <param name="Runs">How many digits may stand at its beginning without a mark between them; nothing for a number that begins with letters.</param>
    private sealed record Kind(Regex Form, Check Check, params int[] Runs)
    {
        /// <summary>Whether the form may take a word in capitals that follows for its last part.</summary>
        public bool MayTakeNext { get; init; }
    }

    private static readonly Kind[] OfLetters =
    [
        new(Iban(), IdChecks.Iban) { MayTakeNext = true },
        new(SpanishNie(), IdChecks.Spanish),
        new(HongKong(), IdChecks.HongKong),
        new(Singapore(), IdChecks.Singapore),
        new(BritishInsurance(), IdChecks.None),
        new(IndianTax(), IdChecks.None),
        new(ItalianTax(), IdChecks.None),
        new(MexicanPopulation(), IdChecks.None),
    ];

    private static readonly Kind[] OfDigits =
    [
        new(SpanishDni(), IdChecks.Spanish, 8),
        new(AmericanSocial(), IdChecks.None, 3),
        new(BrazilianTax(), IdChecks.Brazilian, 3),
        new(Indian(), IdChecks.Verhoeff, 4),
        new(Finnish(), IdChecks.Finnish, 6),
        new(Swedish(), IdChecks.BornAndLuhn, 6, 8, 12),
        new(French(), IdChecks.French, 1, 6, 13, 15),
        new(Polish(), IdChecks.Polish, 11),
        new(Turkish(), IdChecks.Turkish, 11),
        new(Chinese(), IdChecks.Chinese, 17, 18),
        new(SouthAfrican(), IdChecks.BornAndLuhn, 6, 13),
        new(Emirates(), IdChecks.Luhn, 3, 15),
        new(Malaysian(), IdChecks.None, 6),
        new(Card(), IdChecks.Luhn, 4, 12, 13, 14, 15, 16, 17, 18, 19),
    ];

    private static readonly int LongestRun = OfDigits.SelectMany(kind => kind.Runs).Max();

    // Years and small numbers are what most digits are: they are asked about little or nothing.
    private static readonly Kind[][] ByRun = [.. Enumerable.Range(0, LongestRun + 1).Select(run => Array.FindAll(OfDigits, kind => kind.Runs.Contains(run)))];

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.IdNumber))
            return;
        ReadOnlySpan<char> text = resume.WithPlainDigits;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i..].IndexOfAnyInRange('0', '9') is var next && next < 0)
                return;
            i += next;
            var run = 1;
            while (i + run < text.Length && char.IsAsciiDigit(text[i + run])) run++;
            var start = LettersBefore(text, i);
            var end = start < i ? End(text, start, OfLetters, finds) : 0;
            // "DNI 12345678Z": the letters may be a label.
            if (end == 0 && run <= LongestRun) end = End(text, start = i, ByRun[run], finds);
            if (end > 0)
                finds.Add(HiddenKinds.IdNumber, start, end, "[id number]", "id-number", 90);
            i = Math.Max(i + run, end) - 1;
        }
    }

    // "ES" of an account's number; a mark or a space may stand between.
    private static int LettersBefore(ReadOnlySpan<char> text, int digit)
    {
        const int Most = 6;
        var start = digit;
        if (start > 1 && text[start - 1] is '-' or ' ' && char.IsAsciiLetterUpper(text[start - 2])) start--;
        while (start > 0 && digit - start <= Most && char.IsAsciiLetterUpper(text[start - 1])) start--;
        return text[start] is ' ' or '-' ? digit : start;
    }

    // A longer word or number, a price, a phone number of another country. Scripts without cases write no space before a number.
    private static bool IsWithin(ReadOnlySpan<char> text, int start)
    {
        if (start == 0)
            return false;
        var before = text[start - 1];
        if (before is '.')
            return start == 1 || !char.IsLetter(text[start - 2]);
        if (before is ' ')
            return IsCountryCode(text[..(start - 1)]);
        return char.IsAsciiDigit(before) || char.IsUpper(before) || char.IsLower(before) || before is '-' or '/' or '$' or '+' or '_';
    }

    // "+55"
    private static bool IsCountryCode(ReadOnlySpan<char> before)
    {
        var digits = 0;
        while (digits < 3 && digits < before.Length && char.IsAsciiDigit(before[^(digits + 1)])) digits++;
        return digits > 0 && digits < before.Length && before[^(digits + 1)] == '+';
    }

    // Where the number ends that begins here; 0 when none does.
    private static int End(ReadOnlySpan<char> text, int start, Kind[] kinds, Finds finds)
    {
        const int Longest = 48;
        const int Shortest = 8;
        var rest = text[start..Math.Min(text.Length, start + Longest)];
        if (kinds.Length == 0 || rest.Length < Shortest || IsWithin(text, start) || finds.IsFound(start))
            return 0;
        foreach (var kind in kinds)
        {
            var matches = kind.Form.EnumerateMatches(rest);
            if (!matches.MoveNext())
                continue;
            for (var length = matches.Current.Length; length >= Shortest; length = kind.MayTakeNext ? rest[..length].LastIndexOf(' ') : 0)
                if (kind.Check(rest[..length])) return start + length;
        }
        return 0;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 10_000;

    [GeneratedRegex(@"\A[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Iban();

    [GeneratedRegex(@"\A[XYZ]-?[0-9]{7}-?[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex SpanishNie();

    [GeneratedRegex(@"\A[0-9]{8}-?[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex SpanishDni();

    [GeneratedRegex(@"\A[A-Z]{1,2}[0-9]{6} ?\([0-9A]\)", Options, Limit)]
    private static partial Regex HongKong();

    [GeneratedRegex(@"\A[STFGM][0-9]{7}[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Singapore();

    // Some letters and some pairs are never given out.
    [GeneratedRegex(@"\A(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex BritishInsurance();

    // The fourth letter tells a person from a firm.
    [GeneratedRegex(@"\A[A-Z]{3}P[A-Z][0-9]{4}[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex IndianTax();

    [GeneratedRegex(@"\A[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex ItalianTax();

    [GeneratedRegex(@"\A[A-Z]{4}[0-9]{6}[HMX][A-Z]{5}[A-Z0-9][0-9](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex MexicanPopulation();

    [GeneratedRegex(@"\A(?!000|666|9)[0-9]{3}[-\u2010\u2011\u2013](?!00)[0-9]{2}[-\u2010\u2011\u2013](?!0000)[0-9]{4}(?![-0-9])", Options, Limit)]
    private static partial Regex AmericanSocial();

    [GeneratedRegex(@"\A[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}(?![0-9])", Options, Limit)]
    private static partial Regex BrazilianTax();

    // Three years in a row may pass the check.
    [GeneratedRegex(@"\A(?!(?:19|20)[0-9]{2}[ -](?:19|20)[0-9]{2}[ -](?:19|20))[2-9][0-9]{3}([ -])[0-9]{4}\1[0-9]{4}(?![ -]?[0-9])", RegexOptions.CultureInvariant, Limit)]
    private static partial Regex Indian();

    [GeneratedRegex(@"\A[0-3][0-9][01][0-9]{3}[-+A-FU-Y][0-9]{3}[0-9A-Y](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Finnish();

    [GeneratedRegex(@"\A(19|20)?[0-9]{2}[01][0-9]{3}[-+]?[0-9]{4}(?![-0-9])", Options, Limit)]
    private static partial Regex Swedish();

    [GeneratedRegex(@"\A[12] ?[0-9]{2} ?[01][0-9] ?[0-9][0-9AB] ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}(?! ?[0-9])", Options, Limit)]
    private static partial Regex French();

    [GeneratedRegex(@"\A[0-9]{11}(?![-.0-9])", Options, Limit)]
    private static partial Regex Polish();

    [GeneratedRegex(@"\A[1-9][0-9]{10}(?![-.0-9])", Options, Limit)]
    private static partial Regex Turkish();

    [GeneratedRegex(@"\A[1-9][0-9]{5}(19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\A[0-9]{2}[01][0-9][0-3][0-9] ?[0-9]{4} ?[01][0-9]{2}(?![-.0-9])", Options, Limit)]
    private static partial Regex SouthAfrican();

    [GeneratedRegex(@"\A784-?[0-9]{4}-?[0-9]{7}-?[0-9](?![-0-9])", Options, Limit)]
    private static partial Regex Emirates();

    [GeneratedRegex(@"\A[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])-[0-9]{2}-[0-9]{4}(?![-0-9])", Options, Limit)]
    private static partial Regex Malaysian();

    // Of a bank: ISO/IEC 7812 numbers of travel, banking and shops.
    [GeneratedRegex(@"\A(?:[2-6][0-9]{11,18}|[2-6][0-9]{3}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}|3[47][0-9]{2}([ -])[0-9]{6}\2[0-9]{5})(?![ -]?[0-9])", RegexOptions.CultureInvariant, Limit)]
    private static partial Regex Card();
}

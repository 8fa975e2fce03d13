using System.Text.RegularExpressions;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>
/// Numbers by which states and banks know a person, without a label. Where the number carries a check, it is calculated, so that an order or a part number stays;
/// the others are told by their form alone.
/// </summary>
internal sealed partial class IdNumberFinder : IFind
{
    private delegate bool Check(ReadOnlySpan<char> number);

    /// <summary>A number's form and its check.</summary>
    /// <param name="Runs">How many digits may stand at its beginning without a mark between them; nothing for a number that begins with letters.</param>
    private sealed record Kind(Regex Form, Check Check, params int[] Runs);

    private static readonly Kind[] OfLetters =
    [
        new(Iban(), IdChecks.Iban),
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
        new(Swedish(), IdChecks.BornAndLuhn, 6, 8),
        new(French(), IdChecks.French, 1, 6, 15),
        new(Polish(), IdChecks.Polish, 11),
        new(Turkish(), IdChecks.Turkish, 11),
        new(Chinese(), IdChecks.Chinese, 17, 18),
        new(SouthAfrican(), IdChecks.BornAndLuhn, 6, 13),
        new(Emirates(), IdChecks.Luhn, 3, 15),
        new(Malaysian(), IdChecks.None, 6),
        new(Card(), IdChecks.Luhn, 4, 12, 13, 14, 15, 16, 17, 18, 19),
    ];

    private const int LongestRun = 19;

    // Years and small numbers are what most digits are: they are asked about little or nothing.
    private static readonly Kind[][] ByRun = [.. Enumerable.Range(0, LongestRun + 1).Select(run => Array.FindAll(OfDigits, kind => kind.Runs.Contains(run)))];

    public void Find(ResumeText resume, Finds finds)
    {
        if (!finds.Hides(HiddenKinds.IdNumber))
            return;
        var text = resume.Text.AsSpan();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i..].IndexOfAnyInRange('0', '9') is var next && next < 0)
                return;
            i += next;
            var run = 1;
            while (i + run < text.Length && char.IsAsciiDigit(text[i + run])) run++;
            var start = LettersBefore(text, i);
            var kinds = start < i ? OfLetters : run <= LongestRun ? ByRun[run] : [];
            var end = kinds.Length == 0 || IsWithin(text, start) || finds.IsFound(start) ? 0 : End(text[start..], kinds);
            if (end > 0)
                finds.Add(HiddenKinds.IdNumber, start, start + end, "[id number]", "id-number", 90);
            i = Math.Max(i + run, start + end) - 1;
        }
    }

    private static bool IsWithin(ReadOnlySpan<char> text, int start) => start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] is '-' or '.' or '/' or '#' or '$' or '+' or '_');

    // "ES" of an account's number; a mark or a space may stand between.
    private static int LettersBefore(ReadOnlySpan<char> text, int digit)
    {
        const int Most = 6;
        var start = digit;
        if (start > 1 && text[start - 1] is '-' or ' ' && char.IsAsciiLetterUpper(text[start - 2])) start--;
        while (start > 0 && digit - start <= Most && char.IsAsciiLetterUpper(text[start - 1])) start--;
        // "Since 2014" and "IN 2014" are words before a number.
        return text[start] is ' ' or '-' || start > 0 && char.IsLetter(text[start - 1]) ? digit : start;
    }

    // How long the number is that begins a text; 0 when none does.
    private static int End(ReadOnlySpan<char> text, Kind[] kinds)
    {
        const int Longest = 48;
        const int Shortest = 8;
        var rest = text[..Math.Min(text.Length, Longest)];
        if (rest.Length < Shortest)
            return 0;
        foreach (var kind in kinds)
        {
            var matches = kind.Form.EnumerateMatches(rest);
            if (matches.MoveNext() && kind.Check(rest[..matches.Current.Length]))
                return matches.Current.Length;
        }
        return 0;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Limit = 10_000;

    [GeneratedRegex(@"\A[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Iban();

    [GeneratedRegex(@"\A[XYZ]-?\d{7}-?[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex SpanishNie();

    [GeneratedRegex(@"\A\d{8}-?[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex SpanishDni();

    [GeneratedRegex(@"\A[A-Z]{1,2}\d{6} ?\([0-9A]\)", Options, Limit)]
    private static partial Regex HongKong();

    [GeneratedRegex(@"\A[STFGM]\d{7}[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Singapore();

    // Some letters and some pairs are never given out.
    [GeneratedRegex(@"\A(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex BritishInsurance();

    // The fourth letter tells a person from a firm.
    [GeneratedRegex(@"\A[A-Z]{3}P[A-Z]\d{4}[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex IndianTax();

    [GeneratedRegex(@"\A[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex ItalianTax();

    [GeneratedRegex(@"\A[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d(?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex MexicanPopulation();

    [GeneratedRegex(@"\A(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![-\d])", Options, Limit)]
    private static partial Regex AmericanSocial();

    [GeneratedRegex(@"\A\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)", Options, Limit)]
    private static partial Regex BrazilianTax();

    [GeneratedRegex(@"\A[2-9]\d{3}([ -])\d{4}\1\d{4}(?![ -]?\d)", RegexOptions.CultureInvariant, Limit)]
    private static partial Regex Indian();

    [GeneratedRegex(@"\A[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-Y](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Finnish();

    [GeneratedRegex(@"\A(19|20)?\d{2}[01]\d[0-3]\d[-+]\d{4}(?![-\d])", Options, Limit)]
    private static partial Regex Swedish();

    [GeneratedRegex(@"\A[12] ?\d{2} ?[01]\d ?\d[0-9AB] ?\d{3} ?\d{3} ?\d{2}(?! ?\d)", Options, Limit)]
    private static partial Regex French();

    [GeneratedRegex(@"\A\d{11}(?![-.\d])", Options, Limit)]
    private static partial Regex Polish();

    [GeneratedRegex(@"\A[1-9]\d{10}(?![-.\d])", Options, Limit)]
    private static partial Regex Turkish();

    [GeneratedRegex(@"\A[1-9]\d{5}(19|20)\d{2}[01]\d[0-3]\d{4}[0-9X](?![A-Za-z0-9])", Options, Limit)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\A\d{2}[01]\d[0-3]\d ?\d{4} ?[01]\d{2}(?![-.\d])", Options, Limit)]
    private static partial Regex SouthAfrican();

    [GeneratedRegex(@"\A784-?\d{4}-?\d{7}-?\d(?![-\d])", Options, Limit)]
    private static partial Regex Emirates();

    [GeneratedRegex(@"\A\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-\d{2}-\d{4}(?![-\d])", Options, Limit)]
    private static partial Regex Malaysian();

    // Of a bank: ISO/IEC 7812 numbers of travel, banking and shops.
    [GeneratedRegex(@"\A(?:[3-6]\d{11,18}|[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,7}|3[47]\d{2}([ -])\d{6}\2\d{5})(?![ -]?\d)", RegexOptions.CultureInvariant, Limit)]
    private static partial Regex Card();
}

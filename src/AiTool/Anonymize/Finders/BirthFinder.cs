using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Dates of birth and ages in running text.</summary>
internal sealed partial class BirthFinder : IFind
{
    public void Find(ResumeText resume, Finds finds)
    {
        Dates(resume, finds);
        foreach (var born in finds.All.Where(f => f.Kind == HiddenKinds.BirthDate).ToArray())
            BirthPlace(resume, finds, born.End);
    }

    private static void Dates(ResumeText resume, Finds finds)
    {
        foreach (var stretch in resume.Stretches)
        {
            Alone(resume, finds, stretch);
            // "* 12.03.1990"
            var isMarked = resume.Text[stretch.Start] == '*' && IsPersonal(resume, stretch);
            if (!isMarked && !resume.Has(stretch, WordKinds.Trait))
                continue;
            // A heading and its date may stand on two lines.
            var folded = resume.Folded[stretch.Start..Math.Min(resume.Text.Length, stretch.End + 30)];
            if (!HasDigit(folded))
                continue;
            foreach (var match in Born().EnumerateMatches(folded))
            {
                if (match.Index >= stretch.End - stretch.Start)
                    break;
                var (start, end) = (stretch.Start + match.Index, stretch.Start + match.Index + match.Length);
                // Found by its label already.
                if (finds.At(end - 1) is not { Kind: HiddenKinds.BirthDate })
                    finds.Add(HiddenKinds.BirthDate, start, end, "[date of birth]", "born", 95);
            }
            foreach (var match in Aged().EnumerateMatches(folded))
                if (match.Index < stretch.End - stretch.Start) finds.Add(HiddenKinds.Age, stretch.Start + match.Index, stretch.Start + match.Index + match.Length, "[age]", "age", 85);
        }
    }

    // No date and no age is without one, in whatever script.
    private static bool HasDigit(ReadOnlySpan<char> line) => line.ContainsAnyInRange('0', '9') || line.ContainsAnyExceptInRange('\0', '\u007F');

    private static bool IsPersonal(ResumeText resume, Stretch stretch)
    {
        var token = resume.TokenFrom(stretch.Start);
        return token < resume.Tokens.Count && resume.Sections[resume.Tokens[token].Line] is Section.Top or Section.Personal;
    }

    // "28.08.1983, Sumgait", "2 May 1990 in Zgierz": what follows the date and is no word of the language is where.
    private static void BirthPlace(ResumeText resume, Finds finds, int end)
    {
        var first = PlaceAfter(resume, end);
        if (first < 0)
            return;
        var last = LastWord(resume, finds, first);
        if (last >= first && EndsBehind(resume, first, last))
            finds.Add(HiddenKinds.Place, resume.Tokens[first].Start, resume.Tokens[last].End, "[a town]", "birth-place", 80);
    }

    // The token behind "in" or behind a mark; -1 where a place is not expected.
    private static int PlaceAfter(ResumeText resume, int end)
    {
        var next = resume.TokenFrom(end);
        if (next >= resume.Tokens.Count)
            return -1;
        var between = resume.Text.AsSpan(end, resume.Tokens[next].Start - end);
        if (between is " " && resume.Tokens[next].Shape == Shape.Lower && resume.Word(resume.Tokens[next]) is "in" or "at" or "a" or "en" or "em" or "w" or "te" or "i" or "v" or "di" or "la")
            return next + 1;
        return between is ", " or " (" or " - " or "; " ? next : -1;
    }

    private static int LastWord(ResumeText resume, Finds finds, int first)
    {
        const int MostWords = 3;
        const WordKinds Others = WordKinds.Common | WordKinds.Skill | WordKinds.Demonym | WordKinds.Trait;
        var last = -1;
        for (var i = first; i < resume.Tokens.Count && i < first + MostWords; i++)
        {
            var token = resume.Tokens[i];
            if (!token.IsProper || token.Length < 3 || token.Is(Others) || token.Line != resume.Tokens[first].Line || finds.IsFound(token) || HeadingWords.Contains(resume.Word(token)))
                break;
            if (i > first && resume.Gap(i - 1) is not (" " or "-"))
                break;
            last = i;
        }
        return last;
    }

    // No further capital goes on with what stands there.
    private static bool EndsBehind(ResumeText resume, int first, int last) =>
        last + 1 >= resume.Tokens.Count || resume.Tokens[last + 1].Line != resume.Tokens[first].Line || resume.Gap(last) is not " " || resume.Tokens[last + 1].Shape is Shape.Lower or Shape.Number;

    // "Brasileiro, casado, 19/08/1989", "7 February 1971, divorced": a full date among what is said of the person, long enough ago to be born on, and not one of two.
    private static void Alone(ResumeText resume, Finds finds, Stretch stretch)
    {
        var isPersonal = resume.Sections[resume.Tokens[stretch.First].Line] is Section.Top or Section.Personal;
        if (!isPersonal && !HasAge(resume.Folded[stretch.Start..stretch.End]) || !HasYear(resume, stretch))
            return;
        var folded = resume.Folded[stretch.Start..stretch.End];
        foreach (var match in FullDate().EnumerateMatches(folded))
        {
            var (start, end) = (stretch.Start + match.Index, stretch.Start + match.Index + match.Length);
            if (!finds.Any(start, end) && (isPersonal || IsBeforeAge(folded[(match.Index + match.Length)..])) && !IsOfOtherThings(folded[..match.Index]))
                finds.Add(HiddenKinds.BirthDate, start, end, "[date of birth]", "born", 80);
        }
    }

    private static bool HasAge(ReadOnlySpan<char> line)
    {
        for (var at = 0; line[at..].IndexOf(" (") is >= 0 and var next;)
        {
            at += next;
            if (IsBeforeAge(line[at..])) return true;
            at++;
        }
        return false;
    }

    // "12 May 1994 (31)": in a column beside the work no heading says that it is of the person.
    private static bool IsBeforeAge(ReadOnlySpan<char> behind) =>
        behind is [' ', '(', >= '1' and <= '7', >= '0' and <= '9', ')', ..] or [' ', '(', >= '1' and <= '7', >= '0' and <= '9', ' ', 'y' or 'j' or 'a' or 'l', ..] or [' ', '(', >= '1' and <= '7', >= '0' and <= '9'];

    private static bool HasYear(ResumeText resume, Stretch stretch)
    {
        for (var i = stretch.First; i < stretch.Last; i++)
            if (resume.Tokens[i] is { Shape: Shape.Number, Length: 4 } token && resume.Text[token.Start] is '1' or '2' && resume.Text[token.Start + 1] is '9' or '0') return true;
        return false;
    }

    // "Updated 3 May 2004", "valid until 12.11.2007", "12.03.2004 - 14.05.2006"
    private static bool IsOfOtherThings(ReadOnlySpan<char> before)
    {
        before = before.TrimEnd(" :.,(");
        return before.EndsWith('-') || before.EndsWith('\u2013') || Others().IsMatch(before[^Math.Min(before.Length, 24)..]);
    }

    [GeneratedRegex(@"\b(?:updated?|valid|validity|until|till|to|from|since|expir\w*|issued?|date|dated|joined|joining|start\w*|end\w*|on|as of|von|bis|seit|ab|depuis|desde|dal|od|do|revis\w*|version|registered|granted|ordained|marriage|married|anniversary)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Others();

    [GeneratedRegex(@"(?<![\d./-])(?:\d{1,2}(?:st|nd|rd|th)?(?:[./-] ?| )(?:\d{1,2}|[a-z]{3,10}|de [a-z]{3,10})(?:[./-] ?|,? | de )(?:19[4-9]\d|200[0-8])|(?:19[4-9]\d|200[0-8])(?:[./-]\d{1,2}[./-]\d{1,2}|\. [a-z]{5,10} \d{1,2})|[a-z]{3,10} \d{1,2} de (?:19[4-9]\d|200[0-8])|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? (?:19[4-9]\d|200[0-8]))(?![\d/])(?! ?(?:-|\u2013|to|until|till|bis) ?(?:\d|[a-z]))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FullDate();

    // Months of some ten languages are letters; "1er" and "3." are days, "de" and "of" stand between.
    private const string Date = @"(?:(?:1[34]|19|20)\d\d[-./] ?\d{1,2}[-./] ?\d{1,2}|(?:19|20)\d\d\.? [a-z]{3,10}\.? \d{1,2}\b|[a-z]{3,10} \d{1,2} de (?:19|20)\d\d|(?:the )?\d{1,2}(?:st|nd|rd|th|er)?(?:[ ./-]{1,2}(?:of )?\d{1,2}[ .,/-]{1,2}|[ ./-]{0,2}(?:of |de )?[a-z]{3,10}[ .,/-]{0,2}(?:de )?)(?:19|20)?\d\d\b|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:[a-z]{3,9} )?(?:19|20)\d\d)";

    [GeneratedRegex(@"(?:\*(?= ?(?:\d|[a-z]{3,9} \d))|\b(?:born|b\.|dob|d\.o\.b\.?|geb\.|geboren|nee? le|nacid[oa]|ur\.|nato|nata|fodt|fodd|syntynyt|narozena?|ne\(e\)|nacimiento|nac\.|naissance|nascita|nascid[oa]|nascimento|urodz\w{2,4}|geburts(?:datum|tag)|geboortedatum|narozeni|nasterii|dogum(?: tarihi)?|lahir|sinh|birth ?(?:date|day)|(?:date|year) of birth|\u0440\u043E\u0436\u0434\u0435\u043D\u0438\u044F|\u043D\u0430\u0440\u043E\u0434\u0436\u0435\u043D\u043D\u044F))(?:\s{0,2}(?:\(d{2}/m{2}/y{4}\)|it'?s|was|is|on|in|am|le|el|il|den|:|-|\()){0,3}\s{0,2}(?:(?<=\bborn\s(?:in\s)?)[a-z'-]{2,20}(?: [a-z'-]{2,20})?(?:,? (?:on )?|,? ?\())?" + Date, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Born();

    [GeneratedRegex(@"\b(?:i am |i'm )?(?:aged? (?:of )?\d\d\b(?! ?(?:-|to|and|%|month|\+))|[1-7]\d[- ](?:years?|yrs?)[- ](?:old|of age)\b(?! (?:company|firm|business|system|code|application|family|horse|child|kid|pupil|student|girl|boy|patient|building|car|tree|wine))|[1-7]\d ?y/?o\b|(?:just )?turned [1-7]\d\b(?= ?(?:[.,;)]|$|in |this |last |on ))|(?<=\b(?:i am|i'm|when i was|age of) )[1-7]\d\b(?= (?:and|now)\b|[.,])|(?<=\bage(?: ?[:-] ?| ))[1-7]\d\b(?! ?(?:-|to|and|%|\+))|[1-7]\d (?:ans|anos|anni|lata|lat|jaar|jahre)\b(?! (?:d'|(?:de|di|im|in|als|as) )?(?:exp|esp|erv|beruf|erfahr|doswiad|prax|prakt|werk)))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Aged();
}

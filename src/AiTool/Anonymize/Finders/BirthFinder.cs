using System.Text.RegularExpressions;
using ClearView.AiTool.Anonymize.Words;

namespace ClearView.AiTool.Anonymize.Finders;

/// <summary>Dates of birth and ages in running text.</summary>
internal sealed partial class BirthFinder : IFind
{
    public void Find(ResumeText resume, Finds finds)
    {
        foreach (var stretch in resume.Stretches)
        {
            // A heading and its date may stand on two lines.
            if (!resume.Has(stretch, WordKinds.Trait) && !(resume.Text[stretch.Start] == '*' && IsPersonal(resume, stretch)))
                continue;
            var folded = resume.Folded[stretch.Start..Math.Min(resume.Text.Length, stretch.End + 30)];
            foreach (var match in Born().EnumerateMatches(folded))
            {
                if (match.Index >= stretch.End - stretch.Start)
                    break;
                var (start, end) = (stretch.Start + match.Index, stretch.Start + match.Index + match.Length);
                // Found by its label already.
                if (finds.At(end - 1) is not { Kind: HiddenKinds.BirthDate })
                    finds.Add(HiddenKinds.BirthDate, start, end, "[date of birth]", "born", 95);
            }
            if (IsPersonal(resume, stretch))
            {
                foreach (var match in Alone().EnumerateMatches(folded))
                    finds.Add(HiddenKinds.BirthDate, stretch.Start + match.Index, stretch.Start + match.Index + match.Length, "[date of birth]", "born", 80);
            }
            foreach (var match in Aged().EnumerateMatches(folded))
                if (match.Index < stretch.End - stretch.Start) finds.Add(HiddenKinds.Age, stretch.Start + match.Index, stretch.Start + match.Index + match.Length, "[age]", "age", 85);
        }
    }

    private static bool IsPersonal(ResumeText resume, Stretch stretch)
    {
        var token = resume.TokenFrom(stretch.Start);
        return token < resume.Tokens.Count && resume.Sections[resume.Tokens[token].Line] is Section.Top or Section.Personal;
    }

    // "7 February 1971, divorced": a full date that opens a personal line.
    [GeneratedRegex(@"^(?:\d{1,2}[ ./-]{1,2}(?:\d{1,2}|[a-z]{3,9})[ ./-]{1,2}19\d\d|[a-z]{3,9} \d{1,2},? 19\d\d)(?=,)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Alone();

    // Months of some ten languages are letters; "1er" and "3." are days, "de" and "of" stand between.
    private const string Date = @"(?:(?:19|20)\d\d[-./]\d\d[-./]\d\d|(?:the )?\d{1,2}(?:st|nd|rd|th|er)?(?:[ ./-]{1,2}(?:of )?\d{1,2}[ .,/-]{1,2}|[ ./-]{0,2}(?:of |de )?[a-z]{3,10}[ .,/-]{0,2}(?:de )?)(?:19|20)?\d\d\b|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?:[a-z]{3,9} )?(?:19|20)\d\d)";

    [GeneratedRegex(@"(?:\*(?= ?(?:\d|[a-z]{3,9} \d))|\b(?:born|b\.|dob|d\.o\.b\.?|geb\.|geboren|nee? le|nacid[oa]|ur\.|nato|nata|fodt|birth ?(?:date|day)|(?:date|year) of birth))(?:\s{0,2}(?:\(d{2}/m{2}/y{4}\)|it'?s|was|is|on|in|am|le|el|il|den|:|-|\()){0,3}\s{0,2}(?:(?<=\bborn in )[a-z'-]{2,20}(?: [a-z'-]{2,20})?,? (?:on )?)?" + Date, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Born();

    [GeneratedRegex(@"\b(?:i am |i'm )?(?:aged? (?:of )?\d\d\b(?! ?(?:-|to|and|%|month|\+))|[1-7]\d[- ](?:years?|yrs?)[- ](?:old|of age)\b(?! (?:company|firm|business|system|code|application|family|horse|child|kid|pupil|student|girl|boy|patient|building|car|tree|wine))|[1-7]\d ?y/?o\b|(?:just )?turned [1-7]\d\b(?= ?(?:[.,;)]|$|in |this |last |on ))|(?<=\b(?:i am|i'm|when i was|age of) )[1-7]\d\b(?= (?:and|now)\b|[.,])|(?<=\bage(?: ?[:-] ?| ))[1-7]\d\b(?! ?(?:-|to|and|%|\+))|[1-7]\d (?:ans|anos|anni|lata|lat|jaar|jahre)\b(?! (?:d'|(?:de|di|im|in|als|as) )?(?:exp|esp|erv|beruf|erfahr|doswiad|prax|prakt|werk)))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Aged();
}

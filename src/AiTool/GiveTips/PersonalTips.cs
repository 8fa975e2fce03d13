using ClearView.AiTool.TellStory;
using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.GiveTips;

/// <summary>What a résumé need not say: it was hidden here, but other readers see it.</summary>
internal static class PersonalTips
{
    private const int FewWords = 6;
    private const int ManyWords = 14;

    private static readonly (string What, string Phrases)[] Known =
    [
        ("a photograph", "photo; photograph; passport photo; picture attached"),
        ("your date of birth or age", "date of birth; dob; born; year of birth; age; years old; birth date; birthday; birthdate; geboren"),
        ("your marital status or family", "marital status; married; single; divorced; widowed; civil status; number of children; family status; wife; husband; spouse; my children"),
        ("your nationality", "nationality; citizenship; citizen"),
        ("your religion", "religion; religious affiliation; denomination"),
        ("your gender", "gender; sex; she/her; he/him"),
        ("your health", "state of health; health status; blood group; disability; height; weight"),
        ("your parents' names", "father's name; mother's name; father name; mother name; s/o; d/o"),
        ("an identity number", "id number; passport number; national insurance number; social security number; passport no; ssn; national id"),
    ];

    private static readonly PhraseTable Table = new(Known.SelectMany((known, at) => known.Phrases.Split("; ").Select(phrase => (phrase, at))));

    public static IEnumerable<TipFound> Of(ResumeReading resume)
    {
        var named = new SortedSet<int>();
        Quote? where = null;
        foreach (var line in resume.Lines)
        {
            if (line.Heading || line.Words > 24 || line.Section is SectionKind.Experience or SectionKind.References or SectionKind.Education or SectionKind.Projects or SectionKind.Certificates)
                continue;
            foreach (var match in Table.Find(resume.Text, resume.Words, line.FirstWord - FirstOfLabel(resume, line), line.EndWord))
            {
                if (!IsOfPerson(resume, line, match))
                    continue;
                named.Add(match.Value);
                where ??= new Quote(line.Start, line.End, resume.Text[line.Start..line.End]);
            }
        }
        if (named.Count == 0 || where is null)
            yield break;
        var what = named.Select(at => Known[at].What).ToList();
        var list = what.Count == 1 ? what[0] : $"{string.Join(", ", what.Take(what.Count - 1))} and {what[^1]}";
        yield return TipFound.Of(80, "personal-data", $"Leave out {list}: nobody needs it to judge your work, and some readers will let it sway them.", where);
    }

    // In a sentence "single", "age" and "disability" mean other things; on a short line, before a colon or beside what was hidden they do not.
    private static bool IsOfPerson(ResumeReading resume, Line line, PhraseMatch match)
    {
        var end = resume.Words[match.EndWord - 1].End;
        // "Single-member districts", "photo-shop"
        if (end + 1 < line.End && resume.Text[end] == '-' && char.IsLetter(resume.Text[end + 1]))
            return false;
        return line.Section == SectionKind.Personal || line.Words <= FewWords || (end < line.End && resume.Text[end] is ':' or '\t')
            || (line.Words <= ManyWords && Deeds.IsPrivate(resume.Text.AsSpan(line.Start, line.End - line.Start)));
    }

    // A label such as "Nationality:" was taken off the line as a heading; it counts here.
    private static int FirstOfLabel(ResumeReading resume, Line line)
    {
        var count = 0;
        while (line.FirstWord - count > 0 && resume.Words[line.FirstWord - count - 1].Start >= line.Start)
            count++;
        return count;
    }
}

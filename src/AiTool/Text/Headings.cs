namespace ClearView.AiTool.Text;

/// <summary>Tells by its words whether a line is a heading, and of what.</summary>
internal static class Headings
{
    private const int LongestHeading = 6;
    private const int Filler = -1;

    private static readonly (SectionKind Kind, string Phrases)[] Known =
    [
        (SectionKind.Summary, "summary; profile; about me; about; objective; career objective; personal statement; overview; introduction; a bit about me; who i am; what i do; career summary; highlights; career highlights; key achievements; achievements; accomplishments; selected achievements; executive summary; in short; statement; goal; career goal; key accomplishments; value offered; background"),
        (SectionKind.Experience, "experience; work; employment; career; work experience; work history; employment history; career history; job; positions held; position; professional background; internship; placement; clinical experience; teaching experience; industry experience; military service; service; practice; clinical placement; appointments; posts held; jobs held; practical experience; work record; job history; history; professional history; work background; relevant history; return to practice; field experience; contracts; assignments; shifts; where i worked; projects and experience"),
        (SectionKind.Education, "education; academic background; educational qualification; studies; school; schooling; qualifications; academic qualifications; education and training; degree; educational background; university; academic history; academics; school and training; education and qualifications; apprenticeship; academic profile"),
        (SectionKind.Skills, "skills; competencies; competences; technologies; tools; expertise; technical skills; tech stack; stack; skill set; strengths; proficiencies; core competencies; areas of expertise; computer skills; it skills; methods; software; technical proficiencies; technical summary; knowledge; abilities; capabilities; know how; what i can do; what i know; systems; languages and tools; statistics; laboratory techniques; techniques; equipment; machines; specialities; specialties; programming languages; programming; technical environment; environment; clinical skills; soft skills; hard skills; practical skills; machines and tools; instruments; toolbox; toolkit; what i work with; what i use; laboratory methods; laboratory skills; skills in use every day; skills in use every week"),
        (SectionKind.Projects, "projects; selected projects; personal projects; side projects; school projects; academic projects; publications; research; portfolio; open source; talks; papers; patents; own work; works"),
        (SectionKind.Certificates, "certificates; certification; licences; licenses; training; courses; professional development; further training; accreditations; registrations; tickets; cards; continuing education; papers and tickets; memberships; professional memberships; affiliations; awards; honours; honors; awards and honours; prizes; tests; exams; registration; licence; training and certificates; courses and certificates; scholarships"),
        (SectionKind.Languages, "languages; language skills; spoken languages; other languages; home language; mother tongue; language"),
        (SectionKind.Volunteering, "volunteering; volunteer work; voluntary work; community; community service; volunteer experience; volunteer; community work; associations; extracurricular; extra curricular activities; activities; civic engagement; engagement; societies"),
        (SectionKind.Interests, "interests; hobbies; free time; likes; outside work; leisure; pastimes; spare time; hobbies and interests; outside; away from work; when i am not working; other interests; after work"),
        (SectionKind.References, "references; referees; reference; referee; two references; contacts for references"),
        (SectionKind.Personal, "personal; personal details; personal particulars; personal information; personal data; contact; contact details; contact information; details; family; bio data; biodata; address; about the person; curriculum vitae; cv; resume; nationality; identity"),
        (SectionKind.Other, "other; miscellaneous; additional information; additional; further information; notes; remarks; availability; declaration; note to the automatic reader; note; more; also; salary; salary expectations; links; social"),
    ];

    private static readonly string[] Fillers =
        ["my", "key", "core", "other", "relevant", "professional", "selected", "main", "general", "technical", "practical", "recent", "previous", "and", "the", "of", "personal", "academic", "additional", "current", "special", "specific"];

    private static readonly PhraseTable Table = new(
        Known.SelectMany(known => known.Phrases.Split("; ").Select(phrase => (phrase, (int)known.Kind)))
            .Concat(Fillers.Select(filler => (filler, Filler))));

    /// <param name="Content">Where what the heading announces begins on the same line; the line's end when it stands alone.</param>
    public readonly record struct Heading(SectionKind Kind, int Content);

    public static Heading? Of(string text, int start, int end, List<Word> words, int firstWord, int endWord)
    {
        if (endWord - firstWord == 0)
            return null;
        if (IsLetterSpaced(words, firstWord, endWord))
            return Meaning(Closed(text, words, firstWord, endWord)) is { } spaced ? new Heading(spaced, end) : null;

        var limit = Math.Min(endWord, firstWord + LongestHeading + 1);
        SectionKind? kind = null;
        var i = firstWord;
        while (i < limit && Table.LongestAt(text, words, i, limit) is { } match)
        {
            // "Other" and "personal" lend their meaning only when nothing else does.
            if (match.Value != Filler)
                kind ??= (SectionKind)match.Value;
            i = match.EndWord;
            // "Skills: software, tools": what follows the colon is content, even where it could head a section too.
            if (words[i - 1].End < end && text[words[i - 1].End] == ':')
                break;
        }
        if (kind is null)
            return null;
        var after = words[i - 1].End;
        while (after < end && text[after] is (' ' or '\t'))
            after++;
        if (after < end && text[after] == ':')
            return new Heading(kind.Value, ContentFrom(text, after + 1, end));
        return i == endWord || IsAside(text, after, end) ? new Heading(kind.Value, end) : null;
    }

    // "Placements (2023 - 2026)"
    private static bool IsAside(string text, int from, int end) =>
        from < end && text[from] == '(' && text.IndexOf(')', from, end - from) is var close && close >= end - 2 && close > 0;

    private static int ContentFrom(string text, int from, int end)
    {
        while (from < end && (char.IsWhiteSpace(text[from]) || text[from] is '-' or '='))
            from++;
        return from;
    }

    private static bool IsLetterSpaced(List<Word> words, int first, int end)
    {
        if (end - first < 4)
            return false;
        for (var i = first; i < end; i++)
        {
            if (words[i].Length > 1)
                return false;
        }
        return true;
    }

    private static string Closed(string text, List<Word> words, int first, int end)
    {
        var closed = new System.Text.StringBuilder();
        for (var i = first; i < end; i++)
        {
            if (i > first && words[i].Start - words[i - 1].End > 1)
                closed.Append(' ');
            closed.Append(text[words[i].Start]);
        }
        return closed.ToString();
    }

    private static SectionKind? Meaning(string heading)
    {
        foreach (var match in Table.Find(heading))
        {
            if (match.Value != Filler)
                return (SectionKind)match.Value;
        }
        return null;
    }
}

using ClearView.AiTool.Text;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>Looks for skills in the parts of a résumé that speak of them.</summary>
internal static class ResumeSkills
{
    /// <summary>In order of the text.</summary>
    /// <param name="denied">Gets the words in which the résumé says what is not so, as first word and end, in order.</param>
    public static List<SkillFound> Find(ResumeReading resume, SkillFinder finder, List<(int First, int End)> denied)
    {
        var found = new List<SkillFound>();
        var entry = 0;
        var statement = 0;
        for (var i = 0; i < resume.Lines.Count;)
        {
            var line = resume.Lines[i];
            if (line.Heading || line.Section is SectionKind.References or SectionKind.Personal or SectionKind.Interests)
            {
                i++;
                continue;
            }
            // A wrapped line is looked at with the one above it, so that "machine / learning" is one skill.
            var end = line.EndWord;
            var next = i + 1;
            while (statement < resume.Statements.Count && resume.Statements[statement].Start < line.Body)
                statement++;
            if (statement < resume.Statements.Count && resume.Statements[statement].Start == line.Body)
            {
                while (next < resume.Lines.Count && IsSameParagraph(resume, next))
                    end = resume.Lines[next++].EndWord;
            }
            while (entry < resume.Entries.Count && resume.Entries[entry].EndLine <= i)
                entry++;
            var inList = line.Section is SectionKind.Skills or SectionKind.Certificates;
            var before = found.Count;
            finder.Find(resume.Text, resume.Words, line.FirstWord, end, inList, line.Section == SectionKind.Languages, found);
            Denials.Take(resume.Text, resume.Words, line.FirstWord, end, ofPost: false, found, before, denied);
            i = next;
        }
        return found;
    }

    public static bool TellsOfWork(SectionKind section) => section is
        SectionKind.Top or SectionKind.Summary or SectionKind.Experience or SectionKind.Skills or SectionKind.Projects or SectionKind.Certificates
        or SectionKind.Volunteering or SectionKind.Other;

    private static bool IsSameParagraph(ResumeReading resume, int line) =>
        !resume.Lines[line].Heading && !resume.Lines[line].Bulleted && !resume.StartsStatement(line);
}

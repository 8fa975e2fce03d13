using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.ExtractSkills;

/// <summary>The highest finished education that a résumé names.</summary>
internal static class Educations
{
    public static (int Level, Quote? Evidence) Of(ResumeReading resume)
    {
        var hasSection = resume.Lines.Exists(line => line.Section == SectionKind.Education && !line.Heading);
        (int Level, int Start, int End)? best = null;
        foreach (var line in resume.Lines)
        {
            var counts = hasSection
                ? line.Section is SectionKind.Education or SectionKind.Certificates
                : line.Section is not (SectionKind.Experience or SectionKind.References or SectionKind.Interests or SectionKind.Volunteering);
            if (line.Heading || !counts || resume.SpeaksToMachine(line.Body, line.End))
                continue;
            var found = EducationWords.Highest(resume.Text, resume.Words, line.FirstWord, line.EndWord, line.Section == SectionKind.Education);
            if (found is not null && (best is null || found.Value.Level > best.Value.Level))
                best = found;
        }
        return best is { } held ? (held.Level, new Quote(held.Start, held.End, resume.Text[held.Start..held.End])) : (0, null);
    }
}

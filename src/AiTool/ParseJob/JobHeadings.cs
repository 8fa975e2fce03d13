using ClearView.AiTool.Text;

namespace ClearView.AiTool.ParseJob;

/// <summary>Tells by its words whether a line of a posting is a heading, and of what.</summary>
internal static class JobHeadings
{
    private const int LongestHeading = 9;

    private static readonly PhraseTable Table = new(
        Of(JobSection.Required, "must have; must haves; requirements; required; required skills; essential; essentials; essential criteria; what you need; what you will need; what you'll need; you must have; we ask for; you bring; what you bring; qualifications; minimum qualifications; minimum requirements; basic qualifications; what we are looking for; what we're looking for; we are looking for; about you; who you are; your profile; your skills; skills; skills and experience; key skills; your background; you have; you need; what we ask; what we expect; we expect; person specification; job requirements; experience and skills; required qualifications; desired profile; candidate profile; your qualifications; your experience; skills required; experience required; education and experience; requirements and qualifications; experience; what it takes; who we are looking for; to succeed; must; what makes you a great fit")
            .Concat(Of(JobSection.Preferred, "nice to have; nice to haves; desirable; desirables; preferred; bonus; bonus points; pluses; plus; preferred qualifications; preferred skills; good to have; it helps if you have; it helps if; we like; welcome; desirable criteria; an advantage; advantageous; would be a plus; ideally; ideally you have; extra; extras; what would be great; preferred experience; optional; additional skills; desired skills; desired; great to have; also welcome; we would love; even better; useful; helpful; assets"))
            .Concat(Of(JobSection.Duties, "your impact; what part will you play; overview of the role; role description; position summary; primary tasks; tasks and responsibilities; description; responsibilities; what you will do; what you'll do; your work; main duties; duties; tasks; the role; the post; your mission; you will; your job; what the day looks like; what you do; role; job description; key responsibilities; your tasks; the job; your role; your responsibilities; day to day; position; the position; about the role; about the job; job summary; role overview; main responsibilities; the work; what you will be doing; key tasks; your day; scope of work; accountabilities; overview; in this role; job duties; purpose of the role; summary; main tasks; job purpose; a typical day"))
            .Concat(Of(JobSection.About, "about us; about the company; about the team; about the unit; about the school; about; who we are; the site; the company; the team; our company; our team; benefits; we offer; what we offer; how to apply; equal opportunity; equal opportunities; perks; our offer; compensation; salary; why us; why join us; your benefits; what you get; company description; location; diversity; contact; application; what's in it for you; working hours; pay; our values; why work with us; conditions; terms; our benefits; to apply; the school; the hospital; the department; perks and benefits; pay and benefits; company overview; the place; our story; about the organisation; the offer")));

    private static IEnumerable<(string, int)> Of(JobSection section, string phrases) => phrases.Split("; ").Select(phrase => (phrase, (int)section));

    /// <summary>The section that a line opens and where its content on the same line begins; null for a line that is no heading.</summary>
    public static (JobSection Section, int Content)? Of(string text, Line line, List<Word> words)
    {
        if (line.Words == 0)
            return null;
        var limit = Math.Min(line.EndWord, line.FirstWord + LongestHeading);
        if (Table.LongestAt(text, words, line.FirstWord, limit) is not { } match)
            return null;
        var after = words[match.EndWord - 1].End;
        var section = (JobSection)match.Value;
        if (match.EndWord == line.EndWord)
            return (section, line.End);
        if (text[after] == ':')
            return (section, SkipSpace(text, after + 1, line.End));
        // "About Solano", "What you bring to the team": short, without a full stop, on its own.
        var standsAlone = line.AfterBlank && !line.Bulleted && line.Words <= 7 && text[line.End - 1] is not ('.' or ',' or ';') && text.AsSpan(line.Start, line.End - line.Start).IndexOfAny(',', ';') < 0;
        return standsAlone && (text[line.End - 1] == ':' || section == JobSection.About || match.EndWord - match.FirstWord >= 2) ? (section, line.End) : null;
    }

    private static int SkipSpace(string text, int from, int end)
    {
        while (from < end && char.IsWhiteSpace(text[from]))
            from++;
        return from;
    }
}

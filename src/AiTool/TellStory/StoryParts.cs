using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>Fills the five parts of a story, each from its sources alone.</summary>
internal static class StoryParts
{
    public static StoryPart Specific(ResumeReading resume, Deed? deed) => deed is null
        ? Missing("specific", "What is one thing you did in your work that you would like to tell about?")
        : Told("specific", ThirdPerson.Tell(resume.Text, resume.Words, deed.Statement, deed.Opening), deed.Statement.In(resume.Text));

    public static StoryPart Measurable(ResumeReading resume, Deed? measured, Deed? specific)
    {
        if (measured?.Best is not { } figure)
            return Missing("measurable", "How much, how many, how often or how fast was it, before and after?");
        // One line that is both is not told twice; the figure alone is.
        if (measured == specific)
        {
            var (start, end) = FigureInClause.Of(resume, measured.Statement, figure);
            var quote = new Quote(start, end, resume.Text[start..end]);
            return Told("measurable", $"In figures: {ThirdPerson.Flat(resume.Text, start, end)}.", quote);
        }
        return Told("measurable", ThirdPerson.Tell(resume.Text, resume.Words, measured.Statement, measured.Opening), measured.Statement.In(resume.Text));
    }

    public static StoryPart Achievable(ResumeReading resume, Means means)
    {
        if (means.Skills.Count == 0)
            return Missing("achievable", "Which skills, tools or methods did you use to do it?");
        var named = Listing.Of(means.Skills);
        return new StoryPart("achievable", means.InJob ? $"The work drew on {named}." : $"They list {named} among their skills.", means.Skills, null);
    }

    /// <param name="presented">What the résumé calls the person at its top; told where no job has a title.</param>
    public static StoryPart Relevant(Quote? title, bool ofDeed, Quote? presented)
    {
        if (title is null && presented is not null)
            return Told("relevant", $"They introduce themselves as {RoleInSentence.Of(ThirdPerson.Flat(presented.Text, 0, presented.Text.Length))}.", presented);
        if (title is null)
            return Missing("relevant", "What was your role, and what was the work good for?");
        var role = RoleInSentence.Of(ThirdPerson.Flat(title.Text, 0, title.Text.Length));
        return Told("relevant", ofDeed ? $"They did this as {role}." : $"They have worked as {role}.", title);
    }

    public static StoryPart TimeBound(ResumeReading resume, int entry, bool ofDeed)
    {
        if (entry < 0)
            return WithoutJob(resume) ?? Missing("time-bound", "When did you do this, and for how long?");
        var dates = resume.Entries[entry].Dates;
        var quote = dates.In(resume.Text);
        return Told("time-bound", DatesInSentence.Of(resume.Text, dates, ofDeed, IsLeftOpen(resume, dates)), quote);
    }

    // "April 2014 - March" and the year somewhere else: when it ended is not known.
    private static bool IsLeftOpen(ResumeReading resume, DateRange dates)
    {
        if (dates.Ongoing || dates.Last > dates.First)
            return false;
        var next = resume.Words.FindIndex(word => word.Start >= dates.End);
        return next > 0 && resume.Text.AsSpan(dates.End, resume.Words[next].Start - dates.End).Trim() is "-" or "\u2013" or "\u2014"
            && DatePoint.At(resume.Text, resume.Words, next) is not null;
    }

    // No job has dates, but a line may say for how many years somebody has worked, or name the years between the headings.
    private static StoryPart? WithoutJob(ResumeReading resume)
    {
        if (YearsOfWork.In(resume) is { } years)
            return Told("time-bound", ThirdPerson.Tell(resume.Text, resume.Words, years, Opening.Of(resume.Text, resume.Words, years)), years.In(resume.Text));
        foreach (var line in resume.Lines.Where(line => !line.Heading && line.Section is SectionKind.Experience or SectionKind.Projects or SectionKind.Volunteering))
        {
            if (resume.Ranges.Find(dates => dates.Start >= line.Body && dates.End <= line.End && (dates.Ongoing || dates.Last > dates.First)) is { End: > 0 } found)
                return Told("time-bound", $"The time that they name: {ThirdPerson.Flat(resume.Text, found.Start, found.End)}.", found.In(resume.Text));
        }
        return null;
    }

    private static StoryPart Told(string name, string text, Quote source) => new(name, text, [source], null);

    private static StoryPart Missing(string name, string question) => new(name, null, [], question);
}

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
            return Told("measurable", $"The figure that stands for it: {ThirdPerson.Flat(resume.Text, start, end)}.", quote);
        }
        return Told("measurable", ThirdPerson.Tell(resume.Text, resume.Words, measured.Statement, measured.Opening), measured.Statement.In(resume.Text));
    }

    public static StoryPart Achievable(ResumeReading resume, Means means)
    {
        if (means.Skills.Count == 0)
            return Missing("achievable", "Which skills, tools or methods did you use to do it?");
        var named = Listing.Of(means.Skills);
        return new StoryPart("achievable", means.InJob ? $"In this work they show {named}." : $"Among their skills they name {named}.", means.Skills, null);
    }

    public static StoryPart Relevant(Quote? title, bool ofDeed)
    {
        if (title is null)
            return Missing("relevant", "What was your role, and what was the work good for?");
        var role = RoleInSentence.Of(ThirdPerson.Flat(title.Text, 0, title.Text.Length));
        return Told("relevant", ofDeed ? $"They did this as {role}." : $"They have worked as {role}.", title);
    }

    public static StoryPart TimeBound(ResumeReading resume, int entry, bool ofDeed)
    {
        if (entry < 0)
            return Missing("time-bound", "When did you do this, and for how long?");
        var dates = resume.Entries[entry].Dates;
        var quote = dates.In(resume.Text);
        return Told("time-bound", DatesInSentence.Of(resume.Text, dates, ofDeed), quote);
    }

    private static StoryPart Told(string name, string text, Quote source) => new(name, text, [source], null);

    private static StoryPart Missing(string name, string question) => new(name, null, [], question);
}

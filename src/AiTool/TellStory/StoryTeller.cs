using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>
/// Tells what a person did as a S.M.A.R.T. story, put together from lines of the anonymous résumé.
/// Every part is told in the words of its sources, which it cites, or is missing and asks for what would fill it.
/// </summary>
public static class StoryTeller
{
    public const string Version = "story-5";

    /// <returns>The same for the same input, always: five parts in the order of the letters. Each source stands in <paramref name="text"/> at its place.</returns>
    public static StoryTold Tell(CandidateId candidate, string text, CandidateFeatures features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var resume = ResumeReading.Of(text);
        var deeds = Deeds.Find(resume);
        var measured = deeds.Where(deed => deed.HasFigure).MaxBy(deed => deed.Rank);
        var specific = Specific(deeds, measured) ?? measured;
        var entry = specific?.Statement.Entry ?? -1;
        if (entry < 0)
            entry = measured?.Statement.Entry ?? -1;
        // What is told of a post must not be told of a deed that the résumé names elsewhere.
        var ofDeed = entry >= 0;
        if (entry < 0 && resume.Entries.Count > 0)
            entry = 0;

        var title = entry >= 0 ? Titles.Of(resume, resume.Entries[entry]) : Titles.Anywhere(resume);
        var means = Means.Of(resume, features, entry, title);
        return new StoryTold(candidate, Headline.Of(title ?? Titles.AtTop(resume), means),
        [
            StoryParts.Specific(resume, specific),
            StoryParts.Measurable(resume, measured, specific),
            StoryParts.Achievable(resume, means),
            StoryParts.Relevant(title, ofDeed, Titles.AtTop(resume)),
            StoryParts.TimeBound(resume, entry, ofDeed),
        ], Version);
    }

    // From the same job as the figure where it can be, and not the same line.
    private static Deed? Specific(List<Deed> deeds, Deed? measured)
    {
        var acts = deeds.Where(deed => deed != measured && deed.Opening.Manner != Manner.Quoted).ToList();
        if (measured is { Statement.Entry: >= 0 } && acts.Where(deed => deed.Statement.Entry == measured.Statement.Entry).MaxBy(deed => deed.Rank) is { } near)
            return near;
        // Two parts of one story do not come from two jobs.
        if (measured is { Statement.Entry: >= 0 } or { Opening.Manner: not Manner.Quoted })
            return measured;
        return acts.MaxBy(deed => deed.Rank) ?? deeds.Where(deed => deed != measured).MaxBy(deed => deed.Rank);
    }
}

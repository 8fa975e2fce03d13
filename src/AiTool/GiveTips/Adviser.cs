using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.GiveTips;

/// <summary>Advises a person on their résumé: each tip follows from a check, quotes its line where it has one, and can be acted on.</summary>
public static class Adviser
{
    public const string Version = "tips-4";

    private const int Most = 8;

    /// <returns>The same for the same input, always: at most eight tips, most useful first.</returns>
    public static TipsGiven Advise(CandidateId candidate, string text, CandidateFeatures features, StoryTold? story)
    {
        ArgumentNullException.ThrowIfNull(features);
        var resume = ResumeReading.Of(text);
        var tips = new List<TipFound>();
        tips.AddRange(WorkTips.Of(resume, story));
        tips.AddRange(DateTips.Of(resume));
        tips.AddRange(PersonalTips.Of(resume));
        tips.AddRange(FormTips.Of(resume, features));
        tips.AddRange(WordTips.Of(resume));
        // Ties keep the order of the checks above.
        return new TipsGiven(candidate, [.. tips.OrderByDescending(tip => tip.Weight).Take(Most).Select(tip => tip.Tip)], Version);
    }
}

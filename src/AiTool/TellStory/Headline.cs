using ClearView.AiTool.Text;
using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>One line above a story, in words of the résumé.</summary>
internal static class Headline
{
    public static string Of(ResumeReading resume, Quote? title, Means means)
    {
        var skills = Listing.Of(means.Skills, 3);
        if (title is not null)
            return skills.Length == 0 ? Listing.Cased(title.Text) : $"{Listing.Cased(title.Text)}: {skills}";
        return skills.Length == 0 ? "A story still to be told" : Listing.Cased(skills);
    }
}

using ClearView.Contracts;

namespace ClearView.AiTool.TellStory;

/// <summary>One line above a story, in words of the résumé.</summary>
internal static class Headline
{
    public static string Of(Quote? title, Means means)
    {
        var skills = Listing.Of(means.Skills, 3);
        if (title is not null)
        {
            var role = Listing.Cased(title.Text.Any(char.IsLower) ? title.Text : RoleInSentence.Cased(title.Text));
            return skills.Length == 0 ? role : $"{role}: {skills}";
        }
        return skills.Length == 0 ? "A story to be told" : Listing.Cased(skills);
    }
}

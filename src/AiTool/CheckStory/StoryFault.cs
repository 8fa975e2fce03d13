namespace ClearView.AiTool.CheckStory;

/// <summary>Something that a story says and its sources do not.</summary>
/// <param name="Part">The part of the story, or "headline".</param>
/// <param name="Kind">One of <see cref="FaultKinds"/>.</param>
/// <param name="Found">What was said.</param>
internal sealed record StoryFault(string Part, string Kind, string Found);

internal static class FaultKinds
{
    public const string Number = "number";
    public const string Duration = "duration";
    public const string Date = "date";
    public const string Skill = "skill";

    /// <summary>A word with a capital: an employer, a person, a place.</summary>
    public const string Name = "name";

    /// <summary>Any other word of content: a merit, a rank, a task.</summary>
    public const string Word = "word";

    /// <summary>A sign of markup, of an address or of control.</summary>
    public const string Sign = "sign";

    /// <summary>A source that does not stand in the text, or none at all.</summary>
    public const string Source = "source";

    public const string Length = "length";
}

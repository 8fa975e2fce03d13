namespace ClearView.Cli.Eval;

/// <summary>What is known to stand in a document.</summary>
/// <param name="Kind">A kind of identity as policies name it, or one of <see cref="Kept"/>.</param>
/// <param name="Start">Where it stands in the text; -1 where only the value is known.</param>
internal sealed record Label(string Kind, string Value, int Start = -1, int End = -1)
{
    public const string Skill = "skill";
    public const string Degree = "degree";
    public const string JobTitle = "job-title";
    public const string Employer = "employer";

    /// <summary>What must stay.</summary>
    public static IReadOnlyList<string> Kept { get; } = [Skill, Degree, JobTitle, Employer];
}

/// <summary>A document and what a reader knows to stand in it.</summary>
/// <param name="Text">Null when the file could not be read: all in it counts as leaked.</param>
internal sealed record LabelledDocument(string Name, string? Text, IReadOnlyList<Label> Labels);

/// <summary>Documents of one source.</summary>
/// <param name="NamesEveryone">Whether every person in it is labelled; otherwise precision is a lower bound.</param>
/// <param name="IsResumes">Whether each document is about one person, whose names its labels are.</param>
/// <param name="IsExact">Whether labels hold nothing but what identifies: then one letter or digit of it that stands is a leak.</param>
internal sealed record LabelledSet(string Name, IReadOnlyList<LabelledDocument> Documents, bool NamesEveryone, bool IsResumes, bool IsExact = false);

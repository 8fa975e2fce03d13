namespace ClearView.Contracts;

/// <summary>One part of a S.M.A.R.T. story: told with its sources, or missing with the question that would fill it.</summary>
/// <param name="Name">specific, measurable, achievable, relevant or time-bound.</param>
/// <param name="Text">Null when the résumé does not say.</param>
/// <param name="Question">What to ask the candidate; null when the part is told.</param>
public sealed record StoryPart(string Name, string? Text, IReadOnlyList<Quote> Sources, string? Question);

/// <summary>Always five parts, in the order of the letters.</summary>
public sealed record StoryTold(CandidateId Candidate, string Headline, IReadOnlyList<StoryPart> Parts, string Teller)
{
    public const string WireName = "story.told.v1";
}

/// <summary>Advice on a résumé.</summary>
/// <param name="Code">The check that gave it, e.g. no-quantities.</param>
/// <param name="Where">The line it speaks of; null when it speaks of the whole.</param>
public sealed record Tip(string Code, string Text, Quote? Where);

public sealed record TipsGiven(CandidateId Candidate, IReadOnlyList<Tip> Tips, string Adviser)
{
    public const string WireName = "tips.given.v1";
}

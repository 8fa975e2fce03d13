using ClearView.AiTool.Anonymize;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.ParseJob;
using ClearView.AiTool.ScoreMatch;

namespace ClearView.Cli.Eval.Pairs;

/// <summary>From two texts to a score, as behind the broker: scoring sees features of an anonymous text only.</summary>
internal static class MatchChain
{
    /// <summary>A day of its own, so that a figure is the same whenever it is taken.</summary>
    public static readonly DateOnly AsOf = new(2026, 11, 26);

    public static PreparedCandidate Candidate(string text) =>
        new(SkillExtractor.Extract(default, 1, Anonymizer.Anonymize(text, null, []).Text, AsOf));

    public static PreparedJob Job(string text) => new(JobParser.Parse(default, 1, TitleOf(text), text).Features);

    // A bare text has no field for its title; the first line most often is it.
    private static string TitleOf(string text) => text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) is { Length: <= 100 } first ? first : "";
}

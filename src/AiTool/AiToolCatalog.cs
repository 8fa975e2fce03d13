using ClearView.AiTool.Anonymize;
using ClearView.AiTool.ExtractSkills;
using ClearView.AiTool.GiveTips;
using ClearView.AiTool.ParseJob;
using ClearView.AiTool.ScoreMatch;
using ClearView.AiTool.TellStory;
using ClearView.Contracts;
using ClearView.Messaging;

namespace ClearView.AiTool;

/// <summary>The table of contents: the stages of the AI tool. None has a store; what they publish has ids that follow from their input.</summary>
public static class AiToolCatalog
{
    public static IReadOnlyList<FunctionDescriptor> All { get; } =
    [
        Function.Pure<AnonymizeResume, ResumeReceived>("anonymize").Publishes<ResumeAnonymized>().Publishes<ResumeHeld>(),
        Function.Pure<ExtractSkillsFromResume, ResumeAnonymized>("extract-skills").Publishes<SkillsExtracted>(),
        Function.Pure<TellStoryOfResume, ResumeAnonymized>("tell-story").Publishes<StoryTold>(),
        Function.Pure<GiveTipsOnResume, ResumeAnonymized>("give-tips").Publishes<TipsGiven>(),
        Function.Pure<ParsePostedJob, JobPublished>("parse-job").Publishes<JobParsed>(),
        Function.Pure<ScoreMatches, ScoresRequested>("score-match").Publishes<MatchScored>(),
    ];
}

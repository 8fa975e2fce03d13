using ClearView.Contracts;
using ClearView.Functions.Audit;
using ClearView.Functions.Candidates;
using ClearView.Functions.HrSystems;
using ClearView.Functions.Jobs;
using ClearView.Functions.Matching;
using ClearView.Functions.Notify;
using ClearView.Functions.Review;
using ClearView.Messaging;

namespace ClearView.Functions;

/// <summary>The table of contents: every function, the name of its queue, the messages it takes.</summary>
public static class FunctionCatalog
{
    public static IReadOnlyList<FunctionDescriptor> All { get; } =
    [
        Function.Of<SaveCandidate, ResumeReceived>("save-candidate"),
        Function.Of<SaveApplication, ApplicationReceived>("save-application").Publishes<ApplicationStored>(),
        Function.Of<SaveAnonymousResume, ResumeAnonymized>("save-anonymous-resume"),
        Function.Of<HoldForReview, ResumeHeld>("hold-for-review").Publishes<ReviewOpened>(),
        Function.Of<SaveSkills, SkillsExtracted>("save-skills").Publishes<FeaturesStored>(),
        Function.Of<SaveStory, StoryTold>("save-story"),
        Function.Of<SaveTips, TipsGiven>("save-tips"),
        Function.Of<SaveJob, JobPublished>("save-job"),
        Function.Of<SaveParsedJob, JobParsed>("save-parsed-job").Publishes<FeaturesStored>(),
        Function.Of<RequestScores, FeaturesStored>("request-scores").Publishes<ScoresRequested>().Publishes<FeaturesStored>(),
        Function.Of<SaveMatch, MatchScored>("save-match").Publishes<MatchStored>(),
        Function.Of<WriteScoreToHrSystem, MatchStored>("write-score-to-hr-system").And<ApplicationStored>().Publishes<ScoreWriteRequested>(),
        Function.Of<SaveWriteBack, ScoreWritten>("save-write-back"),
        Function.Of<NotifyEmployer, MatchStored>("notify-employer").And<ApplicationStored>().And<ReviewOpened>().NoLonger<ResumeHeld>(),
        Function.Of<RecordAuditTrail, ResumeReceived>("record-audit-trail")
            .And<ResumeAnonymized>().And<ReviewOpened>().And<JobPublished>().And<JobParsed>().And<SkillsExtracted>()
            .And<StoryTold>().And<TipsGiven>().And<MatchScored>().And<ScoreWriteRequested>().And<ScoreWritten>().NoLonger<ResumeHeld>()
            with { TakesEvery = true },
    ];
}

using ClearView.Contracts;
using ClearView.Hiring;
using ClearView.Messaging.Protection;
using Microsoft.Extensions.DependencyInjection;

namespace ClearView.Platform.Tests.Hiring;

/// <summary>Candidates, jobs and what is known of them, as short as the contracts allow.</summary>
internal static class People
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static CandidateId Candidate(string name) => CandidateId.Of("default", "greenhouse", name);

    public static JobId Job(string name) => JobId.Of("default", "greenhouse", name);

    public static ResumeReceived Received(string name) => new(
        Candidate(name), new Origin("greenhouse", name), new ClaimCheck("claim", "text/plain", 1), null, new DateOnly(2026, 11, 1), []);

    public static ResumeAnonymized Anonymous(string name) => new(Candidate(name), "text", [], new DateOnly(2026, 11, 1), "1");

    public static ResumeHeld Held(string name) => new(Candidate(name), "text", [], [], new DateOnly(2026, 11, 1), "1");

    public static CandidateFeatures Features(string name, long version) => new(Candidate(name), version, [], 0, [], 0, null, 0, null, []);

    public static JobFeatures JobFeatures(string name, long version) => new(Job(name), version, name, [], 0, null, 0, null, 0, null, []);

    public static MatchScored Score(string candidate, long version, string job, long jobVersion, int score = 80) =>
        new(Candidate(candidate), version, Job(job), jobVersion, score, [], [], "1");

    public static ApplicationReceived Application(string candidate, string job, string id = "1", string system = "greenhouse") =>
        new(Candidate(candidate), Job(job), new Origin(system, id), candidate);

    /// <summary>The person's key, as intake makes it with the original.</summary>
    public static Task KnowAsync(this HiringRoom room, CandidateId candidate) => room.ScopeAsync(services =>
        services.GetRequiredService<IPersonKeys>().GetOrCreateAsync(HiringRoom.Tenant, candidate.ToString(), Ct));

    public static async Task HoldAsync(this HiringRoom room, ResumeHeld held, long version)
    {
        await room.KnowAsync(held.Candidate);
        await room.DoAsync(services => services.GetRequiredService<ReviewStore>().HoldAsync(
            HiringRoom.Tenant, Messaging.MessageId.New(TimeProvider.System), version, held, Ct));
    }

    public static Task SaveFeaturesAsync(this HiringRoom room, string name, long version) => room.DoAsync(services =>
        services.GetRequiredService<CandidateStore>().SaveSkillsAsync(
            HiringRoom.Tenant, version, new SkillsExtracted(Candidate(name), Features(name, version), "1"), Ct));

    public static Task SaveJobAsync(this HiringRoom room, string name, long version) => room.DoAsync(services =>
        services.GetRequiredService<JobStore>().SaveParsedAsync(
            HiringRoom.Tenant, version, new JobParsed(Job(name), JobFeatures(name, version), [], "1"), Ct));

    public static Task SaveScoreAsync(this HiringRoom room, MatchScored match) => room.DoAsync(services =>
        services.GetRequiredService<MatchStore>().SaveAsync(HiringRoom.Tenant, match, Ct));

    public static Task SaveApplicationAsync(this HiringRoom room, ApplicationReceived application, long version = 1) => room.DoAsync(services =>
        services.GetRequiredService<CandidateStore>().SaveApplicationAsync(HiringRoom.Tenant, version, application, Ct));

    /// <summary>The HR system was asked to show this score, and shows it.</summary>
    public static Task SaveNoteAsync(this HiringRoom room, MatchScored match, string marker, bool isWritten) => room.DoAsync(async services =>
    {
        var notes = services.GetRequiredService<WriteBackStore>();
        await notes.AskAsync(HiringRoom.Tenant, marker, content: marker, match, "greenhouse", Ct);
        if (isWritten)
            await notes.MarkWrittenAsync(HiringRoom.Tenant, marker, Ct);
    });
}

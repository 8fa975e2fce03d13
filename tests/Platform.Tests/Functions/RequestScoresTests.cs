using ClearView.Contracts;
using ClearView.Functions.Matching;
using ClearView.Hiring;
using ClearView.Platform.Tests.Hiring;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Functions;

public class RequestScoresTests
{
    private const int More = 7;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_other_side_is_asked_for_page_by_page_and_each_pair_once(bool ofCandidate)
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.DoAsync(async services =>
        {
            var (candidates, jobs) = (services.GetRequiredService<CandidateStore>(), services.GetRequiredService<JobStore>());
            for (var n = 0; n < (ofCandidate ? 1 : RequestScores.PairsPerMessage + More); n++)
                await candidates.SaveSkillsAsync(HiringRoom.Tenant, 1, new SkillsExtracted(Candidate($"{n}"), Features($"{n}", 1), "1"), default);
            for (var n = 0; n < (ofCandidate ? RequestScores.PairsPerMessage + More : 1); n++)
                await jobs.SaveParsedAsync(HiringRoom.Tenant, 1, new JobParsed(Job($"{n}"), JobFeatures($"{n}", 1), [], "1"), default);
        });

        var first = await HandleAsync(ofCandidate ? new FeaturesStored(Candidate("0"), null) : new FeaturesStored(null, Job("0")));
        var second = await HandleAsync(Assert.Single(first.OfType<FeaturesStored>()));

        Assert.Equal(RequestScores.PairsPerMessage, Pairs(first).Count);
        Assert.Equal(More, Pairs(second).Count);
        Assert.Empty(second.OfType<FeaturesStored>());
        Assert.Equal(RequestScores.PairsPerMessage + More, Pairs(first).Concat(Pairs(second)).Distinct().Count());

        async Task<IReadOnlyList<object>> HandleAsync(FeaturesStored message)
        {
            await room.HandleAsync("request-scores", message, (message.Candidate?.ToString() ?? message.Job?.ToString())!, 1);
            return await room.TakePublishedAsync();
        }
    }

    private static IReadOnlyList<(CandidateId, JobId)> Pairs(IEnumerable<object> published) =>
    [
        .. published.OfType<ScoresRequested>().SelectMany(r => r.Candidates.SelectMany(c => r.Jobs.Select(j => (c.Candidate, j.Job)))),
    ];
}

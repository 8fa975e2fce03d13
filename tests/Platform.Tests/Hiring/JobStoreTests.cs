using ClearView.Contracts;
using ClearView.Hiring;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Hiring;

public class JobStoreTests
{
    private static readonly string[] _names = ["smith", "cooper", "baker"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_lead_through_all_jobs_and_each_stands_on_one()
    {
        await using var room = await HiringRoom.OpenAsync();
        var before = await AskAsync(room, jobs => jobs.AnyAsync(HiringRoom.Tenant, Ct));
        await PublishAsync(room);

        var first = await AskAsync(room, jobs => jobs.PageAsync(HiringRoom.Tenant, null, 2, Ct));
        var second = await AskAsync(room, jobs => jobs.PageAsync(HiringRoom.Tenant, first[^1].Id, 2, Ct));
        var third = await AskAsync(room, jobs => jobs.PageAsync(HiringRoom.Tenant, second[^1].Id, 2, Ct));

        Assert.Equal((2, 1, 0), (first.Count, second.Count, third.Count));
        Assert.Equal(_names.Select(Job).ToHashSet(), first.Concat(second).Select(j => j.Id).ToHashSet());
        Assert.False(before);
        Assert.True(await AskAsync(room, jobs => jobs.AnyAsync(HiringRoom.Tenant, Ct)));
    }

    [Fact]
    public async Task People_find_jobs_by_their_titles()
    {
        await using var room = await HiringRoom.OpenAsync();
        await PublishAsync(room);

        var listed = await AskAsync(room, jobs => jobs.ByTitleAsync(HiringRoom.Tenant, 1, 5, Ct));

        Assert.Equal(["cooper", "smith"], listed.Select(j => j.Title));
        Assert.Equal("baker", await AskAsync(room, jobs => jobs.FindTitleAsync(HiringRoom.Tenant, Job("baker"), Ct)));
        Assert.Null(await AskAsync(room, jobs => jobs.FindTitleAsync(HiringRoom.Tenant, Job("nobody"), Ct)));
    }

    private static Task PublishAsync(HiringRoom room) => room.DoAsync(async services =>
    {
        foreach (var name in _names)
            await services.GetRequiredService<JobStore>().SaveAsync(HiringRoom.Tenant, 1, new JobPublished(Job(name), new Origin("greenhouse", name), name, "text"), Ct);
    });

    private static Task<T> AskAsync<T>(HiringRoom room, Func<JobStore, Task<T>> ask) => room.ScopeAsync(services => ask(services.GetRequiredService<JobStore>()));
}

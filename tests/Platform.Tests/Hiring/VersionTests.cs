using ClearView.Hiring;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Hiring;

public class VersionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_grows_though_the_clock_is_set_back()
    {
        await using var room = await HiringRoom.OpenAsync();
        var now = room.Clock.GetUtcNow();
        await room.DoAsync(services => services.GetRequiredService<IntakeStore>().SaveAsync(HiringRoom.Tenant, "job:1", new IntakeReceipt("hash", "job", "1"), now, Ct));

        long[] versions = [await NextAsync(now), await NextAsync(now.AddHours(-1)), await NextAsync(now.AddHours(-1)), await NextAsync(now.AddHours(1))];

        var first = now.ToUnixTimeMilliseconds();
        Assert.Equal([first, first + 1, first + 2, now.AddHours(1).ToUnixTimeMilliseconds()], versions);

        Task<long> NextAsync(DateTimeOffset at) => room.DoAsync(services =>
            services.GetRequiredService<IntakeStore>().NextVersionAsync(HiringRoom.Tenant, "job:1", at, Ct));
    }

    [Theory]
    [InlineData(1, "first", 2, "second", "second")]
    [InlineData(2, "second", 1, "first", "second")]
    [InlineData(1, "a", 1, "b", "b")]
    [InlineData(1, "b", 1, "a", "b")]
    public async Task Of_two_applications_for_one_job_the_later_counts_whichever_comes_first(long one, string oneId, long two, string twoId, string expected)
    {
        await using var room = await HiringRoom.OpenAsync();

        await room.SaveApplicationAsync(Application("ada", "smith", oneId), one);
        await room.SaveApplicationAsync(Application("ada", "smith", twoId), two);

        var stored = await room.DoAsync(services => services.GetRequiredService<WriteBackStore>()
            .FindApplicationAsync(HiringRoom.Tenant, Candidate("ada"), Job("smith"), Ct));
        Assert.Equal(expected, stored?.SourceId);
    }
}

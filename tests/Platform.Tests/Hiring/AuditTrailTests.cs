using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Tests.Postgres;
using ClearView.Web.Reviews;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Hiring;

public class AuditTrailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trail_that_nobody_touched_holds()
    {
        await using var room = await HiringRoom.OpenAsync();
        Assert.Equal((0, null), await VerifyAsync(room));

        await AppendAsync(room, 3);

        Assert.Equal((3, null), await VerifyAsync(room));
    }

    [Theory]
    [InlineData("UPDATE audit SET at = 'never' WHERE seq = 2", 2)]
    [InlineData("DELETE FROM audit WHERE seq = 2", 2)]
    [InlineData("DELETE FROM audit WHERE seq > 2", 3)]
    [InlineData("DELETE FROM audit", 1)]
    [InlineData("DELETE FROM audit_head", 3)]
    [InlineData("UPDATE audit_head SET box = 'AAAA'", 3)]
    [InlineData("DELETE FROM audit WHERE seq > 2; DELETE FROM audit_head", 2)]
    public async Task What_was_changed_or_cut_off_shows_and_a_later_entry_does_not_cover_it(string change, long brokenAt)
    {
        await using var room = await HiringRoom.OpenAsync();
        await AppendAsync(room, 3);
        await room.DoAsync(services => services.GetRequiredService<HiringDb>().ExecuteAsync(
            (OnPostgresAttribute.IsOnThisTest
                ? "ALTER TABLE audit DISABLE TRIGGER ALL; ALTER TABLE audit_head DISABLE TRIGGER ALL; "
                : "DROP TRIGGER audit_is_never_changed; DROP TRIGGER audit_is_never_cut; DROP TRIGGER audit_head_stays; ") + change, new { }, Ct));

        Assert.Equal(brokenAt, (await VerifyAsync(room)).BrokenAt);
        await AppendAsync(room, 2);

        Assert.NotNull((await VerifyAsync(room)).BrokenAt);
    }

    [Fact]
    public async Task The_store_itself_refuses_to_change_the_trail_or_to_lose_its_end()
    {
        await using var room = await HiringRoom.OpenAsync();
        await AppendAsync(room, 1);

        foreach (var change in (string[])["UPDATE audit SET at = 'never'", "DELETE FROM audit", "DELETE FROM audit_head"])
        {
            var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => room.DoAsync(services =>
                services.GetRequiredService<HiringDb>().ExecuteAsync(change, new { }, Ct)));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ReviewDecision.Refuse, "review.refused")]
    [InlineData(ReviewDecision.Release, "review.released")]
    public async Task What_a_reviewer_decides_is_in_the_trail_once(string decision, string type)
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HoldAsync(Held("ada"), 1);

        for (var time = 0; time < 2; time++)
            Assert.Equal(DecisionOutcome.Done, await DecideAsync());

        var entries = await room.DoAsync(services => services.GetRequiredService<HiringDb>().QueryAsync<string>("SELECT type || ' ' || subject FROM audit", new { }, Ct));
        Assert.Equal([$"{type} {Candidate("ada")}"], entries);
        Assert.Equal((1, null), await VerifyAsync(room));

        Task<DecisionOutcome> DecideAsync() => room.ScopeAsync(services => new ReviewDecision(
            services.GetRequiredService<ReviewStore>(), services.GetRequiredService<AuditTrail>(), services.GetRequiredService<IUnitOfWork>(),
            services.GetRequiredService<MessageWriter>(), room.Clock).DecideAsync(Candidate("ada"), decision, null, Ct));
    }

    private static Task<(long Entries, long? BrokenAt)> VerifyAsync(HiringRoom room) =>
        room.ScopeAsync(services => services.GetRequiredService<AuditTrail>().VerifyAsync(Ct));

    private static async Task AppendAsync(HiringRoom room, int count)
    {
        for (var n = 0; n < count; n++)
        {
            await room.DoAsync(services => services.GetRequiredService<AuditTrail>().AppendAsync(
                HiringRoom.Tenant, MessageId.New(TimeProvider.System), "test", "somebody", new byte[] { 1 }, room.Clock.GetUtcNow(), Ct));
        }
    }
}

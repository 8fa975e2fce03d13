using ClearView.Messaging.Store;

namespace ClearView.Messaging.Tests.Store;

public sealed class OutboxTurnsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beside_others_a_tenant_has_no_more_under_way_than_its_credit_and_alone_as_much_as_there_is()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var outbox = room.Outbox();
        var turns = new OutboxTurns(outbox, TenantShares.Equal, room.Clock);
        var known = new HashSet<long>();
        await CommitAsync(room, "flood", 2 * TenantPace.Credit);
        await CommitAsync(room, "small", 1);

        var beside = await TakeAllAsync(turns, known);

        Assert.Equal(TenantPace.Credit, beside.Count(t => t == "flood"));
        Assert.Contains("small", beside[..2]);
        Assert.True(turns.AwaitsCredit);

        // The others have sent nothing for a while, and nobody has answered yet.
        room.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TenantPace.Credit, (await TakeAllAsync(turns, known)).Count);
        Assert.False(turns.AwaitsCredit);
    }

    [Fact]
    public async Task Beside_others_a_tenants_credit_comes_back_with_time_in_groups_and_not_with_answers_alone()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var outbox = room.Outbox();
        var turns = new OutboxTurns(outbox, TenantShares.Equal, room.Clock);
        var known = new HashSet<long>();
        await CommitAsync(room, "flood", 3 * TenantPace.Credit);
        await CommitAsync(room, "small", 1);
        var first = await TakeAllAsync(turns, known);
        foreach (var tenant in first)
            turns.Ended(new TenantId(tenant));

        Assert.Empty(await TakeAllAsync(turns, known));
        room.Clock.Advance(TimeSpan.FromSeconds(OutboxTurns.Group / TenantPace.PerSecond / 2));
        var tooEarly = await TakeAllAsync(turns, known); // some may go, but not enough for a group
        room.Clock.Advance(TimeSpan.FromSeconds(OutboxTurns.Group / TenantPace.PerSecond));
        var then = await TakeAllAsync(turns, known);

        Assert.Empty(tooEarly);
        Assert.InRange(then.Count, (OutboxTurns.Group * 1.5) - 1, (OutboxTurns.Group * 1.5) + 1);
    }

    [Fact]
    public async Task A_tenant_with_a_larger_share_sends_more_in_its_turn_and_has_more_under_way()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var outbox = room.Outbox();
        var turns = new OutboxTurns(outbox, TenantShares.Parse("large=2"), room.Clock);
        await CommitAsync(room, "large", (2 * TenantPace.Credit) + 10);
        await CommitAsync(room, "small", TenantPace.Credit + 10);

        var sent = await TakeAllAsync(turns, []);

        Assert.Equal("llsllsll", string.Concat(sent.Take(8).Select(t => t[0])));
        Assert.Equal((2 * TenantPace.Credit, TenantPace.Credit), (sent.Count(t => t == "large"), sent.Count(t => t == "small")));
    }

    private static async Task CommitAsync(StoreRoom room, string tenant, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var message = room.Message($"{tenant} {i}");
            await room.CommitAsync(message with { Envelope = message.Envelope with { Tenant = new TenantId(tenant) } }, Ct);
        }
    }

    /// <summary>Until there is nothing for now; each is under way from then on.</summary>
    private static async Task<List<string>> TakeAllAsync(OutboxTurns turns, HashSet<long> known)
    {
        var tenants = new List<string>();
        while (await turns.NextAsync(known, Ct) is { } entry)
        {
            known.Add(entry.Position);
            turns.Began(entry.Message.Envelope.Tenant);
            tenants.Add(entry.Message.Envelope.Tenant.Value);
        }

        return tenants;
    }
}

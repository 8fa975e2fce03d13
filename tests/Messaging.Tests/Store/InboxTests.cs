using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

public class InboxTests
{
    private static readonly FunctionDescriptor _clerk = PostOffice.Clerk;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_kept_once_for_each_function()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var inbox = room.Inbox();

        var first = await inbox.KeepAsync(_clerk, [room.Delivery("a"), room.Delivery("b"), room.Delivery("a")], Ct);
        var again = await inbox.KeepAsync(_clerk, [room.Delivery("a"), room.Delivery("c")], Ct);
        var other = await inbox.KeepAsync(_clerk with { Name = "other" }, [room.Delivery("a")], Ct);

        Assert.Equal([true, true, false], first.Select(m => m is not null));
        Assert.Equal([false, true], again.Select(m => m is not null));
        Assert.NotNull(other[0]);
    }

    [Fact]
    public async Task What_history_has_is_kept_once_and_as_it_was_published()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var inbox = room.Inbox();
        await inbox.KeepAsync(_clerk, [room.Delivery("a")], Ct);

        var first = await inbox.KeepFromHistoryAsync(_clerk, [room.Message("a"), room.Message("b")], Ct);
        var again = await inbox.KeepFromHistoryAsync(_clerk, [room.Message("a"), room.Message("b"), room.Message("c")], Ct);
        var live = await inbox.KeepAsync(_clerk, [room.Delivery("b")], Ct);

        Assert.Equal((1, 1), (first, again));
        Assert.Null(live[0]);
        var read = await inbox.ReadAsync("clerk", Assert.Single(await inbox.PartsAsync("clerk", Ct)), 0, 10, Ct);
        Assert.Equal(room.Message("c").Envelope, read[^1].Envelope);
        Assert.Equal("c", System.Text.Encoding.UTF8.GetString(read[^1].Body.Span));
    }

    [Fact]
    public async Task What_comes_by_way_of_history_is_superseded_by_a_later_version_that_was_handled_meanwhile()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var inbox = room.Inbox();
        var live = (await inbox.KeepAsync(_clerk, [room.Delivery("live", version: 5)], Ct))[0]!;
        await inbox.KeepFromHistoryAsync(_clerk, [With("older", 4), With("same", 5), With("newer", 6), With("another key", 4, "key-2")], Ct);
        var waiting = (await WaitingAsync(room)).Where(m => m.Position != live.Position).ToList();

        var before = await Task.WhenAll(waiting.Select(m => inbox.IsSupersededAsync(m, Ct)));
        await using (var session = room.Session())
        {
            session.BeginWhenUsed(live);
            Assert.True(await session.FinishAsync(Ct));
        }

        var after = new Dictionary<MessageId, bool>();
        foreach (var message in waiting)
            after[message.Envelope.Id] = await inbox.IsSupersededAsync(message, Ct);
        Assert.All(before, Assert.False);
        Assert.True(after[MessageId.Derive("older")]);
        Assert.False(after[MessageId.Derive("same")]);
        Assert.False(after[MessageId.Derive("newer")]);
        Assert.False(after[MessageId.Derive("another key")]);

        OutgoingMessage With(string name, long version, string key = "key-1") =>
            room.Message(name) with { Envelope = room.Message(name).Envelope with { SourceVersion = version, OrderKey = key } };
    }

    [Fact]
    public async Task Rows_of_what_ended_long_ago_go_and_what_waits_or_is_dead_stays_however_old()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var inbox = room.Inbox();
        var old = await inbox.KeepAsync(_clerk, [room.Delivery("done"), room.Delivery("erased"), room.Delivery("dead"), room.Delivery("waits"), room.Delivery("ends late")], Ct);
        await inbox.EndAsync(old[0]!, InboxState.Done, Ct);
        await inbox.EndAsync(old[1]!, InboxState.Erased, Ct);
        await room.CommitAsync(room.Message("done"), Ct);
        await room.CommitAsync(room.Message("waits"), Ct);
        await inbox.BuryAsync(old[2]!, new FailureCause("x", "X.", null, null, 1, room.Clock.GetUtcNow(), room.Clock.GetUtcNow(), "clerk", "1"), Ct);
        room.Clock.Advance(TimeSpan.FromDays(10));
        await inbox.EndAsync(old[4]!, InboxState.Done, Ct);
        await inbox.EndAsync((await inbox.KeepAsync(_clerk, [room.Delivery("done of late")], Ct))[0]!, InboxState.Done, Ct);

        // In steps of two rows, as a large inbox would be gone through.
        var (after, removed) = (0L, 0);
        while (await inbox.RemoveEndedAsync(room.Clock.GetUtcNow() - TimeSpan.FromDays(5), after, 2, Ct) is var (reached, count))
            (after, removed) = (reached, removed + count);

        Assert.Equal(2, removed);
        Assert.Equal(MessageId.Derive("waits").ToString(), await room.Database.ScalarAsync("SELECT message_id FROM accepted", Ct));
        Assert.Equal(1, await room.Database.CountAsync("accepted", Ct));
        Assert.Equal(4, await room.Database.CountAsync("inbox", Ct));
        Assert.Equal([true, true, false, false, false], (await inbox.KeepAsync(
            _clerk, [room.Delivery("done"), room.Delivery("erased"), room.Delivery("dead"), room.Delivery("waits"), room.Delivery("ends late")], Ct)).Select(m => m is not null));
    }

    private static async Task<IReadOnlyList<KeptMessage>> WaitingAsync(StoreRoom room)
    {
        var messages = new List<KeptMessage>();
        foreach (var part in await room.Inbox().PartsAsync("clerk", Ct))
            messages.AddRange(await room.Inbox().ReadAsync("clerk", part, 0, 100, Ct));
        return messages;
    }

    [Fact]
    public async Task What_was_kept_comes_out_whole_and_in_order()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var inbox = room.Inbox();
        var kept = await inbox.KeepAsync(_clerk, [.. Enumerable.Range(0, 5).Select(i => room.Delivery($"{i}"))], Ct);

        var part = Assert.Single(await inbox.PartsAsync("clerk", Ct));
        var read = await inbox.ReadAsync("clerk", part, 0, 10, Ct);

        Assert.Equal(kept.Select(m => m!.Position), read.Select(m => m.Position));
        Assert.Equal(room.Message("0").Envelope, read[0].Envelope);
        Assert.Equal("0", System.Text.Encoding.UTF8.GetString(read[0].Body.Span));
        Assert.Equal(read.Skip(2).Select(m => m.Position), (await inbox.ReadAsync("clerk", part, read[1].Position, 10, Ct)).Select(m => m.Position));
        Assert.Equal(read.Select(m => m.Position), (await inbox.ReadLaneAsync("clerk", part.Tenant, "key-1", 0, 10, Ct)).Select(m => m.Position));
        Assert.Equal(3, await inbox.CountWaitingAsync("clerk", 3, Ct));
        Assert.Equal(5, await inbox.CountWaitingAsync("clerk", 100, Ct));
    }

    [Fact]
    public async Task Each_tenant_and_each_hash_of_a_key_is_a_part()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.Inbox().KeepAsync(_clerk, [
            .. Enumerable.Range(0, 200).Select(i => room.Delivery($"{i}", orderKey: $"key-{i}")),
            room.Delivery("other", tenant: new TenantId("a/strange tenant"))], Ct);

        var parts = await room.Inbox().PartsAsync("clerk", Ct);

        Assert.Equal(InboxPart.Count + 1, parts.Count);
        Assert.Equal(InboxPart.Count, parts.Where(p => p.Tenant.Value == "tenant-1").Select(p => p.Number).Distinct().Count());
        Assert.Contains(parts, p => p.Tenant.Value == "a/strange tenant");
    }

    [Fact]
    public async Task What_ended_waits_no_more_and_says_how_it_ended()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var inbox = room.Inbox();
        var kept = await inbox.KeepAsync(_clerk, [room.Delivery("dead"), room.Delivery("erased"), room.Delivery("later"), room.Delivery("done")], Ct);
        var now = room.Clock.GetUtcNow();
        var cause = new FailureCause("code", "Text.", null, null, 1, now, now, "clerk", "1");

        await inbox.BuryAsync(kept[0]!, cause, Ct);
        await inbox.BuryAsync(kept[0]!, cause, Ct);
        await inbox.EndAsync(kept[1]!, InboxState.Erased, Ct);
        await inbox.PostponeAsync(kept[2]!, now.AddSeconds(5), cause, Ct);
        Assert.True(await FinishAsync(room, kept[3]!));
        Assert.False(await FinishAsync(room, kept[3]!));

        var waiting = Assert.Single(await inbox.ReadAsync("clerk", kept[0]!.Part, 0, 10, Ct));
        Assert.Equal((kept[2]!.Position, 2, now.AddSeconds(5), cause), (waiting.Position, waiting.Attempt, waiting.Due, waiting.LastFailure));
        Assert.Null(await inbox.FindAsync(kept[0]!.Position, Ct));
        Assert.Equal("2 3 0 1", await room.Database.ScalarAsync("SELECT string_agg(CAST(state AS TEXT), ' ' ORDER BY position) FROM inbox", Ct));
        Assert.Equal(1, await room.Database.CountAsync("dead_letters", Ct));
        Assert.Equal(0, await room.Database.CountAsync("inbox WHERE state <> 0 AND body IS NOT NULL", Ct));
    }

    [Fact]
    public async Task Only_one_process_has_a_right_and_it_passes_on_when_it_is_given_up()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var (one, two) = (room.Inbox(), room.Inbox(room.Another()));

        await using var first = await one.TryTakeAsync("part/1", Ct);
        var refused = await two.TryTakeAsync("part/1", Ct);
        await using var other = await two.TryTakeAsync("part/2", Ct);
        await first!.DisposeAsync();
        await using var second = await two.TryTakeAsync("part/1", Ct);

        Assert.Null(refused);
        Assert.NotNull(other);
        Assert.NotNull(second);
        Assert.Equal((false, true), (first.IsHeld, second.IsHeld));
    }

    internal static async Task<bool> FinishAsync(StoreRoom room, KeptMessage message)
    {
        await using var session = room.Session();
        session.BeginWhenUsed(message);
        return await session.FinishAsync(Ct);
    }
}

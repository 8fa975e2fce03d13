using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using ClearView.Tests.Postgres;

namespace ClearView.Messaging.Tests.Dead;

public class LetterListsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Letters_of_one_cause_are_a_group_that_says_how_many_since_when_whose_and_why()
    {
        using var room = await DeadRoom.OpenAsync();
        var began = room.Store.Clock.GetUtcNow();
        await room.DieAsync("one", tenant: "tenant-1");
        room.Store.Clock.Advance(TimeSpan.FromMinutes(5));
        await room.DieAsync("two", tenant: "tenant-2");
        await room.DieAsync("other", isTransient: true);

        var groups = await room.Lists.GroupsAsync(new LetterFilter(), 10, Ct);

        Assert.Equal(2, groups.Count);
        Assert.Equal(
            ("clerk", 2L, began, began.AddMinutes(5), "no-good", 2L, false),
            (groups[0].Key.Function, groups[0].Letters, groups[0].FirstAt, groups[0].LastAt, groups[0].Cause?.Code, groups[0].Tenants, groups[0].IsTransient));
        Assert.Equal(["tenant-1", "tenant-2"], groups[0].SomeTenants);
        Assert.Equal((1L, "away", true), (groups[1].Letters, groups[1].Cause?.Code, groups[1].IsTransient));
        Assert.Single(await room.Lists.GroupsAsync(new LetterFilter(), 1, Ct));
        Assert.Equal(1, Assert.Single(await room.Lists.GroupsAsync(new LetterFilter(Tenant: "tenant-2"), 10, Ct)).Letters);
    }

    [Fact]
    public async Task Single_letters_come_in_pages_and_one_tells_how_often_it_was_redriven()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 5; i++)
            await room.DieAsync($"{i}", key: $"key-{i}");
        var (_, _) = await room.ToEndAsync(await room.BeginAsync(), fails: _ => true);

        var first = await room.Lists.LettersAsync(new LetterFilter(), 0, 3, Ct);
        var rest = await room.Lists.LettersAsync(new LetterFilter(), first[^1].Id, 3, Ct);

        Assert.Equal((3, 2), (first.Count, rest.Count));
        var again = rest[^1];
        Assert.Equal((MessageId.Derive("0"), 1L, 0L, 1L), (again.Envelope.Id, again.Redrives, again.AutomaticRedrives, again.BodyLength));
        Assert.Equal(again, await room.Lists.FindAsync(again.Id, Ct));
        Assert.Null(await room.Lists.FindAsync(first[0].Id - 1, Ct));
    }

    [Fact]
    public async Task What_was_discarded_is_not_among_them_any_more_and_keeps_its_reason()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        await room.DieAsync("two");
        var first = (await room.Lists.LettersAsync(new LetterFilter(), 0, 1, Ct))[0];

        await using var session = room.Store.Session();
        await session.BeginAsync(Ct);
        var discards = new Discards(session, room.Store.Clock);
        var discard = await discards.AddAsync(new LetterFilter(Letter: first.Id), "ann", "sent again", Ct);
        var messages = await discards.MessagesAsync(discard!, Ct);
        var none = await discards.AddAsync(new LetterFilter(Letter: first.Id), "ann", "sent again", Ct);
        await session.CommitAsync(Ct);

        Assert.Equal([$"clerk {MessageId.Derive("one")}"], messages);
        Assert.Null(none);
        Assert.Equal(MessageId.Derive("two"), Assert.Single(await room.Lists.LettersAsync(new LetterFilter(), 0, 10, Ct)).Envelope.Id);
        Assert.Equal(1, (await room.Lists.GroupsAsync(new LetterFilter(), 10, Ct))[0].Letters);
        Assert.Equal(discard!.Id, (await room.Lists.FindAsync(first.Id, Ct))!.Discard);
        Assert.Equal(1, await new DeadLetters(room.Database, room.Store.Clock).CountAsync(Ct));
        Assert.Equal("ann: sent again, 1", await room.Database.ScalarAsync($"SELECT discarded_by || ': ' || reason || ', ' || letters FROM discards WHERE discard = {discard.Id}", Ct));
        var (redrive, _) = await room.ToEndAsync(await room.BeginAsync());
        Assert.Equal(1, redrive.Moved);
    }

    [Fact]
    public async Task Letters_of_an_older_version_learn_whether_their_cause_is_transient()
    {
        Assert.SkipWhen(OnPostgresAttribute.IsOnThisTest, "Its first version had no letters of the form that SQLite had.");
        using var folder = new TempFolder();
        using var store = new SqliteStore(folder.In("store.db"));
        await StoreSchema.ApplyAsync(store, "messaging", [.. MessagingSchema.Scripts.Take(4)], Ct);
        foreach (var (id, type) in (ValueTuple<string, Type>[])[("1", typeof(TransientFailureException)), ("2", typeof(PermanentFailureException))])
        {
            var cause = Commands.Json(new FailureCause("c", "t", type.FullName, null, 1, default, default, "clerk", "1"));
            await store.ExecuteAsync($"""
                INSERT INTO dead_letters (function, message_id, code, fingerprint, cause, failed_at, tenant, source_version, key_id, type, source, time, body)
                VALUES ('clerk', '{id}', 'c', 'f', '{cause}', 1, 't', 1, 'k', 'letter.v1', 's', 't', x'01')
                """, Ct);
        }

        await StoreServices.PrepareAsync(store, Ct);

        Assert.Equal("1 0", await store.ScalarAsync("SELECT string_agg(CAST(transient AS TEXT), ' ' ORDER BY message_id) FROM dead_letters", Ct));
    }
}

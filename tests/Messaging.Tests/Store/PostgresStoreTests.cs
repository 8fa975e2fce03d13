using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Postgres;
using ClearView.Messaging.Tests.Support;
using ClearView.Tests.Postgres;
using Npgsql;

namespace ClearView.Messaging.Tests.Store;

/// <summary>What only a server can do to us.</summary>
[OnPostgres]
public sealed class PostgresStoreTests
{
    private static readonly FunctionDescriptor _clerk = PostOffice.Clerk;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_those_who_ask_to_be_alone_one_is_inside_and_the_next_sees_what_it_did()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var databases = new[] { room.Database, room.Another() };

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () =>
        {
            await using var session = room.Session(database: databases[i % 2]);
            await session.BeginAsync(Ct);
            await session.AloneAsync("count", Ct);
            var count = int.Parse(await session.ReadCheckpointAsync("count", Ct) ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            await session.WriteCheckpointAsync("count", $"{count + 1}", Ct);
            await session.CommitAsync(Ct);
        }, Ct)));

        await using var reader = room.Session();
        Assert.Equal("40", await reader.ReadCheckpointAsync("count", Ct));
    }

    [Fact]
    public async Task Nobody_sees_a_later_position_of_the_inbox_before_an_earlier_one()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var seen = new HashSet<long>();
        long highest = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var keeping = Task.WhenAll(Enumerable.Range(0, 8).Select(process => Task.Run(async () =>
        {
            var inbox = room.Inbox(room.Another());
            for (var i = 0; i < 25; i++)
                await inbox.KeepAsync(_clerk, [.. Enumerable.Range(0, 5).Select(n => room.Delivery($"{process} {i} {n}"))], Ct);
        }, Ct)));
        var passed = new List<long>();
        while (!keeping.IsCompleted || seen.Count < 1000)
        {
            var positions = await room.Database.ListAsync<long>("SELECT position FROM inbox", Ct);
            passed.AddRange(positions.Where(p => seen.Add(p) && p < highest));
            highest = Math.Max(highest, positions.DefaultIfEmpty().Max());
        }

        await keeping;
        Assert.Empty(passed);
    }

    [Fact]
    public async Task Rights_are_lost_with_their_connection_and_can_be_taken_anew()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var inbox = room.Inbox();
        await using var one = await inbox.TryTakeAsync("part/1", Ct);
        await using var two = await inbox.TryTakeAsync("part/2", Ct);
        var again = await inbox.TryTakeAsync("part/1", Ct);

        await room.Store.Postgres.EndSessionsAsync(Ct);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => inbox.TryTakeAsync("part/3", Ct));
        var after = (one!.IsHeld, two!.IsHeld);
        await using var other = await TakeAsync(room.Inbox(room.Another()), "part/2");
        await using var anew = await TakeAsync(inbox, "part/1");
        await two.DisposeAsync(); // gives up nothing that another has

        Assert.Null(again);
        Assert.Equal((false, false), after);
        Assert.True(other.IsHeld);
        Assert.True(anew.IsHeld);
        Assert.Null(await inbox.TryTakeAsync("part/2", Ct));
    }

    [Fact]
    public async Task A_right_that_nobody_asks_about_is_known_as_lost_too()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var right = await room.Inbox().TryTakeAsync("part/1", Ct);

        await room.Store.Postgres.EndSessionsAsync(Ct);

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while (right!.IsHeld)
            await Task.Delay(20, deadline.Token);
    }

    /// <summary>A session that was ended says so before it has given up its locks.</summary>
    private static async Task<IRight> TakeAsync(Inbox inbox, string right)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while (true)
        {
            if (await inbox.TryTakeAsync(right, deadline.Token) is { } taken)
                return taken;
            await Task.Delay(10, deadline.Token);
        }
    }

    [Fact]
    public async Task A_server_that_ends_a_transaction_is_away_and_nothing_of_it_is_kept()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using (var session = room.Session())
        {
            await session.BeginAsync(Ct);
            await session.WriteCheckpointAsync("a", "1", Ct);
            await room.Store.Postgres.EndSessionsAsync(Ct);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => session.CommitAsync(Ct));
        }

        await using var next = room.Session();
        Assert.Null(await next.ReadCheckpointAsync("a", Ct));
    }

    [Fact]
    public async Task A_wrong_statement_is_not_taken_for_a_server_that_is_away()
    {
        using var room = await StoreRoom.OpenAsync(Ct);

        var wrong = await Assert.ThrowsAsync<PostgresException>(() => room.Database.ExecuteAsync("SELECT * FROM nowhere", Ct));

        Assert.False(room.Database.IsAway(wrong));
    }

    [Fact]
    public async Task More_writers_than_connections_wait_for_each_other_and_all_get_through()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        using var small = new PostgresStore(room.Store.Postgres.Address + "?Maximum Pool Size=4");

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            await using var session = room.Session(database: small);
            await session.ReadCheckpointAsync("first", Ct);
            await session.BeginAsync(Ct);
            await session.WriteCheckpointAsync($"{i}", "1", Ct);
            await using (var reader = room.Session(database: small)) // as one that looks a key up in the middle of its work
                await reader.ReadCheckpointAsync("first", Ct);
            await session.CommitAsync(Ct);
        }, Ct))).WaitAsync(PostOffice.Deadline, Ct);

        Assert.Equal(30, await room.Database.CountAsync("checkpoints", Ct));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_away_and_its_password_is_in_no_text()
    {
        const string Password = "very-secret-word";
        using var nowhere = new PostgresStore($"postgres://somebody:{Password}@127.0.0.1:1/db");

        var away = await Assert.ThrowsAsync<StoreUnavailableException>(() => nowhere.OpenAsync(Ct));

        Assert.Equal("postgres://127.0.0.1:1/db", nowhere.Name);
        Assert.DoesNotContain(Password, away.ToString(), StringComparison.Ordinal);
    }
}

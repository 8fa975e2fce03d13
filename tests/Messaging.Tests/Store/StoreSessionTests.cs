using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

public class StoreSessionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_sees_a_unit_of_work_before_its_commit_and_then_all_of_it()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var session = room.Session();

        await session.BeginAsync(Ct);
        await session.WriteCheckpointAsync("a", "seen", Ct);
        await session.SendAsync([room.Message("b")], Ct);
        await session.WriteCheckpointAsync("poll", "page-2", Ct);
        var before = await CountAllAsync(room);
        await session.CommitAsync(Ct);

        Assert.Equal("0 0", before);
        Assert.Equal("1 2", await CountAllAsync(room));
    }

    [Fact]
    public async Task A_unit_of_work_that_is_not_committed_leaves_nothing_and_holds_up_nobody()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using (var session = room.Session())
        {
            await session.BeginAsync(Ct);
            await session.WriteCheckpointAsync("a", "seen", Ct);
            await session.SendAsync([room.Message("b")], Ct);
        }

        Assert.Equal("0 0", await CountAllAsync(room));
        await room.CommitAsync(room.Message("c"), Ct).WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task A_scope_that_ends_while_its_unit_of_work_still_waits_to_begin_leaves_no_lock_behind()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "Nobody waits to begin on PostgreSQL.");
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var elsewhere = room.Session(database: room.Another());
        await elsewhere.BeginAsync(Ct);
        var leftBehind = room.Session();
        var beginning = Task.Run(() => leftBehind.BeginAsync(Ct), Ct);
        // It waits inside SQLite, for a lock of another process: nothing of it can be seen from here.
        await Task.Delay(300, Ct);
        Assert.False(beginning.IsCompleted);

        await leftBehind.DisposeAsync();
        await elsewhere.ConfirmReadAsync(Ct);
        await beginning.WaitAsync(PostOffice.Deadline, Ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

        await room.CommitAsync(room.Message("a"), Ct).WaitAsync(PostOffice.Deadline, Ct);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => leftBehind.SendAsync([room.Message("b")], Ct));
    }

    [Fact]
    public async Task A_second_writer_waits_for_the_first_and_sees_what_it_did()
    {
        Assert.SkipWhen(TestStore.IsPostgres, "On PostgreSQL only those wait who ask to be alone.");
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var first = room.Session();
        await using var second = room.Session(database: room.Another());
        await first.BeginAsync(Ct);
        await first.WriteCheckpointAsync("a", "seen", Ct);

        var entering = Task.Run(async () =>
        {
            await second.BeginAsync(Ct);
            return await second.ReadCheckpointAsync("a", Ct);
        }, Ct);
        await first.CommitAsync(Ct);

        Assert.Equal("seen", await entering.WaitAsync(PostOffice.Deadline, Ct));
    }

    [Fact]
    public async Task A_checkpoint_holds_its_last_committed_value()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        foreach (var value in new[] { "one", "two" })
        {
            await using var session = room.Session();
            await session.BeginAsync(Ct);
            await session.WriteCheckpointAsync("poll", value, Ct);
            await session.CommitAsync(Ct);
        }

        await using var reader = room.Session();
        Assert.Equal("two", await reader.ReadCheckpointAsync("poll", Ct));
        Assert.Null(await reader.ReadCheckpointAsync("other", Ct));
    }

    [Fact]
    public async Task Using_it_out_of_order_is_told()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var session = room.Session();

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.SendAsync([room.Message("a")], Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.CommitAsync(Ct));
        await session.BeginAsync(Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.BeginAsync(Ct));
    }

    [Fact]
    public async Task Four_processes_that_write_at_once_never_hear_that_the_database_is_locked()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var databases = Enumerable.Range(0, 4).Select(_ => room.Another()).ToList();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await using var session = room.Session(database: databases[worker % 4]);
                await session.BeginAsync(Ct);
                await session.WriteCheckpointAsync($"{worker} {i}", "seen", Ct);
                await session.SendAsync([room.Message($"{worker} {i}")], Ct);
                await session.CommitAsync(Ct);

                var outbox = room.Outbox(database: databases[worker % 4]);
                await outbox.RemoveAsync([(await room.Database.ScalarAsync("SELECT MIN(position) FROM outbox", Ct) as long?) ?? 0], Ct);
            }
        })));

        Assert.Equal(160, await room.Database.CountAsync("checkpoints", Ct));
    }

    private static async Task<string?> CountAllAsync(StoreRoom room) => (string?)await room.Database.ScalarAsync(
        "SELECT (SELECT COUNT(*) FROM outbox) || ' ' || (SELECT COUNT(*) FROM checkpoints)", Ct);
}

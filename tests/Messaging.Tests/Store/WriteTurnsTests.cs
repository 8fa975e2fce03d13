using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

public sealed class WriteTurnsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Quick_writers_that_wait_for_each_other_share_a_transaction_and_one_that_fails_undoes_itself_only()
    {
        using var room = await RoomAsync();
        var database = room.AnotherOfQuickWriters();
        await WriteAsync(database, "quick", "warm up"); // known to be quick from now on
        var first = await database.BeginAsync("quick", Ct);
        await InsertAsync(first, "first");
        var failing = FailAsync(database, "quick");
        var third = WriteAsync(database, "quick", "third");

        var committing = first.CommitAsync();
        await Task.WhenAll(committing, failing, third).WaitAsync(PostOffice.Deadline, Ct);

        Assert.Equal("first third warm up", await room.Database.ScalarAsync("SELECT group_concat(name, ' ') FROM (SELECT name FROM notes ORDER BY name)", Ct));
    }

    [Fact]
    public async Task Who_was_slow_the_last_time_keeps_no_finished_writer_waiting()
    {
        using var room = await RoomAsync();
        await using (var slow = await room.Database.BeginAsync("slow", Ct))
        {
            await Task.Delay(20, Ct);
            await slow.CommitAsync();
        }

        var first = await room.Database.BeginAsync("quick", Ct);
        await InsertAsync(first, "first");
        var waiting = room.Database.BeginAsync("slow", Ct);
        await first.CommitAsync().WaitAsync(PostOffice.Deadline, Ct); // while the slow one has its turn

        Assert.Equal(1, await room.Database.CountAsync("notes", Ct));
        await using var second = await waiting.WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task A_writer_that_gives_up_waiting_leaves_its_place_to_the_next()
    {
        using var room = await RoomAsync();
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var first = await room.Database.BeginAsync("a", Ct);
        var second = room.Database.BeginAsync("b", impatient.Token);
        var third = WriteAsync(room.Database, "c", "third");

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await first.DisposeAsync();
        await third.WaitAsync(PostOffice.Deadline, Ct);

        Assert.Equal(1, await room.Database.CountAsync("notes", Ct));
    }

    [Fact]
    public async Task A_transaction_that_cannot_be_kept_fails_all_that_were_in_it_and_the_next_begins_anew()
    {
        using var room = await RoomAsync();
        var database = room.AnotherOfQuickWriters();
        await WriteAsync(database, "quick", "warm up");
        var first = await database.BeginAsync("quick", Ct);
        await InsertAsync(first, "first");
        var second = BreakAsync(database);
        var committing = first.CommitAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => committing.WaitAsync(PostOffice.Deadline, Ct));
        await Assert.ThrowsAnyAsync<Exception>(() => second.WaitAsync(PostOffice.Deadline, Ct));
        await WriteAsync(database, "quick", "after");

        Assert.Equal("after warm up", await room.Database.ScalarAsync("SELECT group_concat(name, ' ') FROM (SELECT name FROM notes ORDER BY name)", Ct));
    }

    [Fact]
    public async Task Who_waits_for_his_commit_when_the_store_is_closed_gets_an_answer()
    {
        using var room = await RoomAsync();
        var database = room.AnotherOfQuickWriters();
        await WriteAsync(database, "quick", "warm up");
        var first = await database.BeginAsync("quick", Ct);
        await InsertAsync(first, "first");
        var second = database.BeginAsync("quick", Ct);
        var third = database.BeginAsync("quick", Ct);
        var committing = first.CommitAsync(); // kept open for the second
        var hasTurn = await second.WaitAsync(PostOffice.Deadline, Ct);

        database.Dispose();
        var alsoCommitting = hasTurn.CommitAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => committing.WaitAsync(PostOffice.Deadline, Ct));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => alsoCommitting.WaitAsync(PostOffice.Deadline, Ct));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => third.WaitAsync(PostOffice.Deadline, Ct));
        Assert.Equal(1, await room.Database.CountAsync("notes", Ct));
    }

    private static async Task<StoreRoom> RoomAsync()
    {
        var room = await StoreRoom.OpenAsync(Ct);
        await room.Database.ExecuteAsync("CREATE TABLE notes (name TEXT NOT NULL)", Ct);
        return room;
    }

    private static async Task WriteAsync(IStoreDatabase database, string writer, string name)
    {
        await using var write = await database.BeginAsync(writer, Ct);
        await InsertAsync(write, name);
        await write.CommitAsync();
    }

    private static async Task FailAsync(SqliteStore database, string writer)
    {
        await using var write = await database.BeginAsync(writer, Ct);
        await InsertAsync(write, "undone");
    }

    /// <summary>The whole transaction is gone behind the library's back, as after a failing disk.</summary>
    private static async Task BreakAsync(SqliteStore database)
    {
        await using var write = await database.BeginAsync("quick", Ct);
        await using var command = write.Connection.CreateCommand();
        command.CommandText = "ROLLBACK";
        command.Transaction = write.Transaction;
        await command.ExecuteNonQueryAsync(Ct);
        await write.CommitAsync();
    }

    private static async Task InsertAsync(IStoreWrite write, string name)
    {
        var command = write.Command("INSERT INTO notes (name) VALUES (@name)");
        command.Add("@name", name);
        await command.ExecuteNonQueryAsync(Ct);
    }
}

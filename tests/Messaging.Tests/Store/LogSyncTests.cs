using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace ClearView.Messaging.Tests.Store;

public sealed class LogSyncTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_commit_waits_for_a_sync_that_began_after_it_and_one_serves_all_that_wait()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        using var disk = new HeldDisk();
        var database = room.Another(disk.Sync);

        var first = CommitAsync(room, database, "a");
        await disk.BeginsAsync();
        var others = Enumerable.Range(0, 10).Select(i => CommitAsync(room, database, $"b{i}")).ToList();
        await room.HoldsAsync(11, Ct); // appended, and not on disk
        Assert.False(first.IsCompleted);

        disk.EndOne();
        await first.WaitAsync(PostOffice.Deadline, Ct);
        await disk.BeginsAsync();
        Assert.DoesNotContain(others, o => o.IsCompleted);

        disk.EndAll();
        await Task.WhenAll(others).WaitAsync(PostOffice.Deadline, Ct);
        Assert.InRange(disk.Begun, 2, 5); // one that was long without a processor may come after the second began
    }

    [Fact]
    public async Task A_message_is_known_as_handled_and_an_entry_as_kept_only_when_that_is_on_disk()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        using var disk = new HeldDisk();
        var database = room.Another(disk.Sync);
        var commit = Task.WhenAll(CommitAsync(room, database, "a"), room.Inbox(database).KeepAsync(PostOffice.Clerk, [room.Delivery("a")], Ct));
        await disk.BeginsAsync();
        await room.HoldsAsync(1, Ct, "inbox");

        using var slow = new HeldDisk();
        var other = room.Another(slow.Sync);
        var entering = room.Inbox(other).KeepAsync(PostOffice.Clerk, [room.Delivery("a")], Ct);
        var reading = room.Outbox(database: other).ReadAllAsync(Ct);
        await slow.BeginsAsync();
        Assert.False(entering.IsCompleted || reading.IsCompleted);

        slow.EndAll();
        Assert.Equal([null], await entering.WaitAsync(PostOffice.Deadline, Ct));
        Assert.Single(await reading.WaitAsync(PostOffice.Deadline, Ct));
        disk.EndAll();
        await commit.WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task What_a_scope_has_read_is_on_disk_when_that_is_confirmed()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        using var disk = new HeldDisk();
        var commit = CommitAsync(room, room.Another(disk.Sync), "a");
        await disk.BeginsAsync();

        using var slow = new HeldDisk();
        await using var session = room.Session(database: room.Another(slow.Sync));
        var confirming = session.ConfirmReadAsync(Ct);
        await slow.BeginsAsync();
        Assert.False(confirming.IsCompleted);

        slow.EndAll();
        await confirming.WaitAsync(PostOffice.Deadline, Ct);
        disk.EndAll();
        await commit.WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task A_log_that_could_not_be_opened_once_is_opened_by_the_next_who_needs_it()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var database = room.Another(RandomAccess.FlushToDisk);
        var aside = database.Path + ".aside";
        File.Move(database.Path, aside);
        Directory.CreateDirectory(database.Path);
        await Assert.ThrowsAsync<SqliteException>(() => database.SyncAsync(Ct));
        Directory.Delete(database.Path);
        File.Move(aside, database.Path);

        await CommitAsync(room, database, "a").WaitAsync(PostOffice.Deadline, Ct);
    }

    [Fact]
    public async Task After_a_failed_sync_nothing_counts_as_kept_until_all_of_it_was_written_again()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var database = await DatabaseAfterFailedAsync(room, d => CommitAsync(room, d, "a"));
        await CommitAsync(room, database, "b");

        await AssertStandsInDatabaseAsync(room, "outbox", "a");
    }

    [Fact]
    public async Task After_a_failed_sync_the_message_that_comes_back_is_enough_to_write_all_again()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var database = await DatabaseAfterFailedAsync(room, d => room.Inbox(d).KeepAsync(PostOffice.Clerk, [room.Delivery("a")], Ct));

        Assert.Equal([null], await room.Inbox(database).KeepAsync(PostOffice.Clerk, [room.Delivery("a")], Ct));

        await AssertStandsInDatabaseAsync(room, "inbox", "a");
    }

    /// <summary>Its first sync failed, and none after that does.</summary>
    private static async Task<SqliteStore> DatabaseAfterFailedAsync(StoreRoom room, Func<SqliteStore, Task> write)
    {
        var fails = true;
        var database = room.Another(log =>
        {
            if (fails)
                throw new IOException("A test wants this sync to fail.");
            RandomAccess.FlushToDisk(log);
        });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => write(database));
        fails = false;
        return database;
    }

    private static async Task AssertStandsInDatabaseAsync(StoreRoom room, string table, string name)
    {
        // Without the log: what the failed sync may have lost stands in the database itself.
        var alone = room.CopyOfDatabaseAlone();
        await using var connection = new SqliteConnection($"Data Source={alone};Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table} WHERE message_id = @id";
        command.Parameters.AddWithValue("@id", MessageId.Derive(name).ToString());
        Assert.Equal(1L, await command.ExecuteScalarAsync(Ct));
    }

    private static async Task CommitAsync(StoreRoom room, SqliteStore database, string name)
    {
        await using var session = room.Session(database: database);
        await session.BeginAsync(Ct);
        await session.SendAsync([room.Message(name)], Ct);
        await session.CommitAsync(Ct);
    }

    /// <summary>A disk that keeps nothing until it is told to.</summary>
    private sealed class HeldDisk : IDisposable
    {
        private readonly SemaphoreSlim _begun = new(0);
        private readonly SemaphoreSlim _may = new(0);
        private volatile bool _all;

        public int Begun { get; private set; }

        public void Sync(SafeFileHandle log)
        {
            Begun++;
            _begun.Release();
            if (!_all && !_may.Wait(PostOffice.Deadline))
                throw new IOException("The test did not let this sync end.");
        }

        public async Task BeginsAsync() => Assert.True(await _begun.WaitAsync(PostOffice.Deadline, Ct));

        public void EndOne() => _may.Release();

        public void EndAll()
        {
            _all = true;
            _may.Release();
        }

        public void Dispose()
        {
            _begun.Dispose();
            _may.Dispose();
        }
    }
}

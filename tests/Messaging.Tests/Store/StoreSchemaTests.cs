using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

public sealed class StoreSchemaTests
{
    private static readonly string[] _scripts = ["CREATE TABLE a (n INTEGER)", "CREATE TABLE b (n INTEGER); INSERT INTO b VALUES (1)"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Applying_again_changes_nothing_and_new_scripts_follow_the_old()
    {
        using var folder = new TempFolder();
        using var database = new SqliteStore(folder.In("store.db"));

        await StoreSchema.ApplyAsync(database, "test", _scripts[..1], Ct);
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);
        await StoreSchema.ApplyAsync(database, "other", ["CREATE TABLE c (n INTEGER)"], Ct);

        Assert.Equal(1, await database.CountAsync("b", Ct));
        Assert.Equal(2L, await database.ScalarAsync("SELECT version FROM schema_versions WHERE component = 'test'", Ct));
        Assert.Equal("wal", await database.ScalarAsync("PRAGMA journal_mode", Ct));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_what_to_do()
    {
        using var folder = new TempFolder();
        using var database = new SqliteStore(folder.In("store.db"));
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreSchema.ApplyAsync(database, "test", _scripts[..1], Ct));

        Assert.Equal($"'{database.Path}' holds version 2 of 'test', and this ClearView knows up to 1. Start the newer version.", refused.Message);
    }

    [Fact]
    public async Task A_database_whose_content_is_read_no_more_is_refused_and_left_as_it_is()
    {
        using var folder = new TempFolder();
        using var database = new SqliteStore(folder.In("store.db"));
        await StoreSchema.ApplyAsync(database, "test", _scripts[..1], Ct);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreSchema.ApplyAsync(database, "test", _scripts, oldest: 2, Ct));

        Assert.Equal(
            $"'{database.Path}' holds version 1 of 'test', and this ClearView reads none before 2. Start it on an empty data folder, or start the older version.",
            refused.Message);
        Assert.Equal(1L, await database.ScalarAsync("SELECT version FROM schema_versions WHERE component = 'test'", Ct));
        using var empty = new SqliteStore(folder.In("empty.db"));
        await StoreSchema.ApplyAsync(empty, "test", _scripts, oldest: 2, Ct);
        Assert.Equal(1, await empty.CountAsync("b", Ct));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_the_version_before()
    {
        using var folder = new TempFolder();
        using var database = new SqliteStore(folder.In("store.db"));

        await Assert.ThrowsAnyAsync<Exception>(() => StoreSchema.ApplyAsync(database, "test", [_scripts[0], "CREATE NONSENSE"], Ct));
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);

        Assert.Equal(1, await database.CountAsync("b", Ct));
    }

    [Fact]
    public async Task Four_who_start_at_once_make_one_schema()
    {
        using var folder = new TempFolder();
        for (var round = 0; round < 10; round++)
        {
            var path = folder.In($"{round}", "store.db");
            using var go = new Barrier(4);

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(async () =>
            {
                using var database = new SqliteStore(path);
                go.SignalAndWait(Ct);
                await StoreServices.PrepareAsync(database, Ct);
                await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);
            }, Ct, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

            using var after = new SqliteStore(path);
            Assert.Equal(1, await after.CountAsync("b", Ct));
        }
    }
}

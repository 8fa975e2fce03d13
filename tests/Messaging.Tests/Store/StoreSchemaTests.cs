using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

public class StoreSchemaTests
{
    private static readonly string[] _scripts = ["CREATE TABLE a (n BIGINT)", "CREATE TABLE b (n BIGINT); INSERT INTO b VALUES (1)"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Applying_again_changes_nothing_and_new_scripts_follow_the_old()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();

        await StoreSchema.ApplyAsync(database, "test", _scripts[..1], Ct);
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);
        await StoreSchema.ApplyAsync(database, "other", ["CREATE TABLE c (n BIGINT)"], Ct);

        Assert.Equal(1, await database.CountAsync("b", Ct));
        Assert.Equal(2, await VersionAsync(database));
        if (!TestStore.IsPostgres)
            Assert.Equal("wal", await database.ScalarAsync("PRAGMA journal_mode", Ct));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_what_to_do()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreSchema.ApplyAsync(database, "test", _scripts[..1], Ct));

        Assert.Equal($"'{database.Name}' holds version 2 of 'test', and this ClearView knows up to 1. Start the newer version.", refused.Message);
    }

    [Fact]
    public async Task A_database_whose_content_is_read_no_more_is_refused_and_left_as_it_is()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();
        await StoreSchema.ApplyAsync(database, "test", _scripts[..1], Ct);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StoreSchema.ApplyAsync(database, "test", _scripts, oldest: 2, Ct));

        Assert.Equal(
            $"'{database.Name}' holds version 1 of 'test', and this ClearView reads none before 2. Start it on an empty data folder, or start the older version.",
            refused.Message);
        Assert.Equal(1, await VersionAsync(database));
        using var another = await TestStore.NewAsync(Ct);
        var empty = another.Open();
        await StoreSchema.ApplyAsync(empty, "test", _scripts, oldest: 2, Ct);
        Assert.Equal(1, await empty.CountAsync("b", Ct));
    }

    [Fact]
    public async Task A_script_that_fails_leaves_the_version_before()
    {
        using var store = await TestStore.NewAsync(Ct);
        var database = store.Open();

        await Assert.ThrowsAnyAsync<Exception>(() => StoreSchema.ApplyAsync(database, "test", [_scripts[0], "CREATE NONSENSE"], Ct));
        await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);

        Assert.Equal(1, await database.CountAsync("b", Ct));
    }

    [Fact]
    public async Task Four_who_start_at_once_make_one_schema()
    {
        for (var round = 0; round < (TestStore.IsPostgres ? 3 : 10); round++)
        {
            using var store = await TestStore.NewAsync(Ct);
            var databases = Enumerable.Range(0, 4).Select(_ => store.Open()).ToList();
            using var go = new Barrier(4);

            await Task.WhenAll(databases.Select(database => Task.Factory.StartNew(async () =>
            {
                go.SignalAndWait(Ct);
                await StoreServices.PrepareAsync(database, Ct);
                await StoreSchema.ApplyAsync(database, "test", _scripts, Ct);
            }, Ct, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

            Assert.Equal(1, await databases[0].CountAsync("b", Ct));
        }
    }

    private static async Task<long> VersionAsync(IStoreDatabase database) => Convert.ToInt64(
        await database.ScalarAsync("SELECT version FROM schema_versions WHERE component = 'test'", Ct), System.Globalization.CultureInfo.InvariantCulture);
}

using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;
using ClearView.Tests.Postgres;

namespace ClearView.Messaging.Tests.Store;

[OnPostgres]
public sealed class SchemasAlikeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_engines_have_the_same_tables_columns_and_unique_keys()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        using var folder = new TempFolder();
        using var file = new SqliteStore(folder.In("store.db"));
        await StoreServices.PrepareAsync(file, Ct);

        var (sqlite, postgres) = (await Catalog.OfSqliteAsync(file, Ct), await Catalog.OfPostgresAsync(room.Database, Ct));

        Assert.Contains("inbox.body BLOB?", sqlite);
        Assert.Contains("inbox unique (function, message_id)", sqlite);
        Assert.Equal(sqlite, postgres);
    }

    [Theory]
    [InlineData("ALTER TABLE outbox ADD COLUMN more TEXT COLLATE \"C\" NULL", "outbox.more TEXT?")]
    [InlineData("ALTER TABLE outbox ALTER COLUMN sender DROP NOT NULL", "outbox.sender TEXT?")]
    [InlineData("CREATE UNIQUE INDEX x ON outbox (tenant)", "outbox unique (tenant)")]
    [InlineData("ALTER TABLE outbox ALTER COLUMN sender TYPE TEXT COLLATE \"default\"", "outbox.sender TEXT by language")]
    public async Task A_difference_shows(string change, string shown)
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.Database.ExecuteAsync(change, Ct);

        Assert.Contains(shown, await Catalog.OfPostgresAsync(room.Database, Ct));
    }
}

using System.Data.Common;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

/// <summary>Statements and connections that are used again are as good as new.</summary>
public sealed class PreparedStatementsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteStore _store;

    public PreparedStatementsTests() => _store = new SqliteStore(_folder.In("store.db"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_statement_is_prepared_once_and_has_nothing_of_its_last_use()
    {
        await using var connection = await _store.OpenAsync(Ct);
        var answers = new List<object?>();
        for (var i = 0; i < 3; i++)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT @a || ifnull(@b, '-')";
            command.Add("@a", $"{i}");
            command.Add("@b", i == 1 ? "x" : null);
            answers.Add(await command.ExecuteScalarAsync(Ct));
        }

        await using (var without = connection.CreateCommand())
        {
            without.CommandText = "SELECT @a || ifnull(@b, '-')";
            await Assert.ThrowsAnyAsync<Exception>(() => without.ExecuteScalarAsync(Ct));
        }

        Assert.Equal(["0-", "1x", "2-"], answers);
        Assert.Equal(1, ((PreparedConnection)connection).Kept);
    }

    [Fact]
    public async Task Two_commands_of_one_text_do_not_share_a_reader()
    {
        await using var connection = await _store.OpenAsync(Ct);
        await using var first = connection.CreateCommand();
        first.CommandText = "VALUES (1), (2)";
        await using var one = await first.ExecuteReaderAsync(Ct);
        await one.ReadAsync(Ct);
        await using var second = connection.CreateCommand();
        second.CommandText = "VALUES (1), (2)";

        Assert.Equal(1L, await second.ExecuteScalarAsync(Ct));
        Assert.True(await one.ReadAsync(Ct));
        Assert.Equal(2L, one.GetInt64(0));
    }

    [Fact]
    public async Task A_table_that_has_changed_is_read_as_it_is_now()
    {
        await _store.ExecuteAsync("CREATE TABLE notes (name TEXT) STRICT", Ct);
        var before = await ReadAsync();
        await _store.ExecuteAsync("ALTER TABLE notes ADD COLUMN size INTEGER; INSERT INTO notes VALUES ('a', 7)", Ct);

        Assert.Equal(1, before);
        Assert.Equal(2, await ReadAsync());

        async Task<int> ReadAsync()
        {
            await using var connection = await _store.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT * FROM notes";
            await using var reader = await command.ExecuteReaderAsync(Ct);
            return reader.FieldCount;
        }
    }

    [Fact]
    public async Task A_connection_with_an_open_transaction_or_reader_serves_nobody_else()
    {
        await _store.ExecuteAsync("PRAGMA journal_mode = WAL; CREATE TABLE notes (name TEXT) STRICT; INSERT INTO notes VALUES ('a')", Ct);
        await using (var left = await _store.OpenAsync(Ct))
        {
            await AskAsync(left, "BEGIN");
            await AskAsync(left, "SELECT COUNT(*) FROM notes");
        }

        await using (var reading = await _store.OpenAsync(Ct))
        {
            var command = reading.CreateCommand(); // not ended, as an exception in the middle would leave it
            command.CommandText = "SELECT name FROM notes";
            await (await command.ExecuteReaderAsync(Ct)).ReadAsync(Ct);
        }

        using (var elsewhere = new SqliteStore(_folder.In("store.db")))
            await elsewhere.ExecuteAsync("INSERT INTO notes VALUES ('b')", Ct);
        await using var next = await _store.OpenAsync(Ct);
        Assert.Equal(2L, await AskAsync(next, "SELECT COUNT(*) FROM notes"));
    }

    [Fact]
    public async Task More_connections_than_are_kept_are_given_out_and_texts_do_not_pile_up()
    {
        var open = new List<DbConnection>();
        for (var i = 0; i < 40; i++)
            open.Add(await _store.OpenAsync(Ct));
        foreach (var connection in open)
            await connection.DisposeAsync();
        await using var one = await _store.OpenAsync(Ct);
        for (var i = 0; i < 2_000; i++)
            await AskAsync(one, $"SELECT {i}");

        Assert.InRange(((PreparedConnection)one).Kept, 1, 256);
        Assert.InRange(open.Count(c => c.State == System.Data.ConnectionState.Open), 1, 16);
    }

    private static async Task<object?> AskAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Ct);
    }
}

using ClearView.Messaging.Sqlite;
using static ClearView.Messaging.Tests.SqliteLetters;

namespace ClearView.Messaging.Tests;

public sealed class SqliteFileTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_body_is_stored_once_for_all_queues_and_goes_with_the_last_of_them()
    {
        var path = fixture.NewPath();
        await using var transport = await StartedAsync(path);
        await transport.PublishAsync(Letter("shared"), Ct);
        await transport.StopAsync(Ct);
        Assert.Equal(1, ReadFile(path, "SELECT count(*) FROM bodies"));
        Assert.Equal(2, ReadFile(path, "SELECT count(*) FROM queued"));

        await AckOneAsync(transport, Letters);
        Assert.Equal(1, ReadFile(path, "SELECT count(*) FROM bodies"));

        await AckOneAsync(transport, Copies);
        Assert.Equal(0, ReadFile(path, "SELECT count(*) FROM bodies"));
        Assert.Equal(0, ReadFile(path, "SELECT count(*) FROM queued"));
    }

    [Fact]
    public async Task A_message_that_dies_in_two_queues_makes_two_dead_letters()
    {
        var path = fixture.NewPath();
        await using var transport = await StartedAsync(path);
        await transport.PublishAsync(Letter("dies twice"), Ct);
        foreach (var queue in new[] { Letters, Copies })
        {
            await using var consumer = await transport.ConsumeAsync(queue, 1, Ct);
            await (await NextAsync(consumer)).DeadLetterAsync(Cause, Ct);
        }

        await using (var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct))
        {
            foreach (var delivery in await NextAsync(dead, 2))
                await delivery.AckAsync(Ct);
        }

        await transport.StopAsync(Ct);
        Assert.Equal(0, ReadFile(path, "SELECT count(*) FROM bodies"));
    }

    [Fact]
    public async Task A_queue_whose_function_was_removed_keeps_its_mail()
    {
        var path = fixture.NewPath();
        await using (var before = await StartedAsync(path))
            await before.PublishAsync(Letter("kept"), Ct);

        await using var after = new SqliteTransport(path);
        await after.StartAsync(new Topology([new(Letters, ["letter.v1"])]), Ct);
        await after.PublishAsync(Letter("only for letters now"), Ct);

        Assert.Equal(1, (await StateAsync(after, Copies)).Ready);
        Assert.Equal(2, (await StateAsync(after, Letters)).Ready);
        await using var consumer = await after.ConsumeAsync(Copies, 1, Ct);
        Assert.Equal("kept", Text(await NextAsync(consumer)));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_with_advice()
    {
        var path = fixture.NewPath();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, new string('x', 20_000), Ct);

        var refusal = await Assert.ThrowsAsync<EmbeddedBrokerFileException>(() => StartedAsync(path));

        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("backup", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_refused_with_advice_and_leaves_no_lock()
    {
        var path = fixture.NewPath();
        await using (var before = await StartedAsync(path))
            await before.PublishAsync(Letter("lost"), Ct);
        await using (var file = new FileStream(path, FileMode.Open))
        {
            file.Position = 8192;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 8192).ToArray());
        }

        await Assert.ThrowsAsync<EmbeddedBrokerFileException>(() => StartedAsync(path));

        File.Delete(path);
        await using var anew = await StartedAsync(path);
        await anew.PublishAsync(Letter("works"), Ct);
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        var path = fixture.NewPath();
        await (await StartedAsync(path)).DisposeAsync();
        ReadFile(path, "PRAGMA user_version = 3; SELECT 0");

        var refusal = await Assert.ThrowsAsync<EmbeddedBrokerFileException>(() => StartedAsync(path));

        Assert.Contains("format 3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused_and_left_as_it_was()
    {
        var path = fixture.NewPath();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        ReadFile(path, "CREATE TABLE other (x); SELECT 0");

        await Assert.ThrowsAsync<EmbeddedBrokerFileException>(() => StartedAsync(path));

        Assert.Equal(1, ReadFile(path, "SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public async Task Only_the_owner_may_read_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps access lists instead of modes.");
        if (OperatingSystem.IsWindows())
            return;
        var path = fixture.NewPath();
        await using var transport = await StartedAsync(path);
        await transport.PublishAsync(Letter("private"), Ct);

        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_holds_up_nothing_and_stays_in_the_file()
    {
        var path = fixture.NewPath();
        await using (var before = await StartedAsync(path))
        {
            await before.SendAsync(Letters, Letter("damaged"), Ct);
            await before.SendAsync(Letters, Letter("fine"), Ct);
        }

        ReadFile(path, "UPDATE bodies SET envelope = '{\"id\":' WHERE seq = 1; SELECT 0");
        await using var transport = await StartedAsync(path);
        await using var consumer = await transport.ConsumeAsync(Letters, 10, Ct);

        await (await NextAsync(consumer)).AckAsync(Ct);
        var state = await StateAsync(transport, Letters);
        Assert.Equal((0, 0, 1), (state.Ready, state.InFlight, state.Delayed));
        await transport.StopAsync(Ct);
        Assert.Equal(1, ReadFile(path, "SELECT count(*) FROM bodies"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var path = fixture.NewPath();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetDirectoryName(path)!)!);
        await File.WriteAllTextAsync(Path.GetDirectoryName(path)!, "a file where the folder should be", Ct);

        var refusal = await Assert.ThrowsAsync<BrokerUnavailableException>(() => StartedAsync(path));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task AckOneAsync(SqliteTransport transport, string queue)
    {
        await transport.StartAsync(TwoQueues, Ct);
        await using (var consumer = await transport.ConsumeAsync(queue, 1, Ct))
            await (await NextAsync(consumer)).AckAsync(Ct);
        await transport.StopAsync(Ct);
    }
}

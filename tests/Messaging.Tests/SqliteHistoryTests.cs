using ClearView.Messaging.Sqlite;
using Microsoft.Extensions.Time.Testing;
using static ClearView.Messaging.Tests.SqliteLetters;

namespace ClearView.Messaging.Tests;

/// <summary>How long the embedded broker keeps history; the contract says what it is.</summary>
public sealed class SqliteHistoryTests(SqliteFixture fixture) : IClassFixture<SqliteFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_oldest_goes_when_history_takes_more_of_the_file_than_it_may()
    {
        await using var transport = await OpenAsync(new SqliteTransportOptions { Path = fixture.NewPath(), HistoryBytes = 50_000 });
        for (var i = 0; i < 100; i++)
            await transport.PublishAsync(Letter(new byte[2_000]), Ct);

        var kept = await ReadAsync(transport);

        Assert.InRange(kept.Count, 20, 25);
        Assert.Equal(await transport.EndOfHistoryAsync(Ct) - 1, kept[^1].Offset);
    }

    [Fact]
    public async Task The_oldest_goes_with_its_age_also_over_a_restart()
    {
        var clock = new FakeTimeProvider();
        var options = new SqliteTransportOptions { Path = fixture.NewPath(), HistoryAge = TimeSpan.FromDays(2) };
        await using (var before = await OpenAsync(options, clock))
        {
            await before.PublishAsync(Letter("old"), Ct);
            clock.Advance(TimeSpan.FromDays(1));
            await before.PublishAsync(Letter("younger"), Ct);
        }

        await using var after = await OpenAsync(options, clock);
        clock.Advance(TimeSpan.FromDays(1.5));
        await after.PublishAsync(Letter("new"), Ct);

        Assert.Equal(["younger", "new"], (await ReadAsync(after)).Select(e => System.Text.Encoding.UTF8.GetString(e.Message.Body.Span)));
    }

    [Fact]
    public async Task An_offset_is_never_given_twice_though_all_was_taken_and_the_broker_died()
    {
        var options = new SqliteTransportOptions { Path = fixture.NewPath() };
        var before = await OpenAsync(options);
        await before.PublishAsync(Letter("one"), Ct);
        await before.PublishAsync(Letter("two"), Ct);
        var end = await before.EndOfHistoryAsync(Ct);
        await before.AbandonAsync();

        await using var after = await OpenAsync(options);
        await after.PublishAsync(Letter("three"), Ct);

        Assert.True((await ReadAsync(after))[^1].Offset >= end);
    }

    [Fact]
    public async Task A_file_of_the_version_before_history_is_taken_over()
    {
        var path = fixture.NewPath();
        await using (var before = await StartedAsync(path))
            await before.PublishAsync(Letter("kept"), Ct);
        ReadFile(path, "DROP TABLE history; PRAGMA user_version = 1; SELECT 0");

        await using var after = await OpenAsync(new SqliteTransportOptions { Path = path });
        await after.PublishAsync(Letter("new"), Ct);

        Assert.Equal(2, (await StateAsync(after, Letters)).Ready);
        Assert.Single(await ReadAsync(after));
    }

    [Fact]
    public async Task A_publish_that_is_not_kept_is_not_in_history()
    {
        await using var transport = await OpenAsync(new SqliteTransportOptions { Path = fixture.NewPath() });
        transport.FailCommits(() => true);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.PublishAsync(Letter("refused"), Ct));
        transport.FailCommits(null);

        await transport.PublishAsync(Letter("taken"), Ct);

        Assert.Equal("taken", System.Text.Encoding.UTF8.GetString(Assert.Single(await ReadAsync(transport)).Message.Body.Span));
    }

    private static async Task<SqliteTransport> OpenAsync(SqliteTransportOptions options, TimeProvider? clock = null)
    {
        var transport = new SqliteTransport(options, clock);
        await transport.StartAsync(TwoQueues.WithHistory(), Ct);
        return transport;
    }

    private static async Task<List<HistoryEntry>> ReadAsync(SqliteTransport transport)
    {
        var entries = new List<HistoryEntry>();
        await foreach (var entry in transport.ReadHistoryAsync(0, await transport.EndOfHistoryAsync(Ct), Ct))
            entries.Add(entry);
        return entries;
    }
}

using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;
using ClearView.Tests.Postgres;
using ClearView.Web.Reviews;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Hiring;

/// <summary>A résumé that waits for a review while a newer version of it arrives.</summary>
public class SupersededTests
{
    private static readonly string _ada = Candidate("ada").ToString();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_waits_no_longer_its_text_is_gone_and_nobody_can_decide_on_it()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HandleAsync("save-candidate", Received("ada"), _ada, 1);
        await room.HoldAsync(Held("ada"), 1);
        var before = await room.AccountAsync();

        await room.HandleAsync("save-candidate", Received("ada"), _ada, 2);

        Assert.Equal((1, 0), (before.HeldForReview, (await room.AccountAsync()).HeldForReview));
        Assert.Empty(await WaitingAsync(room));
        Assert.Equal(0, await room.ScopeAsync(services => services.GetRequiredService<HiringDb>().FindAsync<long>("SELECT length(box) FROM held_resumes", new { }, Ct)));
        Assert.Equal(DecisionOutcome.Superseded, await DecideAsync(room, 1));
        Assert.Empty(await room.TakePublishedAsync());
    }

    [Fact]
    public async Task When_it_is_held_only_then_it_does_not_wait_at_all()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HandleAsync("save-candidate", Received("ada"), _ada, 2);

        await room.HoldAsync(Held("ada"), 1);

        Assert.Empty(await WaitingAsync(room));
        Assert.Equal(DecisionOutcome.NotFound, await DecideAsync(room, 1));
    }

    [Fact]
    public async Task A_newer_version_that_is_doubtful_too_waits_in_its_place()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HandleAsync("save-candidate", Received("ada"), _ada, 1);
        await room.HoldAsync(Held("ada"), 1);
        await room.HandleAsync("save-candidate", Received("ada"), _ada, 2);

        await room.HoldAsync(Held("ada"), 2);

        Assert.Equal(2, Assert.Single(await WaitingAsync(room)).Version);
        Assert.Equal(DecisionOutcome.Changed, await DecideAsync(room, 1));
        Assert.Equal(DecisionOutcome.Done, await DecideAsync(room, 2));
        Assert.Equal(DecisionOutcome.Done, await DecideAsync(room, 2)); // again, with its text gone
    }

    [Fact]
    public async Task A_store_of_before_is_put_right_when_it_is_opened()
    {
        Assert.SkipWhen(OnPostgresAttribute.IsOnThisTest, "There was no PostgreSQL before.");
        var folder = Directory.CreateTempSubdirectory("schema-");
        var path = Path.Combine(folder.FullName, "store.db");
        using (var store = new SqliteStore(path))
        {
            await StoreSchema.ApplyAsync(store, "hiring", [.. HiringSchema.Scripts.Take(4)], HiringSchema.Oldest, Ct);
            await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            await connection.OpenAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO candidates VALUES ('default', 'old', 2, 's', 's', '2026-11-01', 'c'), ('default', 'now', 1, 's', 's', '2026-11-01', 'c');
                INSERT INTO held_resumes VALUES
                    ('default', 'old', 1, 'm', 'waiting', '[]', 0, 'k', x'01'), ('default', 'now', 1, 'm', 'waiting', '[]', 0, 'k', x'01'),
                    ('default', 'out', 1, 'm', 'released', '[]', 0, 'k', x'01');
                """;
            await command.ExecuteNonQueryAsync(Ct);

            await StoreSchema.ApplyAsync(store, "hiring", HiringSchema.Scripts, HiringSchema.Oldest, Ct);

            command.CommandText = "SELECT group_concat(candidate || ' ' || state || ' ' || length(box), ', ' ORDER BY candidate) FROM held_resumes";
            Assert.Equal("now waiting 1, old superseded 0, out released 0", await command.ExecuteScalarAsync(Ct));
        }

        folder.Delete(recursive: true);
    }

    private static Task<IReadOnlyList<HeldSummary>> WaitingAsync(HiringRoom room) =>
        room.ScopeAsync(services => services.GetRequiredService<ReviewStore>().WaitingAsync(HiringRoom.Tenant, Ct));

    private static Task<DecisionOutcome> DecideAsync(HiringRoom room, long version) => room.ScopeAsync(services => new ReviewDecision(
        services.GetRequiredService<ReviewStore>(), services.GetRequiredService<AuditTrail>(), services.GetRequiredService<IUnitOfWork>(),
        services.GetRequiredService<MessageWriter>(), room.Clock).DecideAsync(Candidate("ada"), ReviewDecision.Release, version, Ct));
}

using System.Security.Cryptography;
using System.Text;
using ClearView.Contracts;
using ClearView.Functions;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Protection;
using ClearView.Messaging.Store;
using ClearView.Tests.Postgres;
using ClearView.Web.Reviews;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Hiring;

/// <summary>What waits for a review may still say who the person is.</summary>
public class HeldTextTests
{
    private const string Canary = "Ottoline Quillfeather";
    private static readonly ResumeHeld _doubtful = Held("ada") with
    {
        Text = $"{Canary}\nBuilt things in C#.",
        Doubts = [new Doubt("name", 0, Canary.Length, "The words at the top could be a name.")],
        Hidden = [new HiddenItem("email", 30, 50, "[email]", 30, "known", 100)],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_that_waits_is_in_no_file_of_the_store_and_opens_for_the_review()
    {
        Assert.SkipWhen(OnPostgresAttribute.IsOnThisTest, "The server's files are not ours to read.");
        await using var room = await HiringRoom.OpenAsync();
        await room.KnowAsync(Candidate("ada"));

        Assert.IsType<Outcome.Done>(await room.HandleAsync("hold-for-review", _doubtful, Candidate("ada").ToString(), 1));

        var held = await OpenAsync(room, "ada");
        Assert.Equal((_doubtful.Text, 1L), (held!.Resume.Text, held.Version));
        var bytes = Read(room);
        Assert.True(Has(bytes, "The words at the top")); // the search finds what is there
        Assert.False(Has(bytes, "Quillfeather"));
        Assert.Contains(room.Files, f => f.EndsWith("-wal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_review_alone_gets_the_text_and_tells_the_others_how_many_places_need_a_look()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.KnowAsync(Candidate("ada"));

        await room.HandleAsync("hold-for-review", _doubtful, Candidate("ada").ToString(), 2);
        await room.HandleAsync("hold-for-review", _doubtful, Candidate("ada").ToString(), 1);
        var opened = Assert.IsType<ReviewOpened>(Assert.Single(await room.TakePublishedAsync()));
        await room.HandleAsync("notify-employer", opened, Candidate("ada").ToString(), 2);

        Assert.Equal(["hold-for-review"], FunctionCatalog.All.Where(f => f.WireNames.Contains(ResumeHeld.WireName)).Select(f => f.Name));
        Assert.Contains("one place needs a look", System.IO.File.ReadAllText(Assert.Single(room.Mails)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReviewDecision.Refuse)]
    [InlineData(ReviewDecision.Release)]
    public async Task A_decision_leaves_no_text_in_the_files_of_the_store(string decision)
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HoldAsync(_doubtful, 1);

        Assert.Equal(DecisionOutcome.Done, await room.ScopeAsync(services => new ReviewDecision(
            services.GetRequiredService<ReviewStore>(), services.GetRequiredService<AuditTrail>(), services.GetRequiredService<IUnitOfWork>(),
            services.GetRequiredService<MessageWriter>(), room.Clock).DecideAsync(Candidate("ada"), decision, 1, Ct)));

        Assert.False(Has(Read(room), "Quillfeather"));
        Assert.Equal(0, await room.ScopeAsync(services => services.GetRequiredService<HiringDb>().FindAsync<long>("SELECT length(box) FROM held_resumes", new { }, Ct)));
        Assert.Null(await OpenAsync(room, "ada"));
        var published = (await room.TakePublishedAsync()).OfType<ResumeAnonymized>().Select(r => r.Text);
        Assert.Equal(decision == ReviewDecision.Release ? [_doubtful.Text] : [], published);
    }

    [Fact]
    public async Task What_waits_is_listed_without_opening_a_text()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HoldAsync(_doubtful, 1);
        await EraseAsync(room, "ada");

        var waiting = Assert.Single(await room.ScopeAsync(services => services.GetRequiredService<ReviewStore>().WaitingAsync(HiringRoom.Tenant, Ct)));

        Assert.Equal((Candidate("ada"), "waiting", 1), (waiting.Candidate, waiting.State, waiting.Hidden));
        Assert.Equal(_doubtful.Doubts, waiting.Doubts);
    }

    [Fact]
    public async Task An_erased_persons_text_opens_no_more_and_a_late_one_is_not_kept()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HoldAsync(_doubtful, 1);

        await EraseAsync(room, "ada");

        Assert.Null(await OpenAsync(room, "ada"));
        Assert.IsType<Outcome.Erased>(await room.HandleAsync("hold-for-review", _doubtful, Candidate("ada").ToString(), 2));
        Assert.Equal(1, await room.ScopeAsync(services => services.GetRequiredService<HiringDb>().FindAsync<long>("SELECT version FROM held_resumes", new { }, Ct)));
    }

    [Theory]
    [InlineData("version = 2")]
    [InlineData("envelope_id = '00000000000000000000000000000000'")]
    public async Task A_text_that_was_put_in_the_place_of_another_does_not_open(string change)
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HoldAsync(_doubtful, 1);
        await room.DoAsync(services => services.GetRequiredService<HiringDb>().ExecuteAsync($"UPDATE held_resumes SET {change}", new { }, Ct));

        await Assert.ThrowsAnyAsync<CryptographicException>(() => OpenAsync(room, "ada"));
    }

    private static Task<HeldResume?> OpenAsync(HiringRoom room, string name) =>
        room.ScopeAsync(services => services.GetRequiredService<ReviewStore>().OpenAsync(HiringRoom.Tenant, Candidate(name), Ct));

    private static Task<bool> EraseAsync(HiringRoom room, string name) => room.ScopeAsync(async services =>
    {
        await ((PersonKeys)services.GetRequiredService<IPersonKeys>()).EraseAsync(HiringRoom.Tenant, Candidate(name).ToString(), Ct);
        return true;
    });

    /// <summary>Every file, the log of writes included, as other processes see it.</summary>
    private static List<byte[]> Read(HiringRoom room) => [.. room.Files.Select(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return content.ToArray();
    })];

    private static bool Has(List<byte[]> files, string text) =>
        files.Any(f => f.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || f.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0);
}

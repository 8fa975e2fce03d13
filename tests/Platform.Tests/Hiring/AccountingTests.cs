using ClearView.Contracts;
using ClearView.Functions;
using ClearView.Hiring;
using ClearView.Messaging;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;
using Microsoft.Extensions.DependencyInjection;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Hiring;

public class AccountingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_score_accounts_for_its_own_pair_and_no_other()
    {
        await using var room = await HiringRoom.OpenAsync();
        await FourPairsAsync(room);

        await room.DieAsync("score-match", new ScoresRequested([Features("ada", 1)], [JobFeatures("smith", 1)]), Candidate("ada").ToString(), 1);
        await room.DieAsync("save-match", Score("ben", 1, "smith", 1), Candidate("ben").ToString(), 1);
        var account = await room.AccountAsync();

        Assert.Equal(
            new[] { NoScore("ada", "cooper"), NoScore("ben", "cooper") }.Order(StringComparer.Ordinal),
            account.Gaps.Order(StringComparer.Ordinal));
        Assert.Equal(2, account.Unaccounted);
        Assert.Equal(2, (await room.AccountAsync()).Unaccounted); // also from what it remembers
    }

    [Fact]
    public async Task A_dead_score_of_an_older_version_accounts_for_nothing()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.SaveFeaturesAsync("ada", 2);
        await room.SaveJobAsync("smith", 1);

        await room.DieAsync("score-match", new ScoresRequested([Features("ada", 1)], [JobFeatures("smith", 1)]), Candidate("ada").ToString(), 1);
        await room.DieAsync("request-scores", new FeaturesStored(Candidate("ada"), null), Candidate("ada").ToString(), 1);

        Assert.Equal([NoScore("ada", "smith")], (await room.AccountAsync()).Gaps);
    }

    [Fact]
    public async Task A_dead_join_accounts_for_the_pairs_of_its_side_that_nobody_asked_for()
    {
        await using var room = await HiringRoom.OpenAsync();
        await FourPairsAsync(room);
        await room.DoAsync(services => services.GetRequiredService<MatchStore>()
            .AskForAsync(HiringRoom.Tenant, Features("ada", 1), JobFeatures("cooper", 1), Ct));

        await room.DieAsync("request-scores", new FeaturesStored(Candidate("ada"), null), Candidate("ada").ToString(), 1);

        Assert.Equal(
            new[] { NoScore("ada", "cooper"), NoScore("ben", "cooper"), NoScore("ben", "smith") }.Order(StringComparer.Ordinal),
            (await room.AccountAsync()).Gaps.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_of_one_version_says_nothing_of_the_next()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.DoAsync(services => services.GetRequiredService<CandidateStore>().SaveAsync(HiringRoom.Tenant, 2, Received("ada"), Ct));

        await room.DieAsync("anonymize", Received("ada"), Candidate("ada").ToString(), 1);
        var older = await room.AccountAsync();
        await room.DieAsync("anonymize", Received("ada"), Candidate("ada").ToString(), 2);

        Assert.Equal([$"candidate {Candidate("ada")} is neither anonymous nor held nor dead"], older.Gaps);
        Assert.Equal(0, (await room.AccountAsync()).Unaccounted);
    }

    [Fact]
    public async Task A_discarded_letter_goes_on_accounting_for_its_gap_and_one_on_its_way_back_does_not()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.SaveFeaturesAsync("ada", 1);
        await room.SaveJobAsync("smith", 1);
        await room.SaveJobAsync("cook", 1);
        await room.DieAsync("save-match", Score("ada", 1, "smith", 1), Candidate("ada").ToString(), 1);
        await room.DieAsync("save-match", Score("ada", 1, "cook", 1), Candidate("ada").ToString(), 1);
        var lists = new LetterLists(room.Database);
        var letters = await lists.LettersAsync(new LetterFilter(), 0, 10, Ct);
        var dead = await room.AccountAsync();

        await room.DoAsync(services => services.GetRequiredService<Discards>().AddAsync(new LetterFilter(Letter: letters[0].Id), "ann", "not needed", Ct));
        var discarded = await room.AccountAsync();
        var run = new RedriveRun(room.Database, FunctionCatalog.All, room.Clock);
        var order = new RedriveOrder(new GroupKey(letters[1].Function, letters[1].Fingerprint), null, null, 1, TimeSpan.FromSeconds(1), "test");
        var redriving = run.BeginAsync(order, _ => { }, Ct);
        while (!redriving.IsCompleted)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1)); // nobody handles it
            await Task.WhenAny(redriving, Task.Delay(1, Ct));
        }

        var onItsWay = await room.AccountAsync();
        Assert.Equal((2, 0, 0), (dead.DeadLetters, dead.Discarded, dead.Unaccounted));
        Assert.Equal((1, 1, 0), (discarded.DeadLetters, discarded.Discarded, discarded.Unaccounted));
        Assert.Equal((0, 1), (onItsWay.DeadLetters, onItsWay.Discarded));
        Assert.Equal([$"candidate {Candidate("ada")} has no score for job {Job("cook")}"], onItsWay.Gaps);
    }

    [Fact]
    public async Task A_resume_that_was_released_and_never_stored_is_a_gap()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.DoAsync(services => services.GetRequiredService<CandidateStore>().SaveAsync(HiringRoom.Tenant, 1, Received("ada"), Ct));
        await room.HoldAsync(Held("ada"), 1);
        var held = await room.AccountAsync();

        await room.DoAsync(services => services.GetRequiredService<ReviewStore>().CloseAsync(HiringRoom.Tenant, Candidate("ada"), "released", Ct));

        Assert.Equal(0, held.Unaccounted);
        Assert.Equal(1, (await room.AccountAsync()).Unaccounted);
    }

    [Fact]
    public async Task What_came_in_and_was_never_stored_is_named_until_it_is_or_a_dead_letter_stands_for_it()
    {
        await using var room = await HiringRoom.OpenAsync();
        (string Function, OutgoingMessage Message)[] accepted =
        [
            ("save-candidate", room.Write(Received("ada"), MessageId.Derive("1"), Candidate("ada").ToString(), 1)),
            ("save-candidate", room.Write(Received("ben"), MessageId.Derive("2"), Candidate("ben").ToString(), 1)),
            ("save-job", room.Write(new JobPublished(Job("smith"), new Origin("greenhouse", "1"), "Smith", "text"), MessageId.Derive("3"), Job("smith").ToString(), 1)),
            ("save-application", room.Write(Application("ada", "smith"), MessageId.Derive("4"), Candidate("ada").ToString(), 1)),
        ];
        await room.DoAsync(services => services.GetRequiredService<IUnitOfWork>().SendAsync([.. accepted.Select(a => a.Message)], Ct));

        var before = await room.AccountAsync();
        await room.DieAsync(accepted[0].Function, accepted[0].Message);
        await room.DieAsync("outbox", accepted[1].Message);
        foreach (var (function, message) in accepted[2..])
            await room.HandleAsync(function, message);
        var after = await room.AccountAsync();

        Assert.Equal(
            new[]
            {
                $"an application of candidate {Candidate("ada")} was accepted and not stored", $"candidate {Candidate("ada")} was accepted and not stored",
                $"candidate {Candidate("ben")} was accepted and not stored", $"job {Job("smith")} was accepted and not stored",
            }.Order(StringComparer.Ordinal),
            before.Gaps.Order(StringComparer.Ordinal));
        Assert.Equal([$"job {Job("smith")} was not read"], after.Gaps);
    }

    [Fact]
    public async Task What_a_function_publishes_did_not_come_in()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.HandleAsync("save-application", Application("ada", "smith"), Candidate("ada").ToString(), 1);

        Assert.NotEmpty(await room.TakePublishedAsync());
        Assert.Equal(0, await room.DoAsync(services => services.GetRequiredService<HiringDb>().FindAsync<long>("SELECT COUNT(*) FROM accepted", new { }, Ct)));
    }

    [Fact]
    public async Task A_note_of_an_older_score_does_not_count_for_the_new_one()
    {
        await using var room = await HiringRoom.OpenAsync();
        await room.SaveApplicationAsync(Application("ada", "smith"));
        await room.SaveScoreAsync(Score("ada", 1, "smith", 1));
        await room.SaveNoteAsync(Score("ada", 1, "smith", 1), "marker-1", isWritten: true);
        var before = await room.AccountAsync();

        await room.SaveScoreAsync(Score("ada", 2, "smith", 1));

        Assert.Equal(0, before.Unaccounted);
        Assert.Equal([NoNote("ada", "smith")], (await room.AccountAsync()).Gaps);
    }

    [Theory]
    [InlineData("write-score")]
    [InlineData("save-write-back")]
    public async Task A_dead_note_accounts_for_itself_and_for_no_other_of_its_candidate(string function)
    {
        await using var room = await HiringRoom.OpenAsync();
        foreach (var job in new[] { "smith", "cooper" })
        {
            await room.SaveApplicationAsync(Application("ada", job));
            await room.SaveScoreAsync(Score("ada", 1, job, 1));
            await room.SaveNoteAsync(Score("ada", 1, job, 1), "marker-" + job, isWritten: false);
        }

        var origin = new Origin("greenhouse", "1");
        await room.DieAsync(
            function, function == "write-score"
                ? new ScoreWriteRequested(Candidate("ada"), Job("smith"), origin, "ada", 80, "marker-smith", "text")
                : new ScoreWritten(Candidate("ada"), Job("smith"), origin, "marker-smith", false),
            Candidate("ada").ToString(), 1);

        Assert.Equal([NoNote("ada", "cooper")], (await room.AccountAsync()).Gaps);
    }

    [Fact]
    public async Task A_dead_join_of_score_and_application_accounts_for_the_note_that_nobody_asked_for()
    {
        await using var room = await HiringRoom.OpenAsync();
        foreach (var job in new[] { "smith", "cooper", "baker" })
        {
            await room.SaveApplicationAsync(Application("ada", job));
            await room.SaveScoreAsync(Score("ada", 2, job, 1));
        }

        await room.DieAsync("write-score-to-hr-system", new MatchStored(Candidate("ada"), Job("smith"), 80), Candidate("ada").ToString(), 2);
        await room.DieAsync("write-score-to-hr-system", new ApplicationStored(Candidate("ada"), Job("cooper")), Candidate("ada").ToString(), 1);
        await room.DieAsync("write-score-to-hr-system", new MatchStored(Candidate("ada"), Job("baker"), 80), Candidate("ada").ToString(), 1);

        Assert.Equal([NoNote("ada", "baker")], (await room.AccountAsync()).Gaps);
    }

    private static async Task FourPairsAsync(HiringRoom room)
    {
        foreach (var candidate in new[] { "ada", "ben" })
            await room.SaveFeaturesAsync(candidate, 1);
        foreach (var job in new[] { "smith", "cooper" })
            await room.SaveJobAsync(job, 1);
    }

    private static string NoScore(string candidate, string job) => $"candidate {Candidate(candidate)} has no score for job {Job(job)}";

    private static string NoNote(string candidate, string job) => $"the score of candidate {Candidate(candidate)} for job {Job(job)} is not in greenhouse";
}

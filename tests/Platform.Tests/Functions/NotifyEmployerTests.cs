using ClearView.Contracts;
using ClearView.Platform.Tests.Hiring;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Functions;

public class NotifyEmployerTests
{
    private static readonly string _subject = Candidate("ada").ToString();

    [Fact]
    public async Task A_strong_match_is_told_though_the_application_comes_second()
    {
        await using var room = await RoomAsync(score: 80);

        await ScoreComesAsync(room);
        var before = room.Mails.Count;
        await room.SaveApplicationAsync(Application("ada", "smith"));
        await ApplicationComesAsync(room);

        Assert.Equal(0, before);
        Assert.Contains("80 of 100", await File.ReadAllTextAsync(Assert.Single(room.Mails), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_both_messages_find_both_it_is_one_mail_and_another_version_is_another()
    {
        await using var room = await RoomAsync(score: 80);
        await room.SaveApplicationAsync(Application("ada", "smith"));

        await ScoreComesAsync(room);
        await ApplicationComesAsync(room);
        var mails = room.Mails.Count;
        await room.SaveScoreAsync(Score("ada", 2, "smith", 1, 90));
        await ScoreComesAsync(room);

        Assert.Equal((1, 2), (mails, room.Mails.Count));
    }

    [Fact]
    public async Task A_weak_match_is_told_to_nobody()
    {
        await using var room = await RoomAsync(score: 69);
        await room.SaveApplicationAsync(Application("ada", "smith"));

        await ScoreComesAsync(room);
        await ApplicationComesAsync(room);

        Assert.Empty(room.Mails);
    }

    private static async Task<HiringRoom> RoomAsync(int score)
    {
        var room = await HiringRoom.OpenAsync();
        await room.SaveJobAsync("smith", 1);
        await room.SaveScoreAsync(Score("ada", 1, "smith", 1, score));
        return room;
    }

    private static async Task ScoreComesAsync(HiringRoom room) => Assert.IsType<Messaging.Outcome.Done>(
        await room.HandleAsync("notify-employer", new MatchStored(Candidate("ada"), Job("smith"), 80), _subject, 1));

    private static async Task ApplicationComesAsync(HiringRoom room) => Assert.IsType<Messaging.Outcome.Done>(
        await room.HandleAsync("notify-employer", new ApplicationStored(Candidate("ada"), Job("smith")), _subject, 1));
}

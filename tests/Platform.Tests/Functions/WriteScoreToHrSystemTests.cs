using ClearView.Contracts;
using ClearView.Platform.Tests.Hiring;
using static ClearView.Platform.Tests.Hiring.People;

namespace ClearView.Platform.Tests.Functions;

public class WriteScoreToHrSystemTests
{
    [Fact]
    public async Task A_score_that_reads_as_the_last_one_needs_no_second_note_and_stands_for_the_newer_versions()
    {
        await using var room = await RoomAsync();
        var note = Assert.Single(await ScoreComesAsync(room, version: 1, score: 80));
        await WrittenAsync(room, note);

        Assert.Empty(await ScoreComesAsync(room, version: 2, score: 80));

        Assert.Contains($"[{note.Marker}]", note.Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await room.AccountAsync()).Gaps, g => g.Contains("is not in greenhouse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_score_that_changes_and_changes_back_is_a_note_each_time()
    {
        await using var room = await RoomAsync();

        var notes = new List<ScoreWriteRequested>();
        foreach (var (version, score) in ((long, int)[])[(1, 80), (2, 60), (3, 60), (4, 80)])
        {
            var asked = await ScoreComesAsync(room, version, score);
            notes.AddRange(asked);
            foreach (var note in asked)
                await WrittenAsync(room, note);
        }

        Assert.Equal([80, 60, 80], notes.Select(n => n.Score));
        Assert.Equal(3, notes.Select(n => n.Marker).Distinct().Count());
    }

    [Fact]
    public async Task A_note_that_is_not_written_yet_stands_for_no_newer_version()
    {
        await using var room = await RoomAsync();
        await ScoreComesAsync(room, version: 1, score: 80);

        Assert.Single(await ScoreComesAsync(room, version: 2, score: 80));
    }

    private static Task<Messaging.Outcome> WrittenAsync(HiringRoom room, ScoreWriteRequested note) =>
        room.HandleAsync("save-write-back", new ScoreWritten(note.Candidate, note.Job, note.Application, note.Marker, false), null, 1);

    private static async Task<HiringRoom> RoomAsync()
    {
        var room = await HiringRoom.OpenAsync();
        await room.SaveJobAsync("smith", 1);
        await room.SaveApplicationAsync(Application("ada", "smith"));
        return room;
    }

    /// <summary>What it asks the HR system for, though the message comes twice.</summary>
    private static async Task<IReadOnlyList<ScoreWriteRequested>> ScoreComesAsync(HiringRoom room, long version, int score)
    {
        await room.SaveScoreAsync(Score("ada", version, "smith", 1, score));
        for (var time = 0; time < 2; time++)
        {
            Assert.IsType<Messaging.Outcome.Done>(await room.HandleAsync(
                "write-score-to-hr-system", new MatchStored(Candidate("ada"), Job("smith"), score), Candidate("ada").ToString(), version));
        }

        return [.. (await room.TakePublishedAsync()).OfType<ScoreWriteRequested>()];
    }
}

using ClearView.Messaging.History;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Tests.Dead;

/// <summary>How long what is known of dead letters is kept, on a real store.</summary>
public class ForgetLettersTests
{
    private static readonly HistoryOptions _options = new() { Age = TimeSpan.FromDays(3), Margin = TimeSpan.FromDays(2) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Notes_of_redrives_that_ended_long_ago_go_and_those_of_letters_that_are_dead_again_stay()
    {
        using var room = await DeadRoom.OpenAsync();
        foreach (var name in (string[])["a", "b", "c", "dies again"])
            await room.DieAsync(name, key: name);
        await room.ToEndAsync(await room.BeginAsync(), fails: text => text == "dies again");
        room.Store.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal((0, 0), await ForgetAsync(room));
        room.Store.Clock.Advance(TimeSpan.FromDays(2));
        await room.DieAsync("of late", key: "of late");
        await room.ToEndAsync(await room.BeginAsync(), fails: text => text == "dies again");

        Assert.Equal((3, 0), await ForgetAsync(room));

        Assert.Equal(2, await room.Database.CountAsync("redriven", Ct)); // of the one that dies again, which was the canary of the second
        Assert.Equal([0, 2], (await room.Lists.LettersAsync(new LetterFilter(), 0, 10, Ct)).Select(l => (int)l.Redrives).Order());
    }

    [Fact]
    public async Task A_redrive_that_is_under_way_keeps_its_notes_however_old()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("a");
        await room.Steps().TakeAsync(await room.BeginAsync(), null, Ct);
        room.Store.Clock.Advance(TimeSpan.FromDays(100));

        Assert.Equal((0, 0), await ForgetAsync(room));

        Assert.Equal(1, await room.Database.CountAsync("redriven", Ct));
    }

    [Fact]
    public async Task The_body_of_a_letter_that_was_discarded_long_ago_goes_and_its_row_stays_and_others_stay_whole()
    {
        using var room = await DeadRoom.OpenAsync();
        foreach (var name in (string[])["a", "b", "c"])
            await room.DieAsync(name, key: name);
        await DiscardAsync(room);
        room.Store.Clock.Advance(TimeSpan.FromDays(6));
        await room.DieAsync("discarded of late", key: "d");
        await DiscardAsync(room);
        await room.DieAsync("open", key: "e");

        Assert.Equal((0, 3), await ForgetAsync(room));

        Assert.Equal(5, await room.Database.CountAsync("dead_letters", Ct));
        Assert.Equal(3, await room.Database.CountAsync("dead_letters WHERE length(body) = 0 AND discard = 1", Ct));
        Assert.Equal((0, 0), await ForgetAsync(room));
    }

    /// <summary>In steps of two rows, as many would be gone through.</summary>
    private static async Task<(long, long)> ForgetAsync(DeadRoom room)
    {
        using var forget = new ForgetLetters(room.Database, _options, NullLogger<ForgetLetters>.Instance, room.Store.Clock);
        var running = forget.RunOnceAsync(2, Ct);
        while (!running.IsCompleted)
        {
            await Task.Delay(1, Ct);
            room.Store.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        return await running;
    }

    private static async Task DiscardAsync(DeadRoom room)
    {
        await using var session = room.Store.Session();
        await session.BeginAsync(Ct);
        Assert.NotNull(await new Discards(session, room.Store.Clock).AddAsync(new LetterFilter(), "somebody", "of no use", Ct));
        await session.CommitAsync(Ct);
    }
}

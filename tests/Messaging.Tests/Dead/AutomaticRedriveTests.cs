using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Tests.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Dead;

/// <summary>What died because something outside was not well comes back by itself.</summary>
public class AutomaticRedriveTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transient_cause_redrives_itself_once_others_are_handled_again()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 5; i++)
            await room.DieAsync($"{i}", key: $"key-{i}", isTransient: true);
        using var automatic = room.Automatic();
        await automatic.StepAsync(Ct);
        var tooEarly = await room.Redrives.NewestAsync(10, Ct);

        room.Store.Clock.Advance(TimeSpan.FromSeconds(40));
        for (var i = 0; i < 3; i++)
            await room.KeepAsync($"later {i}", key: $"other-{i}");
        await room.HandleAsync();
        await GoOnAsync(room, automatic, steps: 10);

        Assert.Empty(tooEarly);
        var redrive = Assert.Single(await room.Redrives.NewestAsync(10, Ct));
        Assert.Equal((Redrive.Finished, 5, true, "the system"), (redrive.State, redrive.Done, redrive.Order.IsAutomatic, redrive.Order.AskedBy));
        Assert.Equal(0, await room.LettersAsync());
    }

    [Fact]
    public async Task Results_of_a_pure_function_that_arrive_are_a_sign_too()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAtHeraldAsync("dead", isTransient: true);
        using var automatic = room.Automatic();
        room.Store.Clock.Advance(TimeSpan.FromSeconds(40));
        for (var i = 0; i < 3; i++)
        {
            var result = room.Store.Delivery($"result {i}");
            await room.Store.Inbox().KeepAsync(DeadRoom.Clerk, [new LooseDelivery { Envelope = result.Envelope with { Source = "clearview/herald" }, Body = result.Body, Attempt = 1 }], Ct);
        }

        await GoOnAsync(room, automatic, steps: 2);

        Assert.Equal(0, await room.LettersAsync());
        Assert.Equal("dead-letters clearview.herald", await room.Database.ScalarAsync("SELECT sender || ' ' || queue FROM outbox", Ct));
    }

    [Fact]
    public async Task Other_causes_wait_for_somebody()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        using var automatic = room.Automatic();

        await GoOnAsync(room, automatic, steps: 20, by: TimeSpan.FromHours(1));

        Assert.Empty(await room.Redrives.NewestAsync(10, Ct));
        Assert.Equal(1, await room.LettersAsync());
    }

    [Fact]
    public async Task When_the_canary_fails_the_group_rests_longer_each_time_and_no_letter_goes_more_than_three_times()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one", key: "a", isTransient: true);
        await room.DieAsync("two", key: "b", isTransient: true);
        using var automatic = room.Automatic();
        var began = new List<double>();
        var start = room.Store.Clock.GetUtcNow();

        for (var minute = 0; minute < 60 * 48; minute++)
        {
            room.Store.Clock.Advance(TimeSpan.FromMinutes(1));
            await automatic.StepAsync(Ct);
            var waiting = await room.WaitingAsync();
            if (waiting.Count == 0)
                continue;
            began.Add((room.Store.Clock.GetUtcNow() - start).TotalMinutes);
            await room.Store.Inbox().BuryAsync(Assert.Single(waiting), room.Cause(isTransient: true), Ct);
        }

        Assert.Equal(6, began.Count);
        Assert.Equal(2, await room.LettersAsync());
        Assert.Equal([3, 3], (await room.Lists.LettersAsync(new LetterFilter(), 0, 10, Ct)).Select(l => (int)l.AutomaticRedrives));
        var pauses = began.Zip(began.Skip(1), (one, next) => next - one).ToList();
        Assert.InRange(began[0], 5, 7);
        Assert.InRange(pauses[0], 30, 35);
        Assert.InRange(pauses[1], 120, 125);
        Assert.All(pauses.Skip(2), pause => Assert.InRange(pause, 360, 365));
    }

    [Fact]
    public async Task One_process_does_it_and_another_goes_on_when_it_is_gone()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 4; i++)
            await room.DieAsync($"{i}", key: $"key-{i}", isTransient: true);
        var elsewhere = room.Store.Another();
        using var one = room.Automatic(elsewhere);
        using var two = room.Automatic();
        room.Store.Clock.Advance(TimeSpan.FromMinutes(6));
        await one.StepAsync(Ct);
        await one.StepAsync(Ct); // the canary is put back
        await room.HandleAsync();

        await two.StepAsync(Ct);
        var whileOneLives = await room.Database.CountAsync("redriven", Ct);
        elsewhere.Dispose(); // its rights end with it
        await GoOnAsync(room, two, steps: 10);

        Assert.Equal(1, whileOneLives);
        Assert.Equal((Redrive.Finished, 4), (Assert.Single(await room.Redrives.NewestAsync(10, Ct)).State, (await room.Redrives.NewestAsync(10, Ct))[0].Done));
    }

    [Fact]
    public async Task One_that_somebody_left_by_hand_is_no_hindrance_and_one_that_somebody_is_at_is()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one", isTransient: true);
        var left = await room.BeginAsync();
        using var automatic = room.Automatic();
        await using (await room.Database.TryTakeAsync(left.Order.Group.Right, Ct))
            await GoOnAsync(room, automatic, steps: 10, by: TimeSpan.FromHours(1));
        var whileHeld = (await room.Redrives.NewestAsync(10, Ct)).Count;

        await GoOnAsync(room, automatic, steps: 10, by: TimeSpan.FromMinutes(1));

        Assert.Equal(1, whileHeld);
        Assert.Equal(Redrive.Stopped, (await room.Redrives.FindAsync(left.Id, Ct))!.State);
        Assert.Equal(0, await room.LettersAsync());
    }

    /// <summary>Steps, with the clerk at work between them.</summary>
    private static async Task GoOnAsync(DeadRoom room, AutomaticRedrive automatic, int steps, TimeSpan? by = null)
    {
        for (var i = 0; i < steps; i++)
        {
            room.Store.Clock.Advance(by ?? TimeSpan.FromSeconds(31));
            await automatic.StepAsync(Ct);
            if (await room.Database.CountAsync("redriven WHERE outcome = 0", Ct) > 0)
                await room.HandleAsync();
        }
    }
}

using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Dead;

/// <summary>Dead letters on their way back, on a real store.</summary>
public class RedriveTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_redrive_puts_back_one_then_as_many_as_went_before_and_ends_when_nothing_is_left()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 30; i++)
            await room.DieAsync($"{i}", key: $"key-{i}");

        var (redrive, steps) = await room.ToEndAsync(await room.BeginAsync(rate: 10));

        Assert.Equal([1, 1, 2, 4, 8, 10, 4], steps);
        Assert.Equal((Redrive.Finished, 30, 30, 0), (redrive.State, redrive.Moved, redrive.Done, redrive.Failed));
        Assert.Equal(0, await room.LettersAsync());
        Assert.Equal(30, await room.Database.CountAsync("inbox WHERE state = 1", Ct));
    }

    [Fact]
    public async Task A_letter_comes_back_whole_behind_what_waits_and_remembers_where_it_was()
    {
        using var room = await DeadRoom.OpenAsync();
        var dead = await room.DieAsync("dead", version: 7);
        var waiting = await room.KeepAsync("waiting");

        await room.Steps().TakeAsync(await room.BeginAsync(), null, Ct);

        var read = await room.WaitingAsync();
        Assert.Equal([waiting.Position, read[1].Position], read.Select(m => m.Position));
        Assert.Equal((dead.Envelope, dead.Part, 1, dead.Position), (read[1].Envelope, read[1].Part, read[1].Attempt, read[1].FirstPosition));
        Assert.Equal("dead", DeadRoom.TextOf(read[1]));
        Assert.Null(read[1].LastFailure);
        Assert.Equal(0, await room.LettersAsync());
    }

    [Fact]
    public async Task A_canary_that_fails_again_stops_it_and_the_rest_stays()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 5; i++)
            await room.DieAsync($"{i}", key: $"key-{i}");

        var (redrive, steps) = await room.ToEndAsync(await room.BeginAsync(), fails: _ => true);

        Assert.Equal([1], steps);
        Assert.Equal((Redrive.Stopped, "the canary failed again: no-good: It is no good."), (redrive.State, redrive.Reason));
        Assert.Equal(5, await room.LettersAsync());
    }

    [Fact]
    public async Task What_no_function_could_ever_read_is_not_put_back()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.Store.Inbox().BuryAsync(await room.KeepAsync("foreign"), room.Cause() with { Code = FailureCause.Foreign }, Ct);
        var order = new RedriveOrder(await room.GroupAsync(), null, null, 10, TimeSpan.FromMinutes(1), "test");

        await Assert.ThrowsAsync<NotRedrivableException>(() => room.Run().FirstAsync(order, 1, Ct));
        await Assert.ThrowsAsync<NotRedrivableException>(() => room.Run().BeginAsync(order, _ => { }, Ct));

        Assert.Equal(1, await room.LettersAsync());
    }

    [Fact]
    public async Task An_attempt_that_fails_again_is_enough_though_its_ladder_goes_on()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        var step = await room.Steps().TakeAsync(await room.BeginAsync(), null, Ct);
        await room.Store.Inbox().PostponeAsync((await room.WaitingAsync())[0], room.Store.Clock.GetUtcNow().AddMinutes(1), room.Cause(), Ct);

        step = await room.Steps().TakeAsync(step.Redrive, null, Ct);

        Assert.Equal((Redrive.Stopped, 1), (step.Redrive.State, step.Redrive.Failed));
    }

    [Fact]
    public async Task Failures_that_return_stop_the_ramp()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 100; i++)
            await room.DieAsync($"{i}", key: $"key-{i}");

        var (redrive, steps) = await room.ToEndAsync(await room.BeginAsync(), fails: text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) >= 20);

        Assert.Equal([1, 1, 2, 4, 8, 16], steps);
        Assert.Equal((Redrive.Stopped, 32, 20, 12), (redrive.State, redrive.Moved, redrive.Done, redrive.Failed));
        Assert.StartsWith("12 of 32 failed again: no-good", redrive.Reason, StringComparison.Ordinal);
        Assert.Equal(80, await room.LettersAsync());
    }

    [Fact]
    public async Task One_in_twenty_may_fail_and_is_not_put_back_a_second_time()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 100; i++)
            await room.DieAsync($"{i}", key: $"key-{i}");

        var (redrive, _) = await room.ToEndAsync(await room.BeginAsync(), fails: text => text is "40" or "50");

        Assert.Equal((Redrive.Finished, 100, 98, 2), (redrive.State, redrive.Moved, redrive.Done, redrive.Failed));
        Assert.Equal(2, await room.LettersAsync());
    }

    [Fact]
    public async Task Letters_of_one_key_come_back_in_their_order()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 20; i++)
            await room.DieAsync($"{i}", version: i);
        var redrive = await room.BeginAsync();
        var order = new List<string>();

        for (var step = new RedriveStep(redrive, null, 0); step.Redrive.State == Redrive.Running;)
        {
            step = await room.Steps().TakeAsync(step.Redrive, step.After, Ct);
            order.AddRange((await room.WaitingAsync()).Select(DeadRoom.TextOf));
            await room.HandleAsync();
        }

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), order);
    }

    [Fact]
    public async Task Tenants_come_in_turn_also_from_step_to_step()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 40; i++)
            await room.DieAsync($"large {i}", key: $"key-{i}", tenant: "a-large");
        foreach (var tenant in (string[])["b", "c"])
        {
            for (var i = 0; i < 3; i++)
                await room.DieAsync($"{tenant} {i}", key: $"key-{i}", tenant: tenant);
        }

        var step = new RedriveStep(await room.BeginAsync(), null, 0);
        while (step.Redrive.Moved < 8)
        {
            step = await room.Steps().TakeAsync(step.Redrive, step.After, Ct);
            await room.HandleAsync();
        }

        Assert.Equal("a-large b c a-large b c a-large b", string.Join(' ', await TenantsAsync(room)));
    }

    [Fact]
    public async Task What_a_later_version_was_handled_without_ends_as_superseded()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("old", version: 1);
        await room.KeepAsync("new", version: 2);
        await room.HandleAsync();
        var step = await room.Steps().TakeAsync(await room.BeginAsync(), null, Ct);
        var back = Assert.Single(await room.WaitingAsync());

        var isSuperseded = await room.Store.Inbox().IsSupersededAsync(back, Ct);
        await room.Store.Inbox().EndAsync(back, InboxState.Superseded, Ct);
        step = await room.Steps().TakeAsync(step.Redrive, null, Ct);

        Assert.True(isSuperseded);
        Assert.Equal((Redrive.Finished, 1, 0), (step.Redrive.State, step.Redrive.Superseded, step.Redrive.Done));
    }

    [Fact]
    public async Task One_that_was_killed_is_resumed_by_another_process_and_nothing_is_put_back_twice()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 12; i++)
            await room.DieAsync($"{i}", key: $"key-{i}");
        var killed = await room.BeginAsync();
        for (var i = 0; i < 4; i++)
        {
            await room.Steps().TakeAsync(killed, null, Ct); // what it knew is lost
            await room.HandleAsync();
        }

        var other = room.Run(room.Store.Another());
        var resuming = other.ResumeAsync(killed, _ => { }, Ct);
        while (!resuming.IsCompleted)
        {
            await room.HandleAsync();
            room.Store.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(resuming, Task.Delay(1, Ct));
        }

        var redrive = await resuming;
        Assert.Equal((Redrive.Finished, 12, 12), (redrive.State, redrive.Moved, redrive.Done));
        Assert.Equal(12, await room.Database.CountAsync("redriven", Ct));
        Assert.Equal(12, await room.Database.CountAsync("inbox WHERE state = 1", Ct));
    }

    [Fact]
    public async Task What_fails_in_the_middle_leaves_the_letter_and_nothing_else()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        var redrive = await room.BeginAsync();
        await room.Database.ExecuteAsync($"""
            INSERT INTO redriven (redrive, function, message_id, tenant, automatic, moved_at, moved_before, outcome)
            VALUES ({redrive.Id}, 'clerk', '{MessageId.Derive("one")}', 't', 0, 0, 0, 1)
            """, Ct); // in the way of what is written after the inbox

        await Assert.ThrowsAnyAsync<Exception>(() => room.Steps().TakeAsync(redrive, null, Ct));

        Assert.Equal(1, await room.LettersAsync());
        Assert.Empty(await room.WaitingAsync());
        Assert.Equal(2L, await room.Database.ScalarAsync("SELECT state FROM inbox", Ct));
    }

    [Fact]
    public async Task Two_cannot_redrive_the_same_group_at_once()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        var order = new RedriveOrder(await room.GroupAsync(), null, null, 10, TimeSpan.FromHours(1), "test");
        var first = room.Run().BeginAsync(order, _ => { }, Ct);
        while (await room.Database.CountAsync("redriven", Ct) == 0)
            await Task.Delay(1, Ct);
        await room.DieAsync("two");

        var second = room.Run(room.Store.Another()).BeginAsync(order, _ => { }, Ct);
        while (!second.IsCompleted)
        {
            room.Store.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(second, Task.Delay(1, Ct));
        }

        await Assert.ThrowsAsync<RedriveBusyException>(() => second);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task Results_that_do_not_come_leave_it_undecided_and_it_goes_on_when_they_have_come()
    {
        using var room = await DeadRoom.OpenAsync();
        for (var i = 0; i < 3; i++)
            await room.DieAsync($"{i}");
        var step = await room.Steps().TakeAsync(await room.BeginAsync(), null, Ct);
        room.Store.Clock.Advance(TimeSpan.FromSeconds(59));
        var before = await room.Steps().TakeAsync(step.Redrive, null, Ct);
        room.Store.Clock.Advance(TimeSpan.FromSeconds(1));

        var undecided = (await room.Steps().TakeAsync(step.Redrive, null, Ct)).Redrive;
        await room.HandleAsync();
        var resumed = room.Run().ResumeAsync(undecided, _ => { }, Ct);
        while (!resumed.IsCompleted)
        {
            await room.HandleAsync();
            room.Store.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(resumed, Task.Delay(1, Ct));
        }

        Assert.Equal(Redrive.Running, before.Redrive.State);
        Assert.Equal((Redrive.Undecided, "1 of 1 put back were not handled within 60 s: does the process run that has 'clerk'?"), (undecided.State, undecided.Reason));
        Assert.Equal((Redrive.Finished, 3), ((await resumed).State, (await resumed).Done));
    }

    [Fact]
    public async Task A_new_one_takes_the_place_of_one_that_was_left_and_only_a_named_letter_is_put_back()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        await room.DieAsync("two");
        var left = await room.BeginAsync();
        var second = (await room.Lists.LettersAsync(new LetterFilter(), 0, 10, Ct))[1].Id;

        var (redrive, _) = await room.ToEndAsync(await room.BeginAsync(letter: second));

        Assert.Equal((Redrive.Stopped, $"redrive {redrive.Id} took its place"), ((await room.Redrives.FindAsync(left.Id, Ct))!.State, (await room.Redrives.FindAsync(left.Id, Ct))!.Reason));
        Assert.Equal((Redrive.Finished, 1), (redrive.State, redrive.Moved));
        Assert.Equal(MessageId.Derive("one"), Assert.Single(await room.Lists.LettersAsync(new LetterFilter(), 0, 10, Ct)).Envelope.Id);
    }

    [Fact]
    public async Task A_function_that_this_version_has_not_gets_nothing_back()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        await room.Database.ExecuteAsync("UPDATE dead_letters SET function = 'gone'", Ct);
        var order = new RedriveOrder(await room.GroupAsync(), null, null, 10, TimeSpan.FromMinutes(1), "test");

        var refused = await Assert.ThrowsAsync<NotRedrivableException>(() => room.Run().BeginAsync(order, _ => { }, Ct));

        Assert.Contains("This version has no function 'gone'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await room.LettersAsync());
    }

    [Fact]
    public async Task A_letter_that_came_in_by_another_way_meanwhile_only_goes()
    {
        using var room = await DeadRoom.OpenAsync();
        await room.DieAsync("one");
        await room.Database.ExecuteAsync("UPDATE inbox SET state = 1", Ct);

        var (redrive, _) = await room.ToEndAsync(await room.BeginAsync());

        Assert.Equal((Redrive.Finished, 1), (redrive.State, redrive.Done));
        Assert.Equal(1, await room.Database.CountAsync("inbox WHERE state = 1", Ct));
    }

    private static async Task<IReadOnlyList<string>> TenantsAsync(DeadRoom room)
    {
        await using var connection = await room.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT tenant FROM inbox WHERE first_position IS NOT NULL ORDER BY position";
        return await command.ListAsync(row => row.GetString(0), Ct);
    }
}

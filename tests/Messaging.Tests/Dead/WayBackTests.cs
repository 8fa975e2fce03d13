using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Dead;

/// <summary>Redrives in a running system: host, relay and broker as a process has them.</summary>
public class WayBackTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_of_a_function_with_a_store_is_handled_once_and_is_none_any_more()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("no-good", "It is no good.");
        await office.Host.StartAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("hello"), Ct);
        await UntilAsync(office, async () => await office.Database.CountAsync("dead_letters", Ct) == 1);
        office.Script.Do = (_, _, _) => Task.CompletedTask;

        var redrive = await RedriveAsync(office);

        await office.Host.StopAsync(Ct);
        Assert.Equal((Redrive.Finished, 1), (redrive.State, redrive.Done));
        Assert.Equal(new Rows(1, 1, 0), await office.RowsAsync(Ct));
        Assert.Equal(0, await office.Database.CountAsync("dead_letters", Ct));
    }

    [Fact]
    public async Task An_older_letter_than_what_was_handled_since_has_no_effect()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("no-good", "It is no good.");
        await office.Host.StartAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, office.Write("old"), Ct);
        await UntilAsync(office, async () => await office.Database.CountAsync("dead_letters", Ct) == 1);
        office.Script.Do = (_, _, _) => Task.CompletedTask;
        var writer = (MessageWriter)office.Services.GetService(typeof(MessageWriter))!;
        await office.Transport.SendAsync(PostOffice.Clerk.Queue, writer.Write(
            Letter.Of("new"), MessageId.Derive("new"), TenantId.Default, "test", subject: "person-1", orderKey: "person-1", sourceVersion: 8), Ct);
        await UntilAsync(office, async () => await office.Database.CountAsync("effects", Ct) == 1);

        var redrive = await RedriveAsync(office);

        await office.Host.StopAsync(Ct);
        Assert.Equal((Redrive.Finished, 0, 1), (redrive.State, redrive.Done, redrive.Superseded));
        Assert.Equal("new", await office.Database.ScalarAsync("SELECT string_agg(text, ' ') FROM effects", Ct));
    }

    [Fact]
    public async Task A_letter_of_a_pure_function_goes_to_its_queue_alone_and_its_result_ends_the_redrive()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await BuryAtHeraldAsync(office);
        office.Script.Do = (letter, context, _) =>
        {
            if (context.Function == PostOffice.Herald.Name)
                context.Publish(Letter.Of("answer"));
            return Task.CompletedTask;
        };
        await office.Relay.StartAsync(Ct);

        var redrive = await RedriveAsync(office);
        // The result ends the redrive; its handling follows, and that the outbox forgets what was published.
        await UntilAsync(office, async () => await office.Database.CountAsync("effects", Ct) == 1 && await office.Database.CountAsync("outbox", Ct) == 0);

        await office.Relay.StopAsync(Ct);
        await office.Host.StopAsync(Ct);
        Assert.Equal((Redrive.Finished, 1), (redrive.State, redrive.Done));
        Assert.Equal("answer", await office.Database.ScalarAsync("SELECT string_agg(text, ' ') FROM effects", Ct)); // the clerk takes letters too, and got none of it
        Assert.Equal((0L, 0L), (await office.Database.CountAsync("outbox", Ct), await office.Database.CountAsync("dead_letters", Ct)));
    }

    [Fact]
    public async Task A_pure_function_that_fails_again_stops_the_redrive()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await BuryAtHeraldAsync(office);
        await office.Relay.StartAsync(Ct);

        var redrive = await RedriveAsync(office);

        await office.Relay.StopAsync(Ct);
        await office.Host.StopAsync(Ct);
        Assert.Equal((Redrive.Stopped, 1), (redrive.State, redrive.Failed));
        Assert.Equal(1, await office.Database.CountAsync("dead_letters", Ct));
    }

    [Fact]
    public async Task While_the_broker_is_away_a_letter_stands_in_the_outbox_and_then_it_is_sent()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await BuryAtHeraldAsync(office);
        await office.Host.StopAsync(Ct);
        await office.Transport.StopAsync(Ct);
        await office.Relay.StartAsync(Ct);

        var redrive = await RedriveAsync(office);
        var (outbox, letters) = (await office.Database.CountAsync("outbox", Ct), await office.Database.CountAsync("dead_letters", Ct));
        await office.StartBrokerAsync(Ct);
        await UntilAsync(office, async () => await office.Database.CountAsync("outbox", Ct) == 0);

        await office.Relay.StopAsync(Ct);
        Assert.Equal((Redrive.Undecided, 1L, 0L), (redrive.State, outbox, letters));
        Assert.Contains("they stand in the outbox", redrive.Reason, StringComparison.Ordinal);
        Assert.Equal(1, (await office.StateAsync(PostOffice.Herald.Queue, Ct)).Ready);
    }

    [Fact]
    public async Task What_the_outbox_had_set_aside_is_published_to_all_who_take_it()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var now = office.Clock.GetUtcNow();
        await ((IOutbox)office.Services.GetService(typeof(IOutbox))!).SetAsideAsync(
            new OutboxEntry(-1, office.Write("hello")), new FailureCause("outbox.refused", "Not taken.", null, null, 5, now, now, "outbox", "0"), Ct);
        await office.Host.StartAsync(Ct);
        await office.Relay.StartAsync(Ct);

        var redrive = await RedriveAsync(office);
        await UntilAsync(office, async () => await office.Database.CountAsync("effects", Ct) == 1);

        await office.Relay.StopAsync(Ct);
        await office.Host.StopAsync(Ct);
        Assert.Equal((Redrive.Finished, 1), (redrive.State, redrive.Done));
        Assert.Equal((0L, 0L), (await office.Database.CountAsync("outbox", Ct), await office.Database.CountAsync("dead_letters", Ct)));
    }

    [Fact]
    public async Task What_no_queue_took_is_published_to_all_who_take_it_by_then_and_comes_again_when_none_does()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await office.Host.StartAsync(Ct);
        await office.Relay.StartAsync(Ct);
        await office.Transport.SendAsync(Topology.Parking, office.Write("taken since"), Ct);
        await UntilAsync(office, async () => await office.Database.CountAsync("dead_letters WHERE function = 'parking'", Ct) == 1);

        var redrive = await RedriveAsync(office);
        await UntilAsync(office, async () => await office.Database.CountAsync("effects", Ct) == 1);
        await office.Transport.SendAsync(Topology.Parking, office.WriteRaw("still unheard of", "{}", "unheard-of.v1"), Ct);
        await UntilAsync(office, async () => await office.Database.CountAsync("dead_letters", Ct) == 1);
        await RedriveAsync(office);
        await UntilAsync(office, async () => await office.Database.CountAsync("dead_letters WHERE code = 'unroutable'", Ct) == 1);

        await office.Relay.StopAsync(Ct);
        await office.Host.StopAsync(Ct);
        Assert.Equal((Redrive.Finished, 1), (redrive.State, redrive.Done));
    }

    [Fact]
    public async Task What_the_broker_refuses_on_its_way_back_is_its_functions_letter_again()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await BuryAtHeraldAsync(office);
        await office.Host.StopAsync(Ct);
        office.Transport.BeforeSend = _ => throw new InvalidOperationException("Never this one.");
        var (run, order) = await OrderAsync(office);
        await office.AdvanceUntilAsync(run.BeginAsync(order, _ => { }, Ct), Ct); // undecided
        await office.Relay.StartAsync(Ct);

        await UntilAsync(office, async () => await office.Database.CountAsync("dead_letters", Ct) == 1);

        await office.Relay.StopAsync(Ct);
        Assert.Equal("herald outbox.refused", await office.Database.ScalarAsync("SELECT function || ' ' || code FROM dead_letters", Ct));
    }

    /// <summary>The host runs on, and the next of its messages is handled as the script then says.</summary>
    private static async Task BuryAtHeraldAsync(PostOffice office)
    {
        office.Script.Do = (_, _, _) => throw new PermanentFailureException("no-good", "It is no good.");
        await office.Host.StartAsync(Ct);
        await office.Transport.SendAsync(PostOffice.Herald.Queue, office.Write("hello"), Ct);
        await UntilAsync(office, async () => await office.Database.CountAsync("dead_letters", Ct) == 1);
    }

    private static async Task<(RedriveRun Run, RedriveOrder Order)> OrderAsync(PostOffice office)
    {
        var group = Assert.Single(await new LetterLists(office.Database).GroupsAsync(new LetterFilter(), 10, Ct)).Key;
        return (new RedriveRun(office.Database, [PostOffice.Clerk, PostOffice.Herald], office.Clock), new RedriveOrder(group, null, null, 10, TimeSpan.FromMinutes(2), "test"));
    }

    private static async Task<Redrive> RedriveAsync(PostOffice office)
    {
        var (run, order) = await OrderAsync(office);
        var redriving = run.BeginAsync(order, _ => { }, Ct);
        await AdvanceSlowlyAsync(office, redriving);
        return (await redriving)!;
    }

    // Slower than the others' work: what has two minutes by this clock has seconds by theirs.
    private static async Task AdvanceSlowlyAsync(PostOffice office, Task awaited)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline);
        while (!awaited.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            office.Clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.WhenAny(awaited, Task.Delay(10, deadline.Token));
        }
    }

    private static Task UntilAsync(PostOffice office, Func<Task<bool>> holds) => office.AdvanceUntilAsync(HoldsAsync(holds), Ct);

    private static async Task HoldsAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(1, Ct);
    }
}

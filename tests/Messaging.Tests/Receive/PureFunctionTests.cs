using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Receive;

public sealed class PureFunctionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeat_publishes_the_same_ids()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyTwice;
        var letter = office.Write("hello");

        await office.HandleAsync(PostOffice.Herald, letter, Ct);
        await office.HandleAsync(PostOffice.Herald, letter, Ct);
        var ids = await TakeIdsAsync(office, 4);

        Assert.Equal([Derived(letter, 0), Derived(letter, 1)], ids[..2]);
        Assert.Equal(ids[..2], ids[2..]);
        Assert.Equal(new Rows(0, 0, 0), await office.RowsAsync(Ct));
    }

    [Fact]
    public async Task A_result_with_a_key_has_one_id_whichever_message_led_to_it()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = (letter, context, _) =>
        {
            context.Publish(new Reply(letter.Text), key: "pair-7");
            return Task.CompletedTask;
        };

        await office.HandleAsync(PostOffice.Herald, office.Write("one"), Ct);
        await office.HandleAsync(PostOffice.Herald, office.Write("two"), Ct);

        Assert.Single((await TakeIdsAsync(office, 2)).Distinct());
    }

    [Fact]
    public async Task The_acknowledgement_waits_for_every_confirm()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyTwice;
        var asked = new TaskCompletionSource();
        var confirm = new TaskCompletionSource();
        var publishes = 0;
        office.Transport.BeforePublish = _ =>
        {
            if (++publishes < 2)
                return Task.CompletedTask;
            asked.SetResult();
            return confirm.Task;
        };

        var handling = office.HandleAsync(PostOffice.Herald, office.Write("hello"), Ct);
        await asked.Task.WaitAsync(PostOffice.Deadline, Ct);
        var before = await office.StateAsync(PostOffice.Herald.Queue, Ct);
        confirm.SetResult();
        var outcome = await handling;

        Assert.Equal((1L, 0L), (before.InFlight, before.Settled));
        Assert.Equal(new Outcome.Done(), outcome);
        Assert.Equal(1, (await office.StateAsync(PostOffice.Herald.Queue, Ct)).Settled);
    }

    [Fact]
    public async Task A_publish_that_fails_is_never_acknowledged()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyTwice;
        var second = Derived(office.Write("hello"), 1);
        office.Transport.BeforePublish = m => m.Envelope.Id == second ? throw new BrokerUnavailableException("No confirm.") : Task.CompletedTask;

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => office.HandleAsync(PostOffice.Herald, office.Write("hello"), Ct));

        var queue = await office.StateAsync(PostOffice.Herald.Queue, Ct);
        Assert.Equal((0L, 0L, 1L, 1), (queue.Settled, queue.Delayed, queue.Ready, office.Script.Calls));
    }

    [Fact]
    public async Task While_the_broker_takes_nothing_a_message_is_held_and_uses_no_attempt()
    {
        await using var office = await PostOffice.OpenAsync(Ct, new RetryOptions { MaxAttempts = 1 });
        office.Script.Do = ReplyTwice;
        var refusals = 0;
        office.Transport.BeforePublish = _ => Interlocked.Increment(ref refusals) <= 40 ? throw new BrokerUnavailableException("It is blocked.") : Task.CompletedTask;
        await office.Host.StartAsync(Ct);

        await office.Transport.SendAsync(PostOffice.Herald.Queue, office.Write("hello"), Ct);
        await office.AdvanceUntilAsync(SettledAsync(office), Ct);
        await office.Host.StopAsync(Ct);

        Assert.Equal(0, (await office.StateAsync(Topology.Dead, Ct)).Arrived);
        Assert.Contains("'herald' holds message", office.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not settle", office.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_type_in_the_same_place_has_another_id()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        object published = new Reply("hello");
        office.Script.Do = (_, context, _) =>
        {
            context.Publish(published);
            return Task.CompletedTask;
        };
        var ids = new List<MessageId>();
        office.Transport.BeforePublish = m =>
        {
            ids.Add(m.Envelope.Id);
            return Task.CompletedTask;
        };

        await office.HandleAsync(PostOffice.Herald, office.Write("hello"), Ct);
        published = Letter.Of("hello");
        await office.HandleAsync(PostOffice.Herald, office.Write("hello"), Ct);

        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_function_that_fails_publishes_nothing()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = async (letter, context, ct) =>
        {
            await ReplyTwice(letter, context, ct);
            throw new PermanentFailureException("no", "No.");
        };

        await office.HandleAsync(PostOffice.Herald, office.Write("hello"), Ct);

        Assert.Equal(0, (await office.StateAsync(PostOffice.Replies, Ct)).Arrived);
    }

    [Fact]
    public async Task What_a_line_of_the_catalog_does_not_name_is_not_published()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        office.Script.Do = ReplyTwice;

        var refused = await office.HandleAsync(PostOffice.Herald.Publishes<Letter>(), office.Write("hello"), Ct);
        var done = await office.HandleAsync(PostOffice.Herald.Publishes<Letter>().Publishes<Reply>(), office.Write("hello"), Ct);

        Assert.Equal("undeclared-message", Assert.IsType<Outcome.DeadLetter>(refused).Cause.Code);
        Assert.Equal(new Outcome.Done(), done);
        Assert.Equal(2, (await office.StateAsync(PostOffice.Replies, Ct)).Arrived);
    }

    private static MessageId Derived(OutgoingMessage letter, int place) =>
        MessageId.Derive(letter.Envelope.Id.ToString(), "herald", Reply.WireName, $"{place}");

    private static async Task SettledAsync(PostOffice office)
    {
        while ((await office.StateAsync(PostOffice.Herald.Queue, Ct)).Settled == 0)
            await Task.Delay(1, Ct);
    }

    private static Task ReplyTwice(Letter letter, FunctionContext context, CancellationToken ct)
    {
        context.Publish(new Reply(letter.Text));
        context.Publish(new Reply(letter.Text + "!"));
        return Task.CompletedTask;
    }

    private static async Task<List<MessageId>> TakeIdsAsync(PostOffice office, int count)
    {
        var ids = new List<MessageId>();
        for (var i = 0; i < count; i++)
            ids.Add((await office.TakeAsync(PostOffice.Replies, Ct)).Envelope.Id);
        return ids;
    }
}

using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Receive;

public class OutboxRelayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_function_publishes_is_visible_only_with_its_commit_and_leaves_after_it()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var during = -1L;
        office.Script.Do = async (letter, context, ct) =>
        {
            context.Publish(new Reply(letter.Text));
            during = await office.Database.CountAsync("outbox", ct);
        };
        var letter = office.Write("hello");

        await office.HandleAsync(PostOffice.Clerk, letter, Ct);
        var arrivedBefore = (await office.StateAsync(PostOffice.Replies, Ct)).Arrived;
        var kept = await office.Database.CountAsync("outbox", Ct);
        var sent = await office.Relay.RelayAsync(Ct);
        var reply = (await office.TakeAsync(PostOffice.Replies, Ct)).Envelope;

        Assert.Equal(0, during);
        Assert.Equal(0, arrivedBefore);
        Assert.Equal(1, kept);
        Assert.True(sent);
        Assert.Equal(0, await office.Database.CountAsync("outbox", Ct));
        Assert.Equal(ReplyTo(letter), reply.Id);
        Assert.Equal(letter.Envelope.Id, reply.CausationId);
        Assert.Equal(("clearview/clerk", "person-1", "person-1", 7L), (reply.Source, reply.Subject, reply.OrderKey, reply.SourceVersion));
        Assert.False(await office.Relay.RelayAsync(Ct));
    }

    [Fact]
    public async Task While_the_broker_is_down_rows_stay_and_then_go()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await CommitRepliesAsync(office, 3);

        await office.Transport.StopAsync(Ct);
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => office.Relay.RelayAsync(Ct));
        var kept = await office.Database.CountAsync("outbox", Ct);
        await office.StartBrokerAsync(Ct);
        await office.Relay.RelayAsync(Ct);

        Assert.Equal(3, kept);
        Assert.Equal(0, await office.Database.CountAsync("outbox", Ct));
        Assert.Equal(3, (await office.StateAsync(PostOffice.Replies, Ct)).Ready);
    }

    [Fact]
    public async Task A_row_leaves_the_outbox_only_after_its_own_confirm()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await CommitRepliesAsync(office, 3);
        var refused = ReplyTo(office.Write("1"));
        office.Transport.BeforePublish = m => m.Envelope.Id == refused ? throw new BrokerUnavailableException("No confirm.") : Task.CompletedTask;

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => office.Relay.RelayAsync(Ct));
        var left = await office.Database.ScalarAsync("SELECT string_agg(message_id, ',') FROM outbox", Ct);
        office.Transport.BeforePublish = _ => Task.CompletedTask;
        await office.Relay.RelayAsync(Ct);

        Assert.Equal(refused.ToString(), left);
        Assert.Equal(0, await office.Database.CountAsync("outbox", Ct));
        Assert.Equal(3, (await office.StateAsync(PostOffice.Replies, Ct)).Arrived);
    }

    [Fact]
    public async Task The_running_relay_publishes_what_is_committed_and_waits_out_a_broker_that_is_down()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await office.Relay.StartAsync(Ct);
        await CommitRepliesAsync(office, 1);
        await office.TakeAsync(PostOffice.Replies, Ct);

        office.Transport.BeforePublish = _ => throw new BrokerUnavailableException("The broker is away.");
        await CommitRepliesAsync(office, 2);
        await SaysAsync(office, "nothing is lost").WaitAsync(PostOffice.Deadline, Ct);
        office.Transport.BeforePublish = _ => Task.CompletedTask;
        await office.AdvanceUntilAsync(office.TakeAsync(PostOffice.Replies, Ct), Ct);
        await office.Relay.StopAsync(Ct);
    }

    [Fact]
    public async Task A_row_that_the_broker_never_takes_is_set_aside_and_blocks_nobody()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await CommitRepliesAsync(office, 3);
        var refused = ReplyTo(office.Write("1"));
        // The broker ends the connection for it: what is under way beside it fails too.
        var underWay = 0;
        var broken = false;
        office.Transport.BeforePublish = async m =>
        {
            Interlocked.Increment(ref underWay);
            broken |= m.Envelope.Id == refused;
            await Task.Delay(20, Ct);
            var fails = broken;
            if (Interlocked.Decrement(ref underWay) == 0)
                broken = false;
            if (fails)
                throw new BrokerUnavailableException("The connection ended.");
        };

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => office.Relay.RelayAsync(Ct));
        var arrived = (await office.StateAsync(PostOffice.Replies, Ct)).Arrived;
        for (var n = 0; n < OutboxRelay.MostFailures; n++)
        {
            await CommitRepliesAsync(office, 1, from: 10 + n);
            await Assert.ThrowsAsync<BrokerUnavailableException>(() => office.Relay.RelayAsync(Ct));
            if (await office.Database.CountAsync("dead_letters", Ct) > 0)
                break;
        }

        Assert.Equal(2, arrived);
        Assert.Equal(0, await office.Database.CountAsync("outbox", Ct));
        Assert.Equal(
            $"outbox outbox.refused {refused}",
            await office.Database.ScalarAsync("SELECT string_agg(function || ' ' || code || ' ' || message_id, ',') FROM dead_letters", Ct));
    }

    [Fact]
    public async Task A_broker_that_takes_nothing_sets_nothing_aside()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await CommitRepliesAsync(office, 2);
        office.Transport.BeforePublish = _ => throw new BrokerUnavailableException("It is away.");

        for (var n = 0; n < OutboxRelay.MostFailures * 2; n++)
            await Assert.ThrowsAsync<BrokerUnavailableException>(() => office.Relay.RelayAsync(Ct));

        Assert.Equal((2L, 0L), (await office.Database.CountAsync("outbox", Ct), await office.Database.CountAsync("dead_letters", Ct)));
    }

    private static async Task SaysAsync(PostOffice office, string text)
    {
        while (!office.Log.Text.Contains(text, StringComparison.Ordinal))
            await Task.Delay(1, Ct);
    }

    private static MessageId ReplyTo(OutgoingMessage letter) => MessageId.Derive(letter.Envelope.Id.ToString(), "clerk", Reply.WireName, "0");

    private static async Task CommitRepliesAsync(PostOffice office, int count, int from = 0)
    {
        office.Script.Do = (letter, context, _) =>
        {
            context.Publish(new Reply(letter.Text));
            return Task.CompletedTask;
        };
        for (var i = from; i < from + count; i++)
            await office.HandleAsync(PostOffice.Clerk, office.Write($"{i}"), Ct);
    }
}

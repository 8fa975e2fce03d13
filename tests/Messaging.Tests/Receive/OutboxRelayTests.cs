using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

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
        await office.Relay.StartAsync(Ct);
        var reply = (await office.TakeAsync(PostOffice.Replies, Ct)).Envelope;

        Assert.Equal(0, during);
        Assert.Equal(0, arrivedBefore);
        Assert.Equal(1, kept);
        await EmptyAsync(office);
        Assert.Equal(ReplyTo(letter), reply.Id);
        Assert.Equal(letter.Envelope.Id, reply.CausationId);
        Assert.Equal(("clearview/clerk", "person-1", "person-1", 7L), (reply.Source, reply.Subject, reply.OrderKey, reply.SourceVersion));
        await office.Relay.StopAsync(Ct);
    }

    [Fact]
    public async Task While_the_broker_is_down_rows_stay_and_then_go()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await CommitRepliesAsync(office, 3);
        await office.Transport.StopAsync(Ct);
        await office.Relay.StartAsync(Ct);
        await SaysAsync(office, "nothing is lost").WaitAsync(PostOffice.Deadline, Ct);
        var kept = await office.Database.CountAsync("outbox", Ct);

        await office.StartBrokerAsync(Ct);
        await office.AdvanceUntilAsync(EmptyAsync(office), Ct);
        await office.Relay.StopAsync(Ct);

        Assert.Equal(3, kept);
        Assert.Equal(3, (await office.StateAsync(PostOffice.Replies, Ct)).Ready);
    }

    [Fact]
    public async Task A_row_leaves_the_outbox_only_after_its_own_confirm()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        foreach (var key in (string[])["a", "b", "c"])
            await CommitAsync(office, key, 1);
        var refused = MessageId.Derive("b1");
        var mayTake = false;
        office.Transport.BeforePublish = m => m.Envelope.Id == refused && !mayTake ? throw new BrokerUnavailableException("No confirm.") : Task.CompletedTask;

        await office.Relay.StartAsync(Ct);
        while (await office.Database.CountAsync("outbox", Ct) > 1)
            await Task.Delay(1, Ct);
        var left = await office.Database.ScalarAsync("SELECT string_agg(message_id, ',') FROM outbox", Ct);
        mayTake = true;
        await office.AdvanceUntilAsync(EmptyAsync(office), Ct);
        await office.Relay.StopAsync(Ct);

        Assert.Equal(refused.ToString(), left);
        Assert.Equal(3, (await office.StateAsync(PostOffice.Replies, Ct)).Arrived);
    }

    [Fact]
    public async Task What_follows_under_the_key_of_a_refused_row_waits_for_it_and_other_keys_do_not()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var mayTake = false;
        var sent = new List<string>();
        var first = MessageId.Derive("a1");
        office.Transport.BeforePublish = m =>
        {
            if (m.Envelope.Id == first && !mayTake)
                throw new BrokerUnavailableException("No confirm.");
            lock (sent)
                sent.Add(m.Envelope.OrderKey + m.Envelope.SourceVersion);
            return Task.CompletedTask;
        };
        await office.Relay.StartAsync(Ct);
        await CommitAsync(office, "a", 1);
        await SaysAsync(office, "nothing is lost").WaitAsync(PostOffice.Deadline, Ct);
        await CommitAsync(office, "a", 2);
        await CommitAsync(office, "b", 1);
        await office.AdvanceUntilAsync(LeftAsync(office, 2), Ct);

        mayTake = true;
        await office.AdvanceUntilAsync(EmptyAsync(office), Ct);
        await office.Relay.StopAsync(Ct);

        Assert.Equal(["b1", "a1", "a2"], sent);
    }

    [Fact]
    public async Task Of_one_key_none_is_on_its_way_before_the_one_before_it_is_confirmed()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        var otherIsThere = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var refuses = true;
        var taken = new List<string>();
        office.Transport.BeforePublish = async m =>
        {
            var name = m.Envelope.OrderKey + m.Envelope.SourceVersion;
            if (name == "a1" && refuses)
            {
                await otherIsThere.Task; // whatever is to overtake it has had the time to
                refuses = false;
                throw new BrokerUnavailableException("No confirm.");
            }

            lock (taken)
                taken.Add(name);
            if (name == "b1")
                otherIsThere.SetResult();
        };
        foreach (var (key, version) in new[] { ("a", 1), ("a", 2), ("a", 3), ("b", 1) })
            await CommitAsync(office, key, version);

        await office.Relay.StartAsync(Ct);
        await office.AdvanceUntilAsync(EmptyAsync(office), Ct);
        await office.Relay.StopAsync(Ct);

        Assert.Equal(["b1", "a1", "a2", "a3"], taken);
    }

    [Fact]
    public async Task A_tenant_with_much_does_not_come_before_one_with_little()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        for (var i = 0; i < 300; i++)
            await CommitAsync(office, $"{i}", 1, "flood");
        await CommitAsync(office, "few", 1, "small");
        var tenants = new List<string>();
        office.Transport.BeforePublish = m =>
        {
            lock (tenants)
                tenants.Add(m.Envelope.Tenant.Value);
            return Task.CompletedTask;
        };

        await office.Relay.StartAsync(Ct);
        await office.AdvanceUntilAsync(EmptyAsync(office), Ct);
        await office.Relay.StopAsync(Ct);

        Assert.Equal(301, tenants.Count);
        Assert.InRange(tenants.IndexOf("small"), 0, 1);
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
        foreach (var key in (string[])["a", "b", "c"])
            await CommitAsync(office, key, 1);
        var refused = MessageId.Derive("b1");
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

        await office.Relay.StartAsync(Ct);
        await office.AdvanceUntilAsync(LeftAsync(office, 1), Ct);
        var arrived = (await office.StateAsync(PostOffice.Replies, Ct)).Arrived;
        for (var n = 0; await office.Database.CountAsync("dead_letters", Ct) == 0; n++)
        {
            await CommitAsync(office, $"other {n}", 1);
            await office.AdvanceUntilAsync(LeftAsync(office, 1), Ct);
            Assert.True(n < 1_000);
        }

        await office.Relay.StopAsync(Ct);
        Assert.Equal(2, arrived);
        Assert.Equal(
            $"outbox outbox.refused {refused}",
            await office.Database.ScalarAsync("SELECT string_agg(function || ' ' || code || ' ' || message_id, ',') FROM dead_letters", Ct));
        Assert.Equal(0, await office.Database.CountAsync($"outbox WHERE message_id = '{refused}'", Ct));
    }

    [Fact]
    public async Task A_broker_that_takes_nothing_sets_nothing_aside()
    {
        await using var office = await PostOffice.OpenAsync(Ct);
        await CommitRepliesAsync(office, 2);
        var tries = 0;
        office.Transport.BeforePublish = _ =>
        {
            Interlocked.Increment(ref tries);
            throw new BrokerUnavailableException("It is away.");
        };

        await office.Relay.StartAsync(Ct);
        await office.AdvanceUntilAsync(UntilAsync(() => Task.FromResult(Volatile.Read(ref tries) > OutboxRelay.MostFailures * 4)), Ct);
        await office.Relay.StopAsync(Ct);

        Assert.Equal((2L, 0L), (await office.Database.CountAsync("outbox", Ct), await office.Database.CountAsync("dead_letters", Ct)));
    }

    private static Task EmptyAsync(PostOffice office) => LeftAsync(office, 0);

    private static Task LeftAsync(PostOffice office, int rows) =>
        UntilAsync(async () => await office.Database.CountAsync("outbox", Ct) + await office.Database.CountAsync("dead_letters", Ct) <= rows);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
            await Task.Delay(1, Ct);
    }

    private static async Task CommitAsync(PostOffice office, string key, long version, string tenant = "default")
    {
        var message = office.Write("x", new Reply("x"), id: key + version);
        await using var scope = office.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(Ct);
        await work.SendAsync([message with { Envelope = message.Envelope with { OrderKey = key, SourceVersion = version, Tenant = new TenantId(tenant) } }], Ct);
        await work.CommitAsync(Ct);
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

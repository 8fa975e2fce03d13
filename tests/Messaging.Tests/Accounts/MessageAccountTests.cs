using ClearView.Messaging.Receive;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Accounts;
using ClearView.Messaging.Store.Dead;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Accounts;

/// <summary>Each message, and each function that takes it, in one state; what is in none is named.</summary>
public class MessageAccountTests
{
    private static readonly FunctionDescriptor _clerk = AccountRoom.Clerk;
    private static readonly FunctionDescriptor _herald = AccountRoom.Herald;
    private static readonly FunctionDescriptor _reader = AccountRoom.Reader;
    private static readonly FunctionDescriptor _silent = AccountRoom.Silent;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_a_function_with_a_store_every_message_is_in_one_state_and_the_lost_one_is_named()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk]);
        var inbox = room.Store.Inbox();
        await room.PublishAsync("before"); // and before it is noted that the queue is bound
        await room.DropAsync(_clerk, 1);
        await room.Store.Database.ExecuteAsync("DELETE FROM checkpoints", Ct);
        room.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.BindAsync([_clerk]);
        await room.PublishAsync("done", "superseded", "erased", "dead", "discarded", "delayed", "waiting", "lost");
        var kept = await room.ReceiveAsync(_clerk, 8);
        await room.FinishAsync(kept["done"]);
        await inbox.EndAsync(kept["superseded"], InboxState.Superseded, Ct);
        await inbox.EndAsync(kept["erased"], InboxState.Erased, Ct);
        await inbox.BuryAsync(kept["dead"], room.Cause("clerk"), Ct);
        await inbox.BuryAsync(kept["discarded"], room.Cause("clerk"), Ct);
        await DiscardAsync(room, "discarded");
        await inbox.PostponeAsync(kept["delayed"], room.Store.Clock.GetUtcNow().AddMinutes(1), room.Cause("clerk"), Ct);
        await room.Store.Database.ExecuteAsync($"DELETE FROM inbox WHERE message_id = '{MessageId.Derive("lost")}'", Ct);
        await room.Store.CommitAsync(room.Message("outbox"), Ct);

        var report = await room.TakeAsync();

        var clerk = Assert.Single(report.Functions);
        Assert.Equal(
            Enum.GetValues<MessageState>().Except([MessageState.Broker, MessageState.CatchUp, MessageState.NoTrace]).ToDictionary(s => s, _ => 1L),
            clerk.States);
        Assert.Equal((10L, 10L, true), (report.Messages, clerk.Published, clerk.Adds));
        Assert.Equal((1L, false), (report.Unaccounted, report.IsWhole));
        var gap = Assert.Single(report.Gaps);
        Assert.Equal((MessageId.Derive("lost").ToString(), "clerk", "letter.v1", "tenant-1", true), (gap.Id, gap.Function, gap.Type, gap.Tenant, gap.Certain));
        Assert.Equal(room.Message("lost").Envelope.Time, gap.Published);
        Assert.Equal("functions replay clerk --since 2026-11-23T10:01:00Z", gap.Do);
    }

    [Fact]
    public async Task At_a_stage_without_a_store_a_result_a_letter_or_its_queue_stands_for_a_message()
    {
        await using var room = await AccountRoom.OpenAsync([_herald, _reader]);
        await room.PublishAsync("one", "two", "lost", "dead");
        await room.AnswerAsync(_herald, 4, name => name is "lost" or "dead" ? null : "result of both"); // one id for two causes
        await room.ReceiveAsync(_reader, 2);
        await BuryAsync(room, "dead", "herald");
        var lost = await room.TakeAsync();
        await room.PublishAsync("later");
        room.Keys.Destroyed = true;
        var erased = await room.TakeAsync();

        var herald = lost.Functions[0];
        Assert.Equal((2L, 1L, 1L, 4L), (herald[MessageState.Done], herald[MessageState.Dead], herald[MessageState.Lost], herald.Published));
        Assert.Equal((MessageId.Derive("lost").ToString(), "herald"), (Assert.Single(lost.Gaps).Id, lost.Gaps[0].Function));
        Assert.Contains("cannot be replayed", lost.Gaps[0].Do, StringComparison.Ordinal);
        Assert.Equal((1L, 1L), (lost.Functions[1][MessageState.Waiting], lost.Functions[1].Published));
        // Nobody can read any of it any more: that one was lost or still waits makes no difference.
        Assert.Equal((2L, 0L), (erased.Functions[0][MessageState.Erased], erased.Unaccounted));
    }

    [Fact]
    public async Task What_the_queue_holds_is_taken_for_the_youngest_and_no_name_is_certain_then()
    {
        await using var room = await AccountRoom.OpenAsync([_herald, _reader]);
        for (var i = 0; i < 10; i++)
            await room.PublishAsync($"{i}");
        await room.DropAsync(_herald, 3);

        var report = await room.TakeAsync();

        var herald = report.Functions[0];
        Assert.Equal((7L, 3L, 7L), (herald[MessageState.Broker], herald[MessageState.Lost], herald.InQueue));
        Assert.Equal(Enumerable.Range(0, 3).Select(i => MessageId.Derive($"{i}").ToString()), report.Gaps.Select(g => g.Id));
        Assert.All(report.Gaps, gap => Assert.False(gap.Certain));
        Assert.All(report.Gaps, gap => Assert.Contains("holds 7, which are fewer than are missing", gap.What, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_arrives_while_it_is_looked_for_is_not_named()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk, _herald, _reader]);
        await room.PublishAsync("one", "two");
        var consumer = await room.Broker.ConsumeAsync(_clerk.Queue, 10, Ct);
        Delivery[] inHand = [await PostOffice.NextAsync(consumer, Ct), await PostOffice.NextAsync(consumer, Ct)];
        await room.AnswerAsync(_herald, 2, _ => null);
        foreach (var delivery in inHand)
            await delivery.AckAsync(Ct); // its process has them still
        room.WhenLooked = async look =>
        {
            if (look == 0)
                return;
            await room.Store.Inbox().KeepAsync(_clerk, inHand, Ct);
            await room.Broker.PublishAsync(room.Message("reply 1", "reply.v1", "herald", "one"), Ct);
            await room.Broker.PublishAsync(room.Message("reply 2", "reply.v1", "herald", "two"), Ct);
        };

        var report = await room.TakeAsync();

        await consumer.DisposeAsync();
        Assert.Equal(0, report.Unaccounted);
        Assert.Equal((2L, 2L), (report.Functions[0][MessageState.Waiting], report.Functions[1][MessageState.Done]));
        Assert.All(report.Functions, function => Assert.True(function.Adds));
        Assert.Equal(0, report.Functions[2].Published); // what came while it was taken is not in it
    }

    [Fact]
    public async Task A_stage_that_names_nothing_it_publishes_leaves_no_trace_and_nothing_of_it_is_guessed()
    {
        await using var room = await AccountRoom.OpenAsync([_silent]);
        await room.Broker.PublishAsync(room.Message("taken", "card.v1"), Ct);
        await room.DropAsync(_silent, 1);
        await room.Broker.PublishAsync(room.Message("waits", "card.v1"), Ct);
        var looks = 0;
        room.WhenLooked = look => Task.FromResult(looks = look + 1);

        var report = await room.TakeAsync();

        Assert.Equal((1L, 1L, 0L), (report.Functions[0][MessageState.NoTrace], report.Functions[0][MessageState.Broker], report.Unaccounted));
        Assert.Contains(report.Notes, note => note.Contains("leaves no trace", StringComparison.Ordinal));
        Assert.Empty(report.Gaps);
        Assert.Equal(1, looks); // there is nothing to wait for
    }

    [Fact]
    public async Task A_function_is_owed_what_was_published_after_its_queue_was_bound_and_what_history_is_to_give_it()
    {
        var late = _clerk with { Name = "late" };
        var eager = _clerk with { Name = "eager", From = From.Beginning };
        var caught = _clerk with { Name = "caught" };
        await using var room = await AccountRoom.OpenAsync([_clerk]);
        await room.PublishAsync("one", "two");
        room.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.BindAsync([_clerk, late, eager, caught]);
        await new CatchUpProgress(room.Store.Database).BeginAsync(
            CatchUpState.Begin("caught", 100, room.Store.Clock.GetUtcNow()) with { Position = 3, End = 3, DoneAt = room.Store.Clock.GetUtcNow() }, Ct);
        await room.PublishAsync("three");
        foreach (var function in room.Functions)
            await room.DropAsync(function, function == _clerk ? 3 : 1);

        var report = await room.TakeAsync();

        Assert.Equal(
            [("clerk", 0L, 0L, 3L), ("late", 2, 0, 1), ("eager", 0, 3, 0), ("caught", 0, 0, 3)],
            report.Functions.Select(f => (f.Function, f[MessageState.NotOwed], f[MessageState.CatchUp], f[MessageState.Lost])));
    }

    [Fact]
    public async Task Since_when_a_queue_is_bound_is_noted_once_and_functions_that_were_built_apart_are_known_by_it()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk, _herald, _reader]);
        var notes = new BindingNotes(room.Store.Database, room.Store.Clock);
        var first = await notes.AllAsync(Ct);
        room.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        await notes.WriteAsync([_clerk, _herald with { Subscriptions = [.. _herald.Subscriptions, .. _silent.Subscriptions] }], Ct);
        var later = await notes.AllAsync(Ct);
        await room.PublishAsync("one");
        await room.AnswerAsync(_herald, 1, _ => "reply");
        await room.DropAsync(_reader, 1);

        var report = await room.TakeAsync(known: [_clerk]);

        Assert.Equal([("clerk", "letter.v1"), ("herald", "letter.v1"), ("reader", "reply.v1")], first.Select(n => (n.Function, n.Type)));
        Assert.Equal(first.Select(n => n.At), later.Where(n => n.Type != "card.v1").Select(n => n.At));
        Assert.Equal(room.Store.Clock.GetUtcNow(), later.Single(n => n.Type == "card.v1").At);
        Assert.Equal(
            [("clerk", 1L, 0L, 0L), ("herald", 0, 1, 0), ("reader", 0, 0, 1)],
            report.Functions.Select(f => (f.Function, f[MessageState.Broker], f[MessageState.Done], f[MessageState.Lost])));
    }

    [Fact]
    public async Task What_is_in_a_hand_that_the_broker_does_not_tell_of_is_not_named_while_it_may_have_come_from_the_queue_since()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk]);
        room.Told = state => state with { InFlight = 0, Arrived = null, Settled = null }; // as RabbitMQ without its management API
        await room.PublishAsync("in a hand", "in the queue");
        await using var consumer = await room.Broker.ConsumeAsync(_clerk.Queue, 1, Ct);
        _ = await PostOffice.NextAsync(consumer, Ct);

        var behind = await room.TakeAsync();
        await using var other = await room.Broker.ConsumeAsync(_clerk.Queue, 1, Ct);
        _ = await PostOffice.NextAsync(other, Ct);
        var alone = await room.TakeAsync();

        Assert.Equal((2L, 0L), (behind.Functions[0][MessageState.Broker], behind.Unaccounted));
        Assert.Equal(2, alone.Unaccounted);
        Assert.Contains(alone.Notes, note => note.Contains("with --management it is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_stage_lost_of_somebody_whose_key_was_destroyed_since_is_erased()
    {
        await using var room = await AccountRoom.OpenAsync([_herald, _reader]);
        await room.PublishAsync("gone", "came back");
        await room.DropAsync(_herald, 2);
        foreach (var (who, days) in new[] { ("gone", 1), ("came back", -1) })
        {
            await room.Store.Database.ExecuteAsync(
                $"INSERT INTO erased_keys (tenant, subject, key_id, erased_at) VALUES ('tenant-1', 'person {who}', 'key', {room.Store.Clock.GetUtcNow().AddDays(days).ToUnixTimeMilliseconds()})", Ct);
        }

        var report = await room.TakeAsync();

        Assert.Equal(1, report.Functions[0][MessageState.Erased]);
        Assert.Equal(MessageId.Derive("came back").ToString(), Assert.Single(report.Gaps).Id); // it was erased before this was published
    }

    [Fact]
    public async Task Where_nobody_noted_since_when_a_queue_is_bound_the_first_message_that_came_stands_for_it()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk, _herald, _reader], noted: false);
        for (var i = 0; i < 4; i++)
            await room.PublishAsync($"{i}");
        var kept = await room.ReceiveAsync(_clerk, 4);
        await room.Store.Database.ExecuteAsync($"DELETE FROM inbox WHERE message_id IN ('{MessageId.Derive("0")}', '{MessageId.Derive("2")}')", Ct);
        await room.AnswerAsync(_herald, 4, name => name == "1" ? "reply" : null);

        var report = await room.TakeAsync();

        Assert.Equal(4, kept.Count);
        Assert.Equal((1L, 1L), (report.Functions[0][MessageState.NotOwed], report.Functions[0][MessageState.Lost]));
        Assert.Equal((1L, 2L), (report.Functions[1][MessageState.NotOwed], report.Functions[1][MessageState.Lost]));
        Assert.Equal(1, report.Functions[2][MessageState.Broker]); // the queue itself shows it
        Assert.Contains(report.Notes, note => note.StartsWith("Since when the queue is bound was not noted for clerk, herald", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_outbox_keeps_has_set_aside_or_sends_again_is_counted_once()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk, _herald]);
        await room.Store.CommitAsync(room.Message("waits"), Ct);
        await room.Store.CommitAsync(room.Message("confirm lost"), Ct);
        await room.PublishAsync("confirm lost", "confirm lost");
        await room.DropAsync(_clerk, 2);
        await room.DropAsync(_herald, 2);
        var outbox = room.Store.Outbox();
        await outbox.SetAsideAsync(new OutboxEntry(-1, room.Message("refused")), room.Cause("outbox"), Ct);
        await outbox.SetAsideAsync(new OutboxEntry(-1, room.Message("given up")), room.Cause("outbox"), Ct);
        await DiscardAsync(room, "given up");

        var report = await room.TakeAsync();

        Assert.Equal((4L, 0L, 0L), (report.Messages, report.OfNoFunction, report.Unaccounted));
        Assert.All(report.Functions, function => Assert.Equal(
            new Dictionary<MessageState, long> { [MessageState.Outbox] = 2, [MessageState.Dead] = 1, [MessageState.Discarded] = 1 }, function.States));
    }

    [Fact]
    public async Task What_no_function_took_is_counted_apart_whether_it_is_in_its_queue_or_in_the_store()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk]);
        await room.Broker.PublishAsync(room.Message("in the queue", type: "unheard-of.v1"), Ct);
        await BuryAsync(room, "kept", DeadLetterKeeper.Parking);
        await BuryAsync(room, "discarded", DeadLetterKeeper.Parking);
        await DiscardAsync(room, "discarded");

        var report = await room.TakeAsync();

        Assert.Equal((2L, 0L, 0L), (report.Parked, report.Messages, report.Unaccounted));
    }

    [Fact]
    public async Task A_redriven_letter_of_a_stage_without_a_store_is_on_its_way_again()
    {
        await using var room = await AccountRoom.OpenAsync([_herald]);
        await room.PublishAsync("back");
        await room.DropAsync(_herald, 1);
        await BuryAsync(room, "back", "herald");
        var group = Assert.Single(await new LetterLists(room.Store.Database).GroupsAsync(new LetterFilter(), 10, Ct)).Key;
        var redrive = (await new Redrives(room.Store.Database, room.Store.Clock).BeginAsync(new RedriveOrder(group, null, null, 10, TimeSpan.FromMinutes(1), "test"), Ct))!;
        await new RedriveSteps(room.Store.Database, room.Functions, room.Store.Clock).TakeAsync(redrive, null, Ct);

        var report = await room.TakeAsync();

        Assert.Equal(0, await room.Store.Database.CountAsync("dead_letters", Ct));
        Assert.Equal(new Dictionary<MessageState, long> { [MessageState.Outbox] = 1 }, report.Functions[0].States);
    }

    [Fact]
    public async Task A_dead_row_without_its_letter_is_a_gap()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk]);
        await room.PublishAsync("back in the queue");
        await room.PublishAsync("dead");
        await room.Store.Inbox().BuryAsync((await room.ReceiveAsync(_clerk, 2))["dead"], room.Cause("clerk"), Ct);
        await room.Store.Database.ExecuteAsync("DELETE FROM dead_letters", Ct);
        await room.Store.Database.ExecuteAsync("DELETE FROM inbox WHERE state = 0", Ct);
        await room.Broker.SendAsync(_clerk.Queue, room.Message("back in the queue"), Ct); // which does not stand for the younger one

        var report = await room.TakeAsync();

        Assert.Equal((1L, 1L), (report.Functions[0][MessageState.Lost], report.Functions[0][MessageState.Broker]));
        Assert.Contains("there is no letter of it", Assert.Single(report.Gaps).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_counted_and_named()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk, _herald, _reader]);
        await room.Broker.PublishAsync(room.Message("a", tenant: "one"), Ct);
        await room.Broker.PublishAsync(room.Message("b", tenant: "two"), Ct);
        room.Store.Clock.Advance(TimeSpan.FromHours(1));
        await room.Broker.PublishAsync(room.Message("c", tenant: "one"), Ct);
        await room.DropAsync(_clerk, 3);
        await room.DropAsync(_herald, 3);

        var all = await room.TakeAsync(new AccountOptions(Most: 2));
        var tenant = await room.TakeAsync(new AccountOptions(Tenant: "one"));
        var function = await room.TakeAsync(new AccountOptions(Function: "herald"));
        var since = await room.TakeAsync(new AccountOptions(Since: room.Store.Clock.GetUtcNow()));

        Assert.Equal((6L, 2), (all.Unaccounted, all.Gaps.Count));
        Assert.Equal((2L, 4L, 4), (tenant.Messages, tenant.Unaccounted, tenant.Gaps.Count));
        Assert.Equal((3L, "herald"), (function.Unaccounted, Assert.Single(function.Functions).Function));
        Assert.Equal((1L, 2L), (since.Messages, since.Unaccounted));
        Assert.All(since.Gaps, gap => Assert.Equal(MessageId.Derive("c").ToString(), gap.Id));
        Assert.Equal(room.Store.Clock.GetUtcNow(), since.CountsFrom);
    }

    [Fact]
    public async Task History_of_many_groups_is_counted_and_what_is_older_than_the_inbox_remembers_is_left_out()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk, _herald, _reader]);
        await room.PublishAsync("too old");
        room.Store.Clock.Advance(TimeSpan.FromDays(31));
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_010), Ct, async (i, ct) => await room.Broker.PublishAsync(room.Message($"{i}"), ct));
        await room.DropAsync(_clerk, 1); // the old one
        await room.DropAsync(_herald, 1);
        await room.ReceiveAsync(_clerk, 1_010);
        await room.AnswerAsync(_herald, 1_010, name => "reply to " + name);

        var report = await room.TakeAsync();

        Assert.Equal((1_010L, 1_010L), (report.Functions[0][MessageState.Waiting], report.Functions[1][MessageState.Done]));
        Assert.Equal((2_020L, 0L), (report.Messages, report.Unaccounted));
        Assert.Equal(1_010, report.Functions[2][MessageState.Broker]);
        Assert.Equal(room.Message("0").Envelope.Time, report.CountsFrom);
    }

    [Fact]
    public async Task Nothing_is_named_falsely_while_messages_are_sent_received_and_handled_and_one_that_is_dropped_is_named()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk, _herald, _reader]);
        room.Store.Clock.SetUtcNow(TimeProvider.System.GetUtcNow()); // the account is taken by the system's, and counts what is not too old
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var sent = 0;
        var drops = 0;
        var dropped = new List<string>();
        var work = Task.WhenAll(
            Task.Run(async () =>
            {
                for (; !enough.IsCancellationRequested; sent++)
                    await room.Broker.PublishAsync(room.Message($"{sent}"), Ct);
            }, Ct),
            ServeAsync(_clerk, async delivery =>
            {
                if (Interlocked.Exchange(ref drops, 0) == 1)
                    dropped.Add(delivery.Envelope.Id.ToString());
                else if ((await room.Store.Inbox().KeepAsync(_clerk, [delivery], Ct))[0] is { } kept && kept.Position % 2 == 0)
                    await room.FinishAsync(kept);
            }),
            ServeAsync(_herald, delivery => room.Broker.PublishAsync(room.Message($"reply to {delivery.Envelope.Id}", "reply.v1", "herald") with
            {
                Envelope = room.Message($"reply to {delivery.Envelope.Id}", "reply.v1", "herald").Envelope with { CausationId = delivery.Envelope.Id },
            }, Ct)),
            ServeAsync(_reader, async delivery => await room.Store.Inbox().KeepAsync(_reader, [delivery], Ct)));

        var options = new AccountOptions(Settle: TimeSpan.FromSeconds(1));
        var whole = new List<AccountReport>();
        for (var i = 0; i < 3; i++)
            whole.Add(await room.TakeAsync(options, clock: TimeProvider.System));
        Volatile.Write(ref drops, 1);
        while (Volatile.Read(ref drops) == 1)
            await Task.Delay(10, Ct);
        await Task.Delay(200, Ct);
        await enough.CancelAsync();
        await work;
        var named = await room.TakeAsync(options, clock: TimeProvider.System);

        Assert.All(whole, report => Assert.Empty(report.Gaps));
        Assert.All(whole, report => Assert.True(report.IsWhole));
        Assert.True(whole[^1].Messages > whole[0].Messages);
        Assert.Equal(dropped, named.Gaps.Where(g => g.Function == "clerk").Select(g => g.Id));

        async Task ServeAsync(FunctionDescriptor function, Func<Delivery, Task> handle)
        {
            await using var consumer = await room.Broker.ConsumeAsync(function.Queue, 50, Ct);
            try
            {
                while (true)
                {
                    var delivery = await consumer.Deliveries.ReadAsync(enough.Token);
                    await handle(delivery);
                    await delivery.AckAsync(Ct);
                }
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                // The rest stays in the queue.
            }
        }
    }

    [Fact]
    public async Task A_lost_message_is_named_though_its_queue_never_empties_once_later_ones_came()
    {
        await using var room = await AccountRoom.OpenAsync([_clerk]);
        for (var i = 0; i < 20; i++)
            await room.PublishAsync($"{i}");
        await room.ReceiveAsync(_clerk, 5);
        await room.Store.Database.ExecuteAsync($"DELETE FROM inbox WHERE message_id = '{MessageId.Derive("2")}'", Ct);
        await room.DropAsync(_clerk, 1); // so that more is missing than the queue holds
        room.Store.Clock.Advance(TimeSpan.FromMinutes(1));
        var stalled = await room.TakeAsync();
        room.WhenLooked = async look =>
        {
            if (look == 1)
                await room.ReceiveAsync(_clerk, 1); // it is read
        };

        var moving = await room.TakeAsync();

        Assert.Equal(2, stalled.Unaccounted);
        Assert.All(stalled.Gaps, gap => Assert.False(gap.Certain));
        var certain = Assert.Single(moving.Gaps, gap => gap.Certain);
        Assert.Equal(MessageId.Derive("2").ToString(), certain.Id);
        Assert.Contains("later ones came out of its queue", certain.What, StringComparison.Ordinal);
        Assert.Equal(2, moving.Unaccounted);
    }

    private static Task BuryAsync(AccountRoom room, string name, string function) =>
        new DeadLetters(room.Store.Database, room.Store.Clock).KeepAsync(new LooseOf(room.Message(name)), room.Cause(function), Ct);

    private static async Task DiscardAsync(AccountRoom room, string name)
    {
        var letter = (await new LetterLists(room.Store.Database).LettersAsync(new LetterFilter(), 0, 100, Ct)).Single(l => l.Envelope.Id == MessageId.Derive(name));
        await room.Store.Database.ExecuteAsync($"UPDATE dead_letters SET discard = 1 WHERE letter = {letter.Id}", Ct);
    }

    private sealed class LooseOf : Delivery
    {
        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public LooseOf(OutgoingMessage message) => (Envelope, Body, Attempt) = (message.Envelope, message.Body, 6);

        public override Task AckAsync(CancellationToken ct) => Task.CompletedTask;

        public override Task RetryAsync(TimeSpan after, FailureCause cause, CancellationToken ct) => Task.CompletedTask;

        public override Task DeadLetterAsync(FailureCause cause, CancellationToken ct) => Task.CompletedTask;

        public override Task ReturnAsync(CancellationToken ct) => Task.CompletedTask;
    }
}

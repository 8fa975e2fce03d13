using System.Collections.Concurrent;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Mail;
using ClearView.Messaging.Tests.Store;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Tests.Mail;

/// <summary>The mail of a function in one process or several, on a real store.</summary>
public class FunctionMailTests
{
    private static readonly FunctionDescriptor _clerk = PostOffice.Clerk with { Parallelism = 4 };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_of_one_key_stay_in_order_through_failures_while_other_keys_go_on()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        var ended = new ConcurrentQueue<string>();
        var random = new Random(7);
        await using var mail = Mail(room, broker);
        for (var i = 0; i < 200; i++)
            await broker.SendAsync(_clerk.Queue, Message(room, $"{i % 10}:{i}", key: $"{i % 10}"), Ct);

        await WorkAsync(mail, 4, 200, async delivery =>
        {
            int roll;
            lock (random)
                roll = random.Next(10);
            if (roll >= 3)
                ended.Enqueue(TextOf(delivery)); // before its key is free
            if (roll < 3)
                await delivery.RetryAsync(TimeSpan.FromMilliseconds(random.Next(30)), Cause(room), Ct);
            else if (roll == 3)
                await delivery.DeadLetterAsync(Cause(room), Ct);
            else
                await FinishAsync(room, delivery);
            return roll >= 3;
        }, room);

        foreach (var key in ended.GroupBy(t => t[0]))
            Assert.Equal(key.Select(Number).Order(), key.Select(Number));
        Assert.Equal(200, ended.Distinct().Count());
    }

    [Fact]
    public async Task Two_processes_share_the_work_and_neither_does_what_the_other_did()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        var ended = new ConcurrentQueue<(int Process, string Text)>();
        await using var one = Mail(room, broker);
        await using var two = Mail(room, broker, room.Another());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        stop.CancelAfter(PostOffice.Deadline);
        var working = Task.WhenAll(ServeAsync(one, 1), ServeAsync(two, 2));
        for (var i = 0; i < 400; i++)
            await broker.SendAsync(_clerk.Queue, Message(room, $"{i % 40}:{i}", key: $"{i % 40}"), Ct);

        while (ended.Count < 400 && !stop.IsCancellationRequested)
        {
            room.Clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(1, Ct);
        }

        await stop.CancelAsync();
        await working;
        Assert.Equal(400, ended.Select(e => e.Text).Distinct().Count());
        Assert.Equal(400, ended.Count);
        Assert.Equal(2, ended.Select(e => e.Process).Distinct().Count());

        Task ServeAsync(FunctionMail mail, int process) => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await foreach (var delivery in mail.Deliveries.ReadAllAsync(stop.Token))
                {
                    await Task.Delay(1, Ct);
                    if (await FinishAsync(room, delivery))
                        ended.Enqueue((process, TextOf(delivery)));
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }, Ct)));
    }

    [Fact]
    public async Task What_one_process_receives_for_another_is_handed_over_long_before_that_one_looks_by_itself()
    {
        const int Rounds = 10;
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        var ended = 0;
        await using var one = Mail(room, broker);
        await using var two = Mail(room, broker, room.Another());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        stop.CancelAfter(2 * PostOffice.Deadline);
        var working = Task.WhenAll(ServeAsync(one), ServeAsync(two));
        await RoundAsync(0, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(1));
        for (var i = 0; i < 100; i++) // until each has its parts
        {
            room.Clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(2, Ct);
        }

        var began = room.Clock.GetUtcNow();

        for (var round = 1; round <= Rounds; round++)
            await RoundAsync(round, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(100)); // as if the machine were a hundred times as fast

        var took = room.Clock.GetUtcNow() - began;
        await stop.CancelAsync();
        await working;
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(Rounds / 4.0)); // one look each second is half a second for each round

        async Task RoundAsync(int round, TimeSpan step, TimeSpan pause)
        {
            for (var i = 0; i < 16; i++)
                await broker.SendAsync(_clerk.Queue, Message(room, $"{round}:{i}", key: $"{i}"), Ct);
            while (Volatile.Read(ref ended) < 16 * (round + 1))
            {
                room.Clock.Advance(step);
                await Task.Delay(pause, stop.Token);
            }
        }

        async Task ServeAsync(FunctionMail mail)
        {
            try
            {
                await foreach (var delivery in mail.Deliveries.ReadAllAsync(stop.Token))
                {
                    if (await FinishAsync(room, delivery))
                        Interlocked.Increment(ref ended);
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }

    [Fact]
    public async Task What_a_process_leaves_behind_another_handles()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        await using (var dying = Mail(room, broker))
        {
            for (var i = 0; i < 20; i++)
                await broker.SendAsync(_clerk.Queue, Message(room, $"0:{i}", key: "0"), Ct);
            await NextAsync(dying, room); // and it dies with it in its hands
            await room.HoldsAsync(20, Ct, "inbox");
        }

        var ended = new List<string>();
        await using var heir = Mail(room, broker, room.Another());
        await WorkAsync(heir, 1, 20, async delivery =>
        {
            ended.Add(TextOf(delivery));
            return await FinishAsync(room, delivery);
        }, room);

        Assert.Equal(Enumerable.Range(0, 20), ended.Select(Number));
    }

    [Fact]
    public async Task A_flood_of_one_tenant_does_not_come_before_the_few_of_another()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        await using var mail = Mail(room, broker);
        for (var i = 0; i < 3_000; i++)
            await broker.SendAsync(_clerk.Queue, Message(room, $"flood:{i}", key: $"{i}", tenant: "flood"), Ct);
        for (var i = 0; i < 10; i++)
            await broker.SendAsync(_clerk.Queue, Message(room, $"small:{i}", key: $"{i}", tenant: "small"), Ct);
        await room.HoldsAsync(3_010, Ct, "inbox");

        var (handled, sinceSmall) = (0, 0);
        await WorkAsync(mail, 1, 10, async delivery =>
        {
            var isSmall = delivery.Envelope.Tenant.Value == "small";
            handled++;
            sinceSmall += isSmall || sinceSmall > 0 ? 1 : 0;
            await FinishAsync(room, delivery);
            return isSmall;
        }, room);

        // In turn: each of the ten waited for one of the flood at most, besides what was in hand. How long it takes until the first of them is seen
        // depends on how long the machine leaves the mail without a processor; a flood that came first would have taken all 3,000.
        Assert.InRange(sinceSmall, 10, 60);
        Assert.InRange(handled, 10, 1_000);
    }

    [Fact]
    public async Task While_others_are_there_a_flood_leaves_a_place_for_them_though_nothing_of_it_ends()
    {
        var slowly = TimeSpan.FromMicroseconds(100); // others count for a second, which is ten of the machine's
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        await using var mail = Mail(room, broker);
        await broker.SendAsync(_clerk.Queue, Message(room, "small:0", key: "0", tenant: "small"), Ct);
        var first = await NextAsync(mail, room, slowly);
        for (var i = 0; i < 10; i++)
            await broker.SendAsync(_clerk.Queue, Message(room, $"flood:{i}", key: $"{i}", tenant: "flood"), Ct);
        await room.HoldsAsync(11, Ct, "inbox");
        for (var i = 0; i < 3; i++)
            Assert.Equal("flood", (await NextAsync(mail, room, slowly)).Envelope.Tenant.Value);
        await FinishAsync(room, first);
        Assert.False(mail.Deliveries.TryRead(out _));

        await broker.SendAsync(_clerk.Queue, Message(room, "small:1", key: "1", tenant: "small"), Ct);

        Assert.Equal("small", (await NextAsync(mail, room, slowly)).Envelope.Tenant.Value);
    }

    [Fact]
    public async Task What_the_store_refuses_becomes_a_dead_letter_and_its_neighbours_go_on()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        await room.Database.ExecuteAsync("CREATE UNIQUE INDEX one_bad_is_enough ON inbox (order_key) WHERE order_key = 'bad'", Ct);
        foreach (var key in (string[])["1", "bad", "2", "bad", "3"])
            await broker.SendAsync(_clerk.Queue, Message(room, $"{key}:{Guid.NewGuid():N}", key), Ct);
        await using var mail = Mail(room, broker);
        var handled = new ConcurrentQueue<string?>();

        await WorkAsync(mail, 1, 4, async delivery =>
        {
            handled.Enqueue(delivery.Envelope.OrderKey);
            return await FinishAsync(room, delivery);
        }, room);
        await using var dead = await broker.ConsumeAsync(Topology.Dead, 10, Ct);
        var letter = await dead.Deliveries.ReadAsync(Ct).AsTask().WaitAsync(PostOffice.Deadline, Ct);

        Assert.Equal(["1", "2", "3", "bad"], handled.Order(StringComparer.Ordinal));
        Assert.Equal(("bad", "inbox.refused", 1), (letter.Envelope.OrderKey, letter.LastFailure?.Code, letter.Attempt));
        Assert.Equal(1, await room.Database.CountAsync("inbox WHERE order_key = 'bad'", Ct));
    }

    [Fact]
    public async Task Tenants_that_have_nothing_left_are_asked_about_no_more_and_come_back()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync();
        await using var mail = Mail(room, broker);
        for (var i = 0; i < 50; i++)
            await broker.SendAsync(_clerk.Queue, Message(room, $"{i}:{i}", key: "1", tenant: $"tenant-{i}"), Ct);

        await WorkAsync(mail, 4, 50, delivery => FinishAsync(room, delivery), room);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while (mail.KnownParts > 0)
        {
            room.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, deadline.Token);
        }

        await broker.SendAsync(_clerk.Queue, Message(room, "7:again", key: "1", tenant: "tenant-7"), Ct);
        await WorkAsync(mail, 1, 1, delivery => FinishAsync(room, delivery), room);
    }

    private static async Task<InMemoryTransport> BrokerAsync()
    {
        var broker = new InMemoryTransport(TimeProvider.System);
        await broker.StartAsync(new Topology([new(_clerk.Queue, _clerk.WireNames)]), Ct);
        return broker;
    }

    private static FunctionMail Mail(StoreRoom room, InMemoryTransport broker, Messaging.Store.IStoreDatabase? database = null) =>
        new(_clerk, broker, room.Inbox(database), TenantShares.Equal, NullLogger.Instance, room.Clock);

    /// <summary>Workers until so many were counted; the clock goes on meanwhile.</summary>
    private static async Task WorkAsync(FunctionMail mail, int workers, int count, Func<Delivery, Task<bool>> handle, StoreRoom room)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        stop.CancelAfter(PostOffice.Deadline);
        var left = count;
        var working = Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref left) > 0)
            {
                var delivery = await mail.Deliveries.ReadAsync(stop.Token);
                if (await handle(delivery) && Interlocked.Decrement(ref left) == 0)
                    await stop.CancelAsync();
            }
        }, Ct)));
        while (!working.IsCompleted)
        {
            room.Clock.Advance(TimeSpan.FromMilliseconds(20));
            await Task.WhenAny(working, Task.Delay(1, Ct));
        }

        try
        {
            await working;
        }
        catch (OperationCanceledException) when (Volatile.Read(ref left) <= 0)
        {
            // All were counted.
        }

        Assert.Equal(0, left);
    }

    private static async Task<Delivery> NextAsync(FunctionMail mail, StoreRoom room, TimeSpan? step = null)
    {
        var reading = mail.Deliveries.ReadAsync(Ct).AsTask();
        while (!reading.IsCompleted)
        {
            room.Clock.Advance(step ?? TimeSpan.FromMilliseconds(20));
            await Task.WhenAny(reading, Task.Delay(1, Ct));
        }

        return await reading;
    }

    /// <summary>As a function's transaction and the switch after it would.</summary>
    private static async Task<bool> FinishAsync(StoreRoom room, Delivery delivery)
    {
        var isFirst = await InboxTests.FinishAsync(room, delivery.Kept!);
        await delivery.AckAsync(Ct);
        return isFirst;
    }

    private static FailureCause Cause(StoreRoom room) =>
        new("code", "Text.", null, null, 1, room.Clock.GetUtcNow(), room.Clock.GetUtcNow(), "clerk", "1");

    private static OutgoingMessage Message(StoreRoom room, string text, string key, string tenant = "tenant-1")
    {
        var message = room.Message(text);
        return message with { Envelope = message.Envelope with { OrderKey = key, Tenant = new TenantId(tenant) } };
    }

    private static string TextOf(Delivery delivery) => System.Text.Encoding.UTF8.GetString(delivery.Body.Span);

    private static int Number(string text) => int.Parse(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}

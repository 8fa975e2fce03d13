using System.Security.Cryptography;
using ClearView.Messaging.Claims;
using ClearView.Messaging.Store;
using ClearView.Messaging.Store.Sqlite;

namespace ClearView.Messaging.Tests;

/// <summary>What every transport promises. A transport adds one class that derives from this.</summary>
public abstract class TransportContract(ITransportFixture fixture)
{
    private const string Letters = "test.letters";
    private const string Copies = "test.copies";
    private const string LetterType = "letter.v1";
    private static readonly Topology _topology = new([new(Letters, [LetterType, "card.v1"]), new(Copies, [LetterType])]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_reaches_every_queue_bound_to_its_type_unchanged()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        var sent = Letter("hello") with
        {
            Envelope = Letter("hello").Envelope with
            {
                Subject = "person-1",
                OrderKey = "key-1",
                SourceVersion = 42,
                CausationId = MessageId.Derive("cause"),
                TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                TraceState = "a=b",
            },
        };

        await transport.PublishAsync(sent, Ct);

        foreach (var queue in new[] { Letters, Copies })
        {
            await using var consumer = await transport.ConsumeAsync(queue, 10, Ct);
            var delivery = await NextAsync(consumer);
            Assert.Equal(sent.Envelope, delivery.Envelope);
            Assert.Equal(sent.Body.ToArray(), delivery.Body.ToArray());
            Assert.Equal(1, delivery.Attempt);
            Assert.Equal(0, delivery.Returns);
            Assert.Null(delivery.LastFailure);
            await delivery.AckAsync(Ct);
        }
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_is_parked()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        var stray = Letter("nobody", type: "unheard-of.v1");

        await transport.PublishAsync(stray, Ct);

        await using var consumer = await transport.ConsumeAsync(Topology.Parking, 10, Ct);
        Assert.Equal(stray.Envelope.Id, (await NextAsync(consumer)).Envelope.Id);
    }

    [Fact]
    public async Task A_message_sent_to_a_queue_reaches_that_queue_alone()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);

        await transport.SendAsync(Copies, Letter("only copies"), Ct);
        await transport.SendAsync(Letters, Letter("only letters"), Ct);

        Assert.Equal("only copies", await TakeTextAsync(transport, Copies));
        Assert.Equal("only letters", await TakeTextAsync(transport, Letters));
    }

    [Fact]
    public async Task A_queue_that_does_not_exist_is_named()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);

        var sending = await Assert.ThrowsAsync<QueueMissingException>(() => transport.SendAsync("test.missing", Letter("x"), Ct));
        var consuming = await Assert.ThrowsAsync<QueueMissingException>(() => transport.ConsumeAsync("test.missing", 1, Ct));

        Assert.Equal("test.missing", sending.Queue);
        Assert.Equal("test.missing", consuming.Queue);
        await transport.PublishAsync(Letter("still works"), Ct);
        Assert.Equal("still works", await TakeTextAsync(transport, Letters));
    }

    [Fact]
    public async Task A_message_that_is_not_settled_comes_back_and_says_so()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letter("again"), Ct);
        await using (var first = await transport.ConsumeAsync(Letters, 10, Ct))
            await NextAsync(first);

        await using var second = await transport.ConsumeAsync(Letters, 10, Ct);
        var delivery = await NextAsync(second);

        Assert.Equal("again", Text(delivery));
        Assert.Equal(1, delivery.Returns);
        Assert.Equal(1, delivery.Attempt);
    }

    [Fact]
    public async Task A_settled_message_does_not_come_back()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letter("first"), Ct);
        await using (var consumer = await transport.ConsumeAsync(Letters, 10, Ct))
            await (await NextAsync(consumer)).AckAsync(Ct);

        await transport.PublishAsync(Letter("second"), Ct);

        Assert.Equal("second", await TakeTextAsync(transport, Letters));
    }

    [Fact]
    public async Task A_delivery_that_is_given_back_comes_again()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letter("back"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters, 10, Ct);

        await (await NextAsync(consumer)).ReturnAsync(Ct);

        Assert.Equal("back", Text(await NextAsync(consumer)));
    }

    [Fact]
    public async Task A_retried_message_comes_back_later_with_its_cause_and_its_attempt()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        var sent = Letter("later");
        await transport.SendAsync(Letters, sent, Ct);
        await using var consumer = await transport.ConsumeAsync(Letters, 10, Ct);
        var cause = Cause("not-now");

        await (await NextAsync(consumer)).RetryAsync(TimeSpan.FromMilliseconds(300), cause, Ct);
        var second = await NextAsync(consumer);
        await second.RetryAsync(TimeSpan.FromMilliseconds(300), cause with { Attempts = 2 }, Ct);
        var third = await NextAsync(consumer);

        Assert.Equal(2, second.Attempt);
        Assert.Equal(cause, second.LastFailure);
        Assert.Equal(3, third.Attempt);
        Assert.Equal(2, third.LastFailure?.Attempts);
        Assert.Equal(sent.Envelope, third.Envelope);
        Assert.Equal("later", Text(third));
    }

    [Fact]
    public async Task A_retried_message_holds_up_nothing_behind_it()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.SendAsync(Letters, Letter("fails"), Ct);
        await transport.SendAsync(Letters, Letter("is fine"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters, 1, Ct);

        await (await NextAsync(consumer)).RetryAsync(TimeSpan.FromMinutes(5), Cause("not-now"), Ct);

        Assert.Equal("is fine", Text(await NextAsync(consumer)));
    }

    [Fact]
    public async Task A_dead_letter_lies_in_the_dead_queue_with_its_cause()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        var sent = Letter("broken");
        await transport.SendAsync(Letters, sent, Ct);
        var cause = Cause("unreadable-document.scan");
        await using (var consumer = await transport.ConsumeAsync(Letters, 10, Ct))
            await (await NextAsync(consumer)).DeadLetterAsync(cause, Ct);

        await using var dead = await transport.ConsumeAsync(Topology.Dead, 10, Ct);
        var delivery = await NextAsync(dead);

        Assert.Equal(cause, delivery.LastFailure);
        Assert.Equal(sent.Envelope, delivery.Envelope);
        Assert.Equal("broken", Text(delivery));
    }

    [Fact]
    public async Task A_consumer_holds_no_more_than_its_prefetch()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        for (var i = 0; i < 5; i++)
            await transport.SendAsync(Letters, Letter($"{i}"), Ct);
        await using var greedy = await transport.ConsumeAsync(Letters, 2, Ct);
        await NextAsync(greedy);
        await NextAsync(greedy);

        await using var other = await transport.ConsumeAsync(Letters, 10, Ct);
        var rest = new[] { Text(await NextAsync(other)), Text(await NextAsync(other)), Text(await NextAsync(other)) };

        Assert.Equal(["2", "3", "4"], rest);
        Assert.False(greedy.Deliveries.TryRead(out _));
    }

    [Fact]
    public async Task A_stopped_transport_refuses_and_keeps_what_it_had()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letter("kept"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters, 10, Ct);
        var held = await NextAsync(consumer);

        await transport.StopAsync(Ct);

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.PublishAsync(Letter("refused"), Ct));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => transport.ConsumeAsync(Letters, 1, Ct));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => held.AckAsync(Ct));
        await Assert.ThrowsAsync<BrokerUnavailableException>(() => consumer.Deliveries.Completion.WaitAsync(Patience.Deadline, Ct));

        await transport.StartAsync(_topology, Ct);
        Assert.Equal("kept", await TakeTextAsync(transport, Letters));
    }

    [Fact]
    public async Task A_delivery_whose_subscription_ended_cannot_be_settled_and_comes_back()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.SendAsync(Letters, Letter("orphan"), Ct);
        var consumer = await transport.ConsumeAsync(Letters, 10, Ct);
        var delivery = await NextAsync(consumer);
        await consumer.DisposeAsync();

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => delivery.AckAsync(Ct));

        Assert.Equal("orphan", await TakeTextAsync(transport, Letters));
    }

    [Fact]
    public async Task A_subscription_that_breaks_says_so_though_nobody_reads_what_it_holds()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        for (var i = 0; i < 5; i++)
            await transport.SendAsync(Letters, Letter($"{i}"), Ct);
        await using var consumer = await transport.ConsumeAsync(Letters, 10, Ct);
        await NextAsync(consumer);

        await transport.StopAsync(Ct);

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => consumer.Deliveries.Completion.WaitAsync(Patience.Deadline, Ct));
    }

    [Fact]
    public async Task A_subscription_that_nobody_waits_for_any_more_swallows_nothing()
    {
        const int Count = 30;
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        for (var i = 0; i < Count; i++)
            await transport.SendAsync(Letters, Letter($"{i}"), Ct);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.ConsumeAsync(Letters, 10, gone.Token));
        for (var i = 0; i < 10; i++)
        {
            using var going = new CancellationTokenSource();
            var consuming = transport.ConsumeAsync(Letters, 10, going.Token);
            await going.CancelAsync();
            try
            {
                await (await consuming).DisposeAsync();
            }
            catch (OperationCanceledException)
            {
                // It was not in time, and ends somewhere.
            }
        }

        await using var next = await transport.ConsumeAsync(Letters, Count, Ct);
        var texts = new HashSet<string>();
        while (texts.Count < Count)
            texts.Add(Text(await NextAsync(next)));
    }

    [Fact]
    public async Task What_was_kept_outlives_the_process()
    {
        var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.SendAsync(Letters, Letter("held"), Ct);
        var consumer = await transport.ConsumeAsync(Letters, 1, Ct);
        await NextAsync(consumer);
        await transport.SendAsync(Letters, Letter("waiting"), Ct);

        var reopened = await fixture.ReopenAsync(transport, _topology, Ct);
        if (reopened is null)
        {
            await transport.DisposeAsync();
            return;
        }

        await using (reopened)
        {
            await using var again = await reopened.ConsumeAsync(Letters, 10, Ct);
            var texts = new[] { Text(await NextAsync(again)), Text(await NextAsync(again)) };
            Assert.Equal(["held", "waiting"], texts.Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task A_body_of_any_size_arrives_byte_for_byte(int length)
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        var body = RandomNumberGenerator.GetBytes(length);

        await transport.PublishAsync(Letter("") with { Body = body }, Ct);

        await using var consumer = await transport.ConsumeAsync(Letters, 1, Ct);
        Assert.True((await NextAsync(consumer)).Body.Span.SequenceEqual(body));
    }

    [Fact]
    public async Task Of_a_large_body_the_broker_gets_a_small_claim_and_who_takes_it_has_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("clearview-claims-");
        try
        {
            using var store = new SqliteStore(Path.Combine(folder.FullName, "store.db"));
            await StoreServices.PrepareAsync(store, Ct);
            var claims = new ClaimedBodies(store, new ClaimOptions(), TimeProvider.System);
            await using var transport = await fixture.OpenAsync(_topology.WithHistory(), Ct);
            var body = RandomNumberGenerator.GetBytes(MessageWriter.LargestBody);

            await transport.PublishAsync(await claims.KeepAsync(Letter("") with { Body = body }, Ct), Ct);

            foreach (var queue in new[] { Letters, Copies })
            {
                await using var consumer = await transport.ConsumeAsync(queue, 1, Ct);
                var delivery = await NextAsync(consumer);
                Assert.Equal(Claim.Size, delivery.Body.Length);
                Assert.True((await claims.FindAsync(delivery.Body, Ct)).AsSpan().SequenceEqual(body));
                await delivery.AckAsync(Ct);
            }

            var kept = Assert.Single(await HistoryAsync(transport, 0, await transport.EndOfHistoryAsync(Ct)));
            Assert.Equal(Claim.Size, kept.Message.Body.Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Many_publishers_and_consumers_lose_and_double_nothing()
    {
        const int Count = 2_000;
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        var publishing = Enumerable.Range(0, Count).Select(i => transport.SendAsync(Letters, Letter($"{i}"), Ct));

        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        var left = new CountdownEvent(Count);
        var consumers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => transport.ConsumeAsync(Letters, 50, Ct)));
        var working = consumers.Select(async consumer =>
        {
            await foreach (var delivery in consumer.Deliveries.ReadAllAsync(Ct))
            {
                seen.Add(Text(delivery));
                await delivery.AckAsync(Ct);
                left.Signal();
            }
        }).ToList();
        await Task.WhenAll(publishing);

        Assert.True(await Task.Run(() => left.Wait(Patience.Deadline * 3, Ct), Ct), $"{left.CurrentCount} of {Count} did not arrive.");
        foreach (var consumer in consumers)
            await consumer.DisposeAsync();
        await Task.WhenAll(working);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i}").Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_queue_shows_its_length()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letter("one"), Ct);
        await transport.PublishAsync(Letter("two"), Ct);

        var states = await transport.InspectAsync(Ct);

        // A transport may have lines of its own beside these, e.g. for what waits in queues that functions share.
        Assert.Superset(new HashSet<string> { Topology.Dead, Topology.Parking, Copies, Letters }, states.Select(s => s.Queue).ToHashSet());
        Assert.Equal(2, states.Single(s => s.Queue == Letters).Ready);
        Assert.Equal(0, states.Single(s => s.Queue == Topology.Dead).Ready);
    }

    [Fact]
    public async Task Starting_twice_changes_nothing()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letter("kept"), Ct);

        await transport.StartAsync(_topology, Ct);

        Assert.Equal("kept", await TakeTextAsync(transport, Letters));
    }

    [Fact]
    public async Task History_keeps_what_was_published_in_order_and_unchanged_whoever_took_it()
    {
        await using var transport = await fixture.OpenAsync(_topology.WithHistory(), Ct);
        List<OutgoingMessage> published = [Letter("0"), Letter("1", "card.v1"), Letter("2"), Letter("3", "card.v1")];
        foreach (var message in published)
            await transport.PublishAsync(message, Ct);
        await transport.SendAsync(Letters, Letter("sent to one queue"), Ct);
        await transport.PublishAsync(Letter("taken by none", "unheard-of.v1"), Ct);
        for (var i = 0; i < 5; i++)
            await TakeTextAsync(transport, Letters);

        var kept = await HistoryAsync(transport, 0, await transport.EndOfHistoryAsync(Ct));

        Assert.Equal(published.Select(m => m.Envelope), kept.Select(e => e.Message.Envelope));
        Assert.Equal(["0", "1", "2", "3"], kept.Select(e => Text(e.Message)));
        Assert.Equal(kept.Select(e => e.Offset).Distinct().Order(), kept.Select(e => e.Offset));
        Assert.Equal("taken by none", await TakeTextAsync(transport, Topology.Parking));
    }

    [Fact]
    public async Task History_is_read_from_any_offset_up_to_any_and_its_end_moves_with_what_is_published()
    {
        await using var transport = await fixture.OpenAsync(_topology.WithHistory(), Ct);
        Assert.Empty(await HistoryAsync(transport, 0, await transport.EndOfHistoryAsync(Ct)));
        for (var i = 0; i < 5; i++)
            await transport.PublishAsync(Letter($"{i}"), Ct);
        var end = await transport.EndOfHistoryAsync(Ct);
        for (var i = 5; i < 8; i++)
            await transport.PublishAsync(Letter($"{i}"), Ct);

        var before = await HistoryAsync(transport, 0, end);
        var part = await HistoryAsync(transport, before[1].Offset + 1, before[4].Offset);
        var rest = await HistoryAsync(transport, end, await transport.EndOfHistoryAsync(Ct));

        Assert.Equal(["0", "1", "2", "3", "4"], before.Select(e => Text(e.Message)));
        Assert.Equal(["2", "3"], part.Select(e => Text(e.Message)));
        Assert.Equal(["5", "6", "7"], rest.Select(e => Text(e.Message)));
        Assert.Empty(await HistoryAsync(transport, end, end));
    }

    [Fact]
    public async Task More_history_than_fits_into_memory_at_once_is_read_whole_while_more_is_published()
    {
        const int Count = 1_500;
        await using var transport = await fixture.OpenAsync(_topology.WithHistory(), Ct);
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => transport.PublishAsync(Letter($"{i}"), Ct)));
        var end = await transport.EndOfHistoryAsync(Ct);

        var publishing = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => transport.PublishAsync(Letter("later"), Ct)));
        var kept = await HistoryAsync(transport, 0, end);
        await publishing;

        Assert.Equal(Enumerable.Range(0, Count), kept.Select(e => int.Parse(Text(e.Message), System.Globalization.CultureInfo.InvariantCulture)).Order());
    }

    [Fact]
    public async Task History_outlives_the_process()
    {
        var transport = await fixture.OpenAsync(_topology.WithHistory(), Ct);
        await transport.PublishAsync(Letter("first"), Ct);
        var end = await transport.EndOfHistoryAsync(Ct);
        await TakeTextAsync(transport, Letters);
        await TakeTextAsync(transport, Copies);

        var reopened = await fixture.ReopenAsync(transport, _topology.WithHistory(), Ct);
        if (reopened is null)
        {
            await transport.DisposeAsync();
            return;
        }

        await using (reopened)
        {
            await reopened.PublishAsync(Letter("second"), Ct);
            Assert.Equal(["first"], (await HistoryAsync(reopened, 0, end)).Select(e => Text(e.Message)));
            Assert.Equal(["second"], (await HistoryAsync(reopened, end, await reopened.EndOfHistoryAsync(Ct))).Select(e => Text(e.Message)));
        }
    }

    [Fact]
    public async Task Without_a_history_in_the_topology_there_is_none()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);

        Assert.Equal(Topology.History, (await Assert.ThrowsAsync<QueueMissingException>(() => transport.EndOfHistoryAsync(Ct))).Queue);
        await Assert.ThrowsAsync<QueueMissingException>(() => HistoryAsync(transport, 0, 1));
        await transport.PublishAsync(Letter("still works"), Ct);
        Assert.Equal("still works", await TakeTextAsync(transport, Letters));
    }

    [Fact]
    public async Task A_topology_without_history_gets_one_at_the_next_start()
    {
        await using var transport = await fixture.OpenAsync(_topology, Ct);
        await transport.PublishAsync(Letter("before"), Ct);

        await transport.StartAsync(_topology.WithHistory(), Ct);
        await transport.PublishAsync(Letter("after"), Ct);

        Assert.Equal(["after"], (await HistoryAsync(transport, 0, await transport.EndOfHistoryAsync(Ct))).Select(e => Text(e.Message)));
    }

    private static async Task<List<HistoryEntry>> HistoryAsync(ITransport transport, long from, long to)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience.Deadline * 2);
        var entries = new List<HistoryEntry>();
        await foreach (var entry in transport.ReadHistoryAsync(from, to, deadline.Token))
            entries.Add(entry);
        return entries;
    }

    private static string Text(OutgoingMessage message) => System.Text.Encoding.UTF8.GetString(message.Body.Span);

    private static OutgoingMessage Letter(string text, string type = LetterType) => new(
        new Envelope
        {
            Id = MessageId.New(TimeProvider.System),
            Type = type,
            Source = "clearview/test",
            Time = new DateTimeOffset(2026, 11, 23, 10, 0, 0, 123, TimeSpan.Zero),
            Tenant = TenantId.Default,
            KeyId = "key-1",
        },
        System.Text.Encoding.UTF8.GetBytes(text));

    private static FailureCause Cause(string code) => new(
        code, "A sentence with \u00fcml\u00e4uts\nand two lines.", "System.Exception", "at ClearView.Somewhere", 1,
        new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 23, 10, 0, 1, TimeSpan.Zero), "letters", "1.0");

    private static string Text(Delivery delivery) => System.Text.Encoding.UTF8.GetString(delivery.Body.Span);

    private static async Task<Delivery> NextAsync(IConsumer consumer) =>
        await consumer.Deliveries.ReadAsync(Ct).AsTask().WaitAsync(Patience.Deadline, Ct);

    private static async Task<string> TakeTextAsync(ITransport transport, string queue)
    {
        await using var consumer = await transport.ConsumeAsync(queue, 1, Ct);
        var delivery = await NextAsync(consumer);
        var text = Text(delivery); // a transport may take the memory back with the answer
        await delivery.AckAsync(Ct);
        return text;
    }
}

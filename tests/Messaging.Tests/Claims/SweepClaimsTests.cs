using ClearView.Messaging.Claims;
using ClearView.Messaging.History;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Store;
using ClearView.Messaging.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClearView.Messaging.Tests.Claims;

/// <summary>A large body outlives all that names it, and not much more.</summary>
public class SweepClaimsTests
{
    private static readonly FunctionDescriptor _clerk = PostOffice.Clerk;
    private static readonly HistoryOptions _history = new();
    private static readonly TimeSpan _longAfter = _history.Age + _history.Margin + TimeSpan.FromDays(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_nothing_names_goes_when_history_cannot_name_it_any_more_and_not_before()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var place = await Place.OpenAsync(room);
        await place.KeepAsync("orphan");

        Assert.Equal(0, await place.PassAsync(_history.Age + TimeSpan.FromDays(3)));
        Assert.Equal(1, await place.PassAsync(_history.Margin));
    }

    [Fact]
    public async Task What_the_store_names_stays_however_old_and_goes_when_it_is_named_no_more()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var place = await Place.OpenAsync(room);
        var (waiting, dead, discarded) = (await place.KeepAsync("waiting"), await place.KeepAsync("dead"), await place.KeepAsync("discarded"));
        await room.CommitAsync(await place.KeepAsync("outbox"), Ct);
        var inbox = await room.Inbox().KeepAsync(_clerk, [Delivery(waiting), Delivery(dead), Delivery(discarded)], Ct);
        await room.Inbox().BuryAsync(inbox[1]!, Cause(room), Ct);
        await room.Inbox().BuryAsync(inbox[2]!, Cause(room), Ct);
        await room.Database.ExecuteAsync($"UPDATE dead_letters SET discard = 1 WHERE message_id = '{discarded.Envelope.Id}'", Ct);
        await place.KeepAsync("orphan");

        Assert.Equal(1, await place.PassAsync(_longAfter));
        Assert.Equal(0, await place.PassAsync(_longAfter));
        Assert.Equal(4, await room.Database.CountAsync("claims", Ct));

        await room.Database.ExecuteAsync("DELETE FROM dead_letters", Ct);
        await room.Database.ExecuteAsync("DELETE FROM outbox", Ct);
        await room.Inbox().EndAsync(inbox[0]!, InboxState.Done, Ct);
        Assert.Equal(4, await place.PassAsync(_longAfter));
    }

    [Theory]
    [InlineData("test.letters")]
    [InlineData(Topology.Parking)]
    [InlineData(Topology.Dead)]
    public async Task What_may_lie_in_a_queue_stays_until_that_was_seen_empty(string queue)
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var place = await Place.OpenAsync(room);
        await place.Broker.SendAsync(queue, await place.KeepAsync("stands there"), Ct);

        var while_ = (await place.PassAsync(_longAfter), await place.PassAsync(_longAfter));
        await place.EmptyAsync(queue);
        var after = (await place.PassAsync(TimeSpan.FromHours(1)), await place.PassAsync(TimeSpan.FromDays(3)));

        Assert.Equal((0, 0), while_);
        Assert.Equal((0, 1), after); // one look does not show what somebody may have had in hand
    }

    [Fact]
    public async Task What_is_delayed_or_in_somebodys_hands_is_in_its_queue()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var place = await Place.OpenAsync(room);
        await place.Broker.SendAsync(Place.Letters, await place.KeepAsync("held"), Ct);
        await using var consumer = await place.Broker.ConsumeAsync(Place.Letters, 1, Ct);
        var delivery = await PostOffice.NextAsync(consumer, Ct);

        var held = await place.PassAsync(_longAfter);
        await delivery.RetryAsync(TimeSpan.FromDays(45), Cause(room), Ct);
        var delayed = await place.PassAsync(_longAfter);

        Assert.Equal((0, 0), (held, delayed));
    }

    [Fact]
    public async Task A_queue_of_a_process_that_does_not_run_any_more_is_not_forgotten()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using (var other = await Place.OpenAsync(room, "test.joined"))
        {
            await other.PassAsync(TimeSpan.FromHours(1));
        }

        await using var place = await Place.OpenAsync(room);
        await place.KeepAsync("may be in test.joined");

        Assert.Equal((0, 0), (await place.PassAsync(_longAfter), await place.PassAsync(_longAfter)));
    }

    [Fact]
    public async Task What_stood_in_the_outbox_for_long_is_young_when_it_is_published()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var place = await Place.OpenAsync(room);
        await room.CommitAsync(await place.KeepAsync("waited for its broker"), Ct);
        await using var outbox = room.Outbox();
        await place.PassAsync(_longAfter / 2); // too young to be renewed as named
        var entry = Assert.Single(await outbox.ReadAsync(Assert.Single(await outbox.SourcesAsync(Ct)), 0, 10, Ct));

        await outbox.RemoveAsync([entry.Position], Ct);

        Assert.Equal(0, await place.PassAsync(_longAfter / 2 + TimeSpan.FromDays(3)));
        Assert.Equal(1, await place.PassAsync(_longAfter));
    }

    [Fact]
    public async Task A_running_system_removes_them_by_itself_and_names_the_queue_that_it_waits_for()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var place = await Place.OpenAsync(room, _clerk.Queue);
        var log = new LogBook();
        await place.KeepAsync("orphan");
        await place.Broker.SendAsync(Topology.Parking, room.Message("strayed"), Ct);
        using var sweep = place.Sweep(log, new HistoryOptions { Age = TimeSpan.FromHours(1), Margin = TimeSpan.Zero });

        await sweep.StartAsync(Ct);
        await UntilAsync(room, () => Task.FromResult(log.Text.Contains($"may lie in '{Topology.Parking}'", StringComparison.Ordinal)));
        var meanwhile = await room.Database.CountAsync("claims", Ct);
        await place.EmptyAsync(Topology.Parking);
        await UntilAsync(room, async () => await room.Database.CountAsync("claims", Ct) == 0);

        await sweep.StopAsync(Ct);
        Assert.Equal(1, meanwhile);
    }

    /// <summary>By hours, a little at a time: it looks once in each.</summary>
    private static async Task UntilAsync(StoreRoom room, Func<Task<bool>> isSo)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while (!await isSo())
        {
            room.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Delay(2, deadline.Token);
        }
    }

    [Fact]
    public async Task Many_go_a_few_at_a_time()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var place = await Place.OpenAsync(room);
        for (var i = 0; i < 60; i++)
            await place.KeepAsync($"orphan {i}");
        await place.PassAsync(TimeSpan.FromDays(3));
        room.Clock.Advance(_longAfter);
        await place.LookTwiceAsync();

        var before = (await place.Claims.RenewAsync(room.Clock.GetUtcNow() - _history.Age - _history.Margin, Ct)).Before!.Value;

        Assert.Equal((25, 25, 10, 0), (
            await place.Claims.RemoveAsync(before, 25, Ct), await place.Claims.RemoveAsync(before, 25, Ct),
            await place.Claims.RemoveAsync(before, 25, Ct), await place.Claims.RemoveAsync(before, 25, Ct)));
    }

    [Fact]
    public async Task Beyond_the_bound_a_large_body_is_refused_and_a_small_one_is_not()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var full = new ClaimedBodies(room.Database, new ClaimOptions { MostBytes = 150_000 }, room.Clock);
        await full.KeepAsync(Large(room, "first"), Ct);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => full.KeepAsync(Large(room, "second"), Ct));
        var another = await Assert.ThrowsAsync<StoreUnavailableException>(() => // which counts what the other kept
            new ClaimedBodies(room.Database, new ClaimOptions { MostBytes = 150_000 }, room.Clock).KeepAsync(Large(room, "third"), Ct));
        await using var session = new StoreSession(room.Database, room.Signal, new SenderName("one"), room.Clock, full);
        await session.BeginAsync(Ct);
        await session.SendAsync([room.Message("small")], Ct);
        await session.CommitAsync(Ct);

        Assert.Contains("150000 at most", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, another.Message);
        Assert.Equal((1L, 1L), (await room.Database.CountAsync("claims", Ct), await room.Database.CountAsync("outbox", Ct)));
    }

    [Fact]
    public async Task When_the_disk_is_nearly_full_large_bodies_are_refused_where_it_can_be_seen()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var claims = new ClaimedBodies(room.Database, new ClaimOptions { LeastFreeBytes = long.MaxValue }, room.Clock);

        if (TestStore.IsPostgres)
            await claims.KeepAsync(Large(room, "kept"), Ct);
        else
            Assert.Contains("stay free of large bodies", (await Assert.ThrowsAsync<StoreUnavailableException>(() => claims.KeepAsync(Large(room, "refused"), Ct))).Message, StringComparison.Ordinal);
    }

    private static OutgoingMessage Large(StoreRoom room, string name) => room.Message(name) with { Body = System.Text.Encoding.UTF8.GetBytes(name.PadRight(100_000)) };

    private static LooseDelivery Delivery(OutgoingMessage message) => new() { Envelope = message.Envelope, Body = message.Body, Attempt = 1 };

    private static FailureCause Cause(StoreRoom room) => new("no-good", "It is no good.", null, null, 1, room.Clock.GetUtcNow(), room.Clock.GetUtcNow(), _clerk.Name, "1");

    /// <summary>One process: its broker, and what it keeps and sweeps in the store.</summary>
    private sealed class Place : IAsyncDisposable
    {
        public const string Letters = "test.letters";
        private readonly StoreRoom _room;
        private readonly SweepClaims _sweep;

        private Place(StoreRoom room)
        {
            (_room, Broker) = (room, new InMemoryTransport(room.Clock));
            Claims = new ClaimedBodies(room.Database, new ClaimOptions(), room.Clock);
            _sweep = new SweepClaims([_clerk], Claims, room.Inbox(), Broker, _history, NullLogger<SweepClaims>.Instance, room.Clock);
        }

        public InMemoryTransport Broker { get; }

        public ClaimedBodies Claims { get; }

        public SweepClaims Sweep(LogBook log, HistoryOptions history) =>
            new([_clerk], Claims, _room.Inbox(), Broker, history, new Logger<SweepClaims>(new LoggerFactory([log])), _room.Clock);

        public static async Task<Place> OpenAsync(StoreRoom room, string queue = Letters)
        {
            var place = new Place(room);
            await place.Broker.StartAsync(new Topology([new(queue, [Letter.WireName])]), Ct);
            return place;
        }

        public Task<OutgoingMessage> KeepAsync(string name) => Claims.KeepAsync(Large(_room, name), Ct);

        /// <summary>So much time goes by, in two halves, and after each it looks and sweeps.</summary>
        public async Task<int> PassAsync(TimeSpan time)
        {
            var removed = 0;
            foreach (var half in (TimeSpan[])[time / 2, time / 2])
            {
                _room.Clock.Advance(half);
                await _sweep.LookAsync(Ct);
                using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
                deadline.CancelAfter(PostOffice.Deadline);
                var sweeping = _sweep.SweepAsync(deadline.Token);
                while (!sweeping.IsCompleted)
                {
                    deadline.Token.ThrowIfCancellationRequested();
                    _room.Clock.Advance(TimeSpan.FromMilliseconds(10));
                    await Task.WhenAny(sweeping, Task.Delay(1, Ct));
                }

                removed += await sweeping;
            }

            return removed;
        }

        public async Task LookTwiceAsync()
        {
            await _sweep.LookAsync(Ct);
            await Claims.SawAsync((await Broker.InspectAsync(Ct)).ToDictionary(q => q.Queue, _ => (DateTimeOffset?)_room.Clock.GetUtcNow()), Ct);
        }

        public async Task EmptyAsync(string queue)
        {
            await using var consumer = await Broker.ConsumeAsync(queue, 1, Ct);
            await (await PostOffice.NextAsync(consumer, Ct)).AckAsync(Ct);
        }

        public async ValueTask DisposeAsync() => await Broker.DisposeAsync();
    }
}

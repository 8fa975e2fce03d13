using System.Text;
using ClearView.Messaging.History;
using ClearView.Messaging.InMemory;
using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.History;

/// <summary>One function on its way through history, with a clock that the tests move.</summary>
public class CatchUpTests
{
    private static readonly FunctionDescriptor _clerk = PostOffice.Clerk with { From = From.Beginning };
    private static readonly Topology _before = new Topology([new("test.other", [Letter.WireName, "card.v1"])]).WithHistory();
    private static readonly Topology _with = new Topology([.. _before.Queues, new(_clerk.Queue, _clerk.WireNames)]).WithHistory();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_history_has_of_its_kinds_is_kept_once_and_the_end_is_remembered()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync(room);
        await PublishAsync(broker, room, 0, 120);
        await broker.PublishAsync(room.Message("no letter") with { Envelope = room.Message("no letter").Envelope with { Type = "card.v1" } }, Ct);
        await broker.StartAsync(_with, Ct);
        await PublishAsync(broker, room, 120, 130);
        await room.Inbox().KeepAsync(_clerk, [room.Delivery("5"), room.Delivery("125")], Ct); // its live mail

        var state = await RunAsync(room, broker, new HistoryOptions { Rate = 1_000, Window = 1_000, Overlap = TimeSpan.Zero });

        Assert.Equal((130L, 128L), (state.Read, state.Kept));
        Assert.NotNull(state.DoneAt);
        Assert.Equal(130, await room.Database.CountAsync("inbox", Ct));
    }

    [Fact]
    public async Task It_goes_on_where_it_was_when_its_process_ended_in_the_middle()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync(room);
        await PublishAsync(broker, room, 0, 100);
        var options = new HistoryOptions { Rate = 20, Window = 1_000, Overlap = TimeSpan.Zero };
        using var death = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var running = CatchUp(room, broker, options).RunAsync(await BegunAsync(room, options), death.Token);
        while (await room.Database.CountAsync("inbox", Ct) < 40)
            await MoveAsync(room, TimeSpan.FromSeconds(1));
        await death.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        var saved = (await Progress(room).FindAsync("clerk", Ct))!;
        var watched = new ReadFrom(broker);

        var state = await RunAsync(room, watched, new HistoryOptions { Rate = 1_000, Window = 1_000, Overlap = TimeSpan.Zero }, saved);

        Assert.InRange(saved.Position, 20, 99);
        Assert.Equal(saved.Position, watched.Offsets[0]);
        Assert.NotNull(state.DoneAt);
        Assert.Equal(100, await room.Database.CountAsync("inbox", Ct));
    }

    [Fact]
    public async Task What_was_on_its_way_when_the_queue_was_made_is_not_missed()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync(room);
        await PublishAsync(broker, room, 0, 3);
        await broker.StartAsync(_with, Ct);
        // Routed before the queue was bound, and in history only after its end was asked for.
        var late = new ReadFrom(broker)
        {
            AfterFirstEnd = async () =>
            {
                await broker.StartAsync(_before, Ct);
                await broker.PublishAsync(Of(room, "late"), Ct);
                await broker.StartAsync(_with, Ct);
            },
        };

        await RunAsync(room, late, new HistoryOptions { Overlap = TimeSpan.FromSeconds(15) });

        Assert.Equal(4, await room.Database.CountAsync("inbox", Ct));
        Assert.Equal(0, (await broker.InspectAsync(Ct)).Single(q => q.Queue == _clerk.Queue).Arrived);
    }

    [Fact]
    public async Task It_is_given_no_more_a_second_than_its_budget()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync(room);
        await PublishAsync(broker, room, 0, 30);
        var options = new HistoryOptions { Rate = 10, Window = 1_000, Overlap = TimeSpan.Zero };
        var running = CatchUp(room, broker, options).RunAsync(await BegunAsync(room, options), Ct);

        await room.HoldsAsync(10, Ct, "inbox");
        room.Clock.Advance(TimeSpan.FromSeconds(0.9));
        await Task.Delay(50, Ct); // whatever would come too early
        var early = await room.Database.CountAsync("inbox", Ct);
        room.Clock.Advance(TimeSpan.FromSeconds(0.2));
        await room.HoldsAsync(20, Ct, "inbox");
        await UntilDoneAsync(running, room);

        Assert.Equal(10, early);
        Assert.Equal(30, await room.Database.CountAsync("inbox", Ct));
    }

    [Fact]
    public async Task While_live_mail_waits_nothing_comes_from_history()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync(room);
        await PublishAsync(broker, room, 0, 30);
        var live = await room.Inbox().KeepAsync(_clerk, [.. Enumerable.Range(0, 8).Select(i => room.Delivery($"live {i}"))], Ct);
        var options = new HistoryOptions { Rate = 1_000, Window = 8, Overlap = TimeSpan.Zero };
        var running = CatchUp(room, broker, options).RunAsync(await BegunAsync(room, options), Ct);

        for (var i = 0; i < 20; i++)
            await MoveAsync(room, TimeSpan.FromSeconds(1));
        var whileItWaits = await room.Database.CountAsync("inbox", Ct);
        foreach (var message in live)
            await room.Inbox().EndAsync(message!, InboxState.Done, Ct);
        await MoveAsync(room, TimeSpan.FromSeconds(1));
        await room.HoldsAsync(16, Ct, "inbox");

        Assert.Equal(8, whileItWaits);
        Assert.False(running.IsCompleted);
    }

    [Fact]
    public async Task What_is_older_than_the_inbox_remembers_is_passed_over()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync(room);
        await PublishAsync(broker, room, 0, 3);
        room.Clock.Advance(TimeSpan.FromDays(31));
        await PublishAsync(broker, room, 3, 5);

        var state = await RunAsync(room, broker, new HistoryOptions { Age = TimeSpan.FromDays(30), Overlap = TimeSpan.Zero });

        Assert.Equal(2L, state.Kept);
    }

    [Fact]
    public async Task A_new_request_ends_the_run_that_is_in_the_middle()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await using var broker = await BrokerAsync(room);
        await PublishAsync(broker, room, 0, 50);
        var options = new HistoryOptions { Rate = 10, Window = 1_000, Overlap = TimeSpan.Zero };
        var running = CatchUp(room, broker, options).RunAsync(await BegunAsync(room, options), Ct);
        await room.HoldsAsync(10, Ct, "inbox");

        var asked = CatchUpState.Begin("clerk", 500, room.Clock.GetUtcNow());
        await Progress(room).BeginAsync(asked, Ct);
        await UntilDoneAsync(running, room);

        Assert.Equal(asked, await Progress(room).FindAsync("clerk", Ct));
        Assert.True(await room.Database.CountAsync("inbox", Ct) < 50);
    }

    private static CatchUp CatchUp(StoreRoom room, ITransport transport, HistoryOptions options) =>
        new(_clerk, transport, room.Inbox(), Progress(room), options, room.Clock);

    private static CatchUpProgress Progress(StoreRoom room) => new(room.Database);

    private static async Task<CatchUpState> BegunAsync(StoreRoom room, HistoryOptions options)
    {
        var state = CatchUpState.Begin("clerk", options.Rate, room.Clock.GetUtcNow());
        await Progress(room).BeginAsync(state, Ct);
        return state;
    }

    private static async Task<CatchUpState> RunAsync(StoreRoom room, ITransport transport, HistoryOptions options, CatchUpState? saved = null)
    {
        await UntilDoneAsync(CatchUp(room, transport, options).RunAsync(saved is null ? await BegunAsync(room, options) : saved with { Rate = options.Rate }, Ct), room);
        return (await Progress(room).FindAsync("clerk", Ct))!;
    }

    private static async Task UntilDoneAsync(Task running, StoreRoom room)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while (!running.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await MoveAsync(room, TimeSpan.FromSeconds(1));
        }

        await running;
    }

    private static async Task MoveAsync(StoreRoom room, TimeSpan by)
    {
        room.Clock.Advance(by);
        await Task.Delay(2, Ct);
    }

    private static async Task<InMemoryTransport> BrokerAsync(StoreRoom room)
    {
        var broker = new InMemoryTransport(room.Clock);
        await broker.StartAsync(_before, Ct);
        return broker;
    }

    private static OutgoingMessage Of(StoreRoom room, string name) =>
        room.Message(name) with { Envelope = room.Message(name).Envelope with { OrderKey = name }, Body = Encoding.UTF8.GetBytes(name) };

    private static async Task PublishAsync(InMemoryTransport broker, StoreRoom room, int from, int to)
    {
        for (var i = from; i < to; i++)
            await broker.PublishAsync(Of(room, $"{i}"), Ct);
    }

    /// <summary>Notes from which offsets it was read.</summary>
    private sealed class ReadFrom(ITransport inner) : ITransport
    {
        public List<long> Offsets { get; } = [];

        public Func<Task>? AfterFirstEnd { get; set; }

        public BrokerInfo Broker => inner.Broker;

        public async Task<long> EndOfHistoryAsync(CancellationToken ct)
        {
            var end = await inner.EndOfHistoryAsync(ct);
            if (AfterFirstEnd is { } after)
            {
                AfterFirstEnd = null;
                await after();
            }

            return end;
        }

        public IAsyncEnumerable<HistoryEntry> ReadHistoryAsync(long from, long to, CancellationToken ct)
        {
            Offsets.Add(from);
            return inner.ReadHistoryAsync(from, to, ct);
        }

        public Task StartAsync(Topology topology, CancellationToken ct) => inner.StartAsync(topology, ct);

        public Task StopAsync(CancellationToken ct) => inner.StopAsync(ct);

        public Task PublishAsync(OutgoingMessage message, CancellationToken ct) => inner.PublishAsync(message, ct);

        public Task SendAsync(string queue, OutgoingMessage message, CancellationToken ct) => inner.SendAsync(queue, message, ct);

        public Task<IConsumer> ConsumeAsync(string queue, int prefetch, CancellationToken ct) => inner.ConsumeAsync(queue, prefetch, ct);

        public Task<IReadOnlyList<QueueState>> InspectAsync(CancellationToken ct) => inner.InspectAsync(ct);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using ClearView.Messaging.Store;
using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

public class OutboxTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_come_out_in_the_order_of_their_commits_whole_and_only_so_many()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        for (var i = 0; i < 5; i++)
            await room.CommitAsync(room.Message($"{i}"), Ct);

        await using var outbox = room.Outbox();
        var first = await outbox.ReadAllAsync(Ct, 3);
        await outbox.RemoveAsync([.. first.Select(e => e.Position)], Ct);
        var rest = await outbox.ReadAllAsync(Ct);

        Assert.Equal(["0", "1", "2"], Bodies(first));
        Assert.Equal(["3", "4"], Bodies(rest));
        Assert.Equal(room.Message("0").Envelope, first[0].Message.Envelope);
        Assert.Equal(2, await outbox.CountAsync(100, Ct));
    }

    [Fact]
    public async Task A_position_is_never_given_twice()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.CommitAsync(room.Message("first"), Ct);
        await using var outbox = room.Outbox();
        var first = Assert.Single(await outbox.ReadAllAsync(Ct));
        await outbox.RemoveAsync([first.Position], Ct);

        await room.CommitAsync(room.Message("second"), Ct);

        Assert.True(Assert.Single(await outbox.ReadAllAsync(Ct)).Position > first.Position);
    }

    [Fact]
    public async Task Rows_of_another_process_are_left_to_it_until_it_ends()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.CommitAsync(room.Message("of another"), Ct, sender: "another");
        var another = room.Outbox("another", room.Another());
        await another.SourcesAsync(Ct); // it takes its name
        await room.CommitAsync(room.Message("of mine"), Ct, sender: "mine");
        await room.CommitAsync(room.Message("of the dead"), Ct, sender: "dead");
        await using var mine = room.Outbox("mine");

        var before = Bodies(await mine.ReadAllAsync(Ct));
        await another.DisposeAsync();
        room.Clock.Advance(TimeSpan.FromSeconds(6));
        var after = Bodies(await mine.ReadAllAsync(Ct));

        Assert.Equal(["of mine", "of the dead"], before);
        Assert.Equal(["of another", "of mine", "of the dead"], after);
    }

    [Fact]
    public async Task A_second_process_of_one_name_sends_what_it_commits_and_nothing_of_the_first()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.CommitAsync(room.Message("of the first"), Ct);
        var first = room.Outbox();
        await first.ReadAllAsync(Ct);
        var name = new SenderName("one");
        await using var second = new Outbox(room.Another(), room.Signal, name, room.Clock);

        Assert.Empty(await second.ReadAllAsync(Ct));
        await room.CommitAsync(room.Message("of the second"), Ct, sender: name.Value);

        Assert.Equal("one.1", name.Value);
        Assert.Equal(["of the second"], Bodies(await second.ReadAllAsync(Ct)));
        Assert.Equal(["of the first"], Bodies(await first.ReadAllAsync(Ct)));
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_holds_only_so_many_bytes_and_one_row_at_least()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        foreach (var megabytes in new[] { 40, 20, 20, 20 })
            await room.CommitAsync(room.Message("large") with { Body = new byte[megabytes << 20] }, Ct);

        await using var outbox = room.Outbox();
        var first = await outbox.ReadAllAsync(Ct);
        await outbox.RemoveAsync([.. first.Select(e => e.Position)], Ct);
        var second = await outbox.ReadAllAsync(Ct);

        Assert.Equal((1, 2), (first.Count, second.Count));
    }

    [Fact]
    public async Task A_commit_wakes_who_waits_and_a_commit_without_messages_does_not()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        using var signal = new OutboxSignal();
        var sender = new SenderName("one");

        await CommitAsync(sends: false);
        var quiet = await RaisedAsync(signal, TimeSpan.Zero);
        await CommitAsync(sends: true);
        await CommitAsync(sends: true);
        var raised = await RaisedAsync(signal, TimeSpan.FromSeconds(20));

        Assert.False(quiet);
        Assert.True(raised);

        async Task CommitAsync(bool sends)
        {
            await using var session = new StoreSession(room.Database, signal, sender, room.Clock);
            await session.BeginAsync(Ct);
            if (sends)
                await session.SendAsync([room.Message("x")], Ct);
            await session.CommitAsync(Ct);
        }
    }

    // The signal tells nobody why the wait ended; its task does.
    private static Task<bool> RaisedAsync(OutboxSignal signal, TimeSpan atMost) => (Task<bool>)signal.WaitAsync(atMost, Ct);

    private static IEnumerable<string> Bodies(IEnumerable<OutboxEntry> entries) =>
        entries.Select(e => System.Text.Encoding.UTF8.GetString(e.Message.Body.Span));
}

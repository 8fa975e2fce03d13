using ClearView.Messaging.Store;

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

        var first = await room.Outbox().ReadAsync(3, Ct);
        await room.Outbox().RemoveAsync([.. first.Select(e => e.Position)], Ct);
        var rest = await room.Outbox().ReadAsync(10, Ct);

        Assert.Equal(["0", "1", "2"], Bodies(first));
        Assert.Equal(["3", "4"], Bodies(rest));
        Assert.Equal(room.Message("0").Envelope, first[0].Message.Envelope);
        Assert.Equal(2, await room.Outbox().CountAsync(Ct));
    }

    [Fact]
    public async Task A_position_is_never_given_twice()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.CommitAsync(room.Message("first"), Ct);
        var first = Assert.Single(await room.Outbox().ReadAsync(10, Ct));
        await room.Outbox().RemoveAsync([first.Position], Ct);

        await room.CommitAsync(room.Message("second"), Ct);

        Assert.True(Assert.Single(await room.Outbox().ReadAsync(10, Ct)).Position > first.Position);
    }

    [Fact]
    public async Task Rows_of_another_process_are_left_to_it_until_they_are_abandoned()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.CommitAsync(room.Message("of the dead"), Ct, sender: "dead");
        room.Clock.Advance(TimeSpan.FromSeconds(29));
        await room.CommitAsync(room.Message("of mine"), Ct, sender: "mine");
        await room.CommitAsync(room.Message("of another"), Ct, sender: "another");

        var before = Bodies(await room.Outbox("mine").ReadAsync(10, Ct));
        room.Clock.Advance(TimeSpan.FromSeconds(2));
        var after = Bodies(await room.Outbox("mine").ReadAsync(10, Ct));

        Assert.Equal(["of mine"], before);
        Assert.Equal(["of the dead", "of mine"], after);
    }

    [Fact]
    public async Task Rows_of_a_process_that_is_alive_and_cannot_send_stay_its_own()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        await room.CommitAsync(room.Message("of the living"), Ct, sender: "living");
        room.Clock.Advance(TimeSpan.FromHours(1));
        await room.Outbox("living").BeatAsync(Ct);
        room.Clock.Advance(TimeSpan.FromSeconds(29));

        var beating = await room.Outbox("mine").ReadAsync(10, Ct);
        room.Clock.Advance(TimeSpan.FromSeconds(2));
        var silent = await room.Outbox("mine").ReadAsync(10, Ct);

        Assert.Empty(beating);
        Assert.Equal(["of the living"], Bodies(silent));
    }

    [Fact]
    public async Task A_batch_holds_only_so_many_bytes_and_one_row_at_least()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        foreach (var megabytes in new[] { 40, 20, 20, 20 })
            await room.CommitAsync(room.Message("large") with { Body = new byte[megabytes << 20] }, Ct);

        var first = await room.Outbox().ReadAsync(10, Ct);
        await room.Outbox().RemoveAsync([.. first.Select(e => e.Position)], Ct);
        var second = await room.Outbox().ReadAsync(10, Ct);

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

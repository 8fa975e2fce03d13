using ClearView.Messaging.Tests.Support;

namespace ClearView.Messaging.Tests.Store;

/// <summary>On SQLite between two that have mapped one file, on PostgreSQL between two that are connected.</summary>
public class BellsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_process_hears_the_bell_it_listens_to_and_no_other_until_it_listens_no_more()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var (mail, other) = (0, 0);
        var far = room.Another();
        using var listening = far.Bells.Listen("mail/a", () => Interlocked.Increment(ref mail));
        using var elsewhere = far.Bells.Listen("mail/b", () => Interlocked.Increment(ref other));

        await RingUntilAsync(room, "mail/a", () => Volatile.Read(ref mail) > 0);
        listening.Dispose();
        await Task.Delay(200, Ct); // what was rung before has been told
        var (before, beforeElsewhere) = (Volatile.Read(ref mail), Volatile.Read(ref other));
        room.Database.Bells.Ring("mail/a");
        await RingUntilAsync(room, "mail/b", () => Volatile.Read(ref other) > beforeElsewhere);

        Assert.Equal(before, Volatile.Read(ref mail));
        Assert.InRange(beforeElsewhere, 0, 1); // once when it began to listen, perhaps
    }

    [Fact]
    public async Task To_ring_and_to_listen_to_a_store_that_is_closed_does_nothing()
    {
        using var room = await StoreRoom.OpenAsync(Ct);
        var closed = room.Another();
        using var before = closed.Bells.Listen("mail/a", () => { });
        closed.Dispose();

        closed.Bells.Ring("mail/a");
        using var after = closed.Bells.Listen("mail/a", () => { });
    }

    /// <summary>A ring may be lost while a connection is made.</summary>
    private static async Task RingUntilAsync(StoreRoom room, string bell, Func<bool> isHeard)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(PostOffice.Deadline);
        while (!isHeard())
        {
            room.Database.Bells.Ring(bell);
            await Task.Delay(20, deadline.Token);
        }
    }
}
